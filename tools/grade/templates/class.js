"use strict";
const table = document.getElementById("class");
const body = table.tBodies[0];
const heads = [...table.tHead.rows[0].cells];
const value = (row, column) => {
  const text = row.cells[column].textContent.trim();
  const number = parseFloat(text.replace(",", "."));
  return column === 0 ? text : Number.isNaN(number) ? -1 : number;
};
heads.forEach((head, column) => head.firstElementChild.addEventListener("click", () => {
  const ascending = head.getAttribute("aria-sort") !== "ascending";
  heads.forEach((other) => other.removeAttribute("aria-sort"));
  head.setAttribute("aria-sort", ascending ? "ascending" : "descending");
  const compare = (a, b) => column === 0 ? a[0].localeCompare(b[0]) : a[0] - b[0];
  const rows = [...body.rows].map((row) => [value(row, column), row]).sort(compare);
  if (!ascending) rows.reverse();
  body.append(...rows.map(([, row]) => row));
}));
document.getElementById("filter").addEventListener("input", (event) => {
  const wanted = event.target.value.toLowerCase();
  for (const row of body.rows) row.hidden = !row.cells[0].textContent.toLowerCase().includes(wanted);
});
