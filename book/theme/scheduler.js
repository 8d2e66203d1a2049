// "Be the scheduler": the reader decides which of two threads takes the next step.
//
// Each figure brings the tree of all schedules that its program was recorded under, in a script element of
// type application/json; tools/book/src/scheduler/told.rs says what is in it. All sentences come from
// there too, so this file has no language. Without it, the figure shows one recorded schedule.
//
// Buttons that can do nothing right now are marked so, but never disabled: a disabled button loses the
// keyboard's focus, and could not say why it does nothing.
(() => {
    "use strict";

    /** Puts values into a sentence's {holes}. */
    const fill = (pattern, values) =>
        pattern.replace(/\{(\w+)\}/g, (hole, name) => (name in values ? values[name] : hole));

    const capitalized = (text) => text.charAt(0).toUpperCase() + text.slice(1);

    const element = (name, text = "") => {
        const made = document.createElement(name);
        made.textContent = text;
        return made;
    };

    class Player {
        constructor(figure) {
            const find = (selector) => figure.querySelector(selector);
            this.data = JSON.parse(find("script").textContent);
            this.lines = [...figure.querySelectorAll("[data-line]")];
            this.cells = [...figure.querySelectorAll(".scheduler-state dd")];
            this.buttons = [...figure.querySelectorAll("[data-thread]")];
            this.undoButton = find("[data-act=undo]");
            this.restartButton = find("[data-act=restart]");
            this.finishButton = find("[data-act=finish]");
            this.status = find("[role=status]");
            this.tally = find(".scheduler-tally");
            this.table = find(".scheduler-play .scheduler-steps");
            /** The branches taken so far; each leads to the place where the next begins. */
            this.path = [];
            /** The schedules played to their end, each by its threads in order, and how they ended. */
            this.found = new Map();

            for (const button of this.buttons) {
                button.addEventListener("click", () => this.step(Number(button.dataset.thread)));
            }
            this.undoButton.addEventListener("click", () => this.undo());
            this.restartButton.addEventListener("click", () => this.restart());
            this.finishButton.addEventListener("click", () => this.finish());
            find(".scheduler-play").hidden = false;
            figure.classList.add("scheduler-playing");
            this.show(this.data.said.start);
        }

        /** Where in the tree the run stands. */
        get place() {
            return this.path.length ? this.path[this.path.length - 1].to : this.data.tree;
        }

        /** The next steps, by thread; none when the run is over. */
        get next() {
            return this.place.next || {};
        }

        get isOver() {
            return this.place.end !== undefined;
        }

        step(thread) {
            const { said } = this.data;
            if (this.isOver) return this.show(said.over);
            if (!this.next[thread]) {
                const values = { who: this.nameOf(thread), state: this.stateOf(thread) };
                return this.show(fill(said.cannot, values));
            }
            this.show(this.take(thread));
        }

        /** Lets whoever ran last go on for as long as possible, then the other, to the end. */
        finish() {
            if (this.isOver) return this.show(this.data.said.over);
            const sentences = [];
            while (!this.isOver) {
                const last = this.path.length ? this.done(this.path.length - 1).thread : 1;
                const thread = this.next[last] ? last : 3 - last;
                sentences.push(this.take(thread));
            }
            this.show(sentences.join(" "));
        }

        undo() {
            const { said } = this.data;
            this.show(this.path.pop() ? said.undone : said["nothing-to-undo"]);
        }

        restart() {
            this.path = [];
            this.show(this.data.said.restarted);
        }

        /** Takes a step; the answer is the sentence that tells it. */
        take(thread) {
            this.path.push(this.next[thread]);
            const { did } = this.done(this.path.length - 1);
            if (this.isOver) {
                const schedule = this.path
                    .map((branch) => this.data.steps[branch.step].thread)
                    .join("");
                this.found.set(schedule, this.place.end);
            }
            return fill(this.data.said.step, { who: this.nameOf(thread), did });
        }

        done(index) {
            return this.data.steps[this.path[index].step];
        }

        nameOf(thread) {
            return this.data.who[thread - 1];
        }

        /** The line that a thread is at; none when it has ended. */
        lineOf(thread) {
            const branch = this.next[thread];
            if (branch) return this.data.steps[branch.step].line;
            const last = this.path
                .map((_, index) => this.done(index))
                .findLast((done) => done.thread === thread);
            return last?.waits ? last.line : undefined;
        }

        /** Where a thread stands: the states end with the two threads. */
        stateOf(thread) {
            return this.data.states[this.place.state].at(thread - 3);
        }

        // What is shown.

        show(said) {
            this.showState();
            this.showButtons();
            this.showSteps();
            this.showStatus(said);
            this.showTally();
        }

        showState() {
            this.data.states[this.place.state].forEach((text, index) => {
                const cell = this.cells[index];
                cell.classList.toggle("scheduler-changed", cell.textContent !== text);
                cell.textContent = text;
            });
            for (const line of this.lines) {
                const here = [1, 2].filter(
                    (thread) => this.lineOf(thread) === Number(line.dataset.line),
                );
                line.classList.toggle("scheduler-next", here.length > 0);
                line.firstChild.replaceChildren(...here.map((thread) => this.mark(thread)));
            }
        }

        mark(thread) {
            const mark = element("span", thread);
            mark.className = `scheduler-mark scheduler-mark-${thread}`;
            mark.classList.toggle("scheduler-waits", !this.next[thread]);
            return mark;
        }

        showButtons() {
            for (const button of this.buttons) {
                const thread = Number(button.dataset.thread);
                const branch = this.next[thread];
                button.setAttribute("aria-disabled", !branch);
                button.lastChild.textContent = branch
                    ? `${this.data.plans[branch.plan]} (${fill(this.data.line, { line: this.lineOf(thread) })})`
                    : this.stateOf(thread);
            }
            this.undoButton.setAttribute("aria-disabled", this.path.length === 0);
            this.restartButton.setAttribute("aria-disabled", this.path.length === 0);
            this.finishButton.setAttribute("aria-disabled", this.isOver);
        }

        showSteps() {
            const rows = this.path.map((_, index) => {
                const { thread, line, did } = this.done(index);
                const row = document.createElement("tr");
                const cells = [element("td", index + 1), element("td"), element("td")];
                cells[thread].append(`${did} `, element("small", fill(this.data.line, { line })));
                row.append(...cells);
                return row;
            });
            this.table.tBodies[0].replaceChildren(...rows);
            this.table.hidden = rows.length === 0;
        }

        /** What just happened, and at the end why it came to that: this is what a screen reader says. */
        showStatus(said) {
            this.status.replaceChildren(element("p", said));
            if (this.isOver) {
                const { right, why } = this.data.endings[this.place.end];
                const end = element("p", why);
                end.className = "scheduler-end";
                end.dataset.right = right;
                this.status.append(end);
            }
        }

        showTally() {
            const { data, found } = this;
            const count = (end) => [...found.values()].filter((one) => one === end).length;
            const list = document.createElement("ul");
            data.endings.forEach(({ right, label, schedules }, index) => {
                const played = count(index);
                if (!played) return;
                const values = { label: capitalized(label), played, all: schedules };
                const item = element("li", fill(data.tallyEnding, values));
                item.dataset.right = right;
                list.append(item);
            });
            const tally = fill(data.tally, { played: found.size, all: data.all });
            this.tally.replaceChildren(element("p", tally), list);

            const goesWrong = (end) => !data.endings[end].right;
            const findable = data.endings.some(({ right }) => !right);
            if (findable ? [...found.values()].some(goesWrong) : found.size > 0) {
                this.tally.append(element("p", data.known));
            }
        }
    }

    document.querySelectorAll("figure.scheduler").forEach((figure) => new Player(figure));
})();
