// What the book's pages do beyond mdBook's own script. Without JavaScript, every page can be read all the
// same, and the link to the other language leads to the top of the same page.
'use strict';

(function language() {
    const link = document.getElementById('telar-language');

    // The section that is being read: that of the address; else the one that begins near the top of what
    // is seen; else the last one that began above.
    function section() {
        const headings = [...document.querySelectorAll('main h2[id], main h3[id]')];
        const asked = decodeURIComponent(location.hash.slice(1));
        const within = share => it => {
            const { top } = it.getBoundingClientRect();
            // A heading that was scrolled to may stand a fraction of a pixel above.
            return top >= -1 && top < window.innerHeight * share;
        };
        const read = headings.filter(it => it.id === asked).find(within(1))
            ?? headings.find(within(1 / 3))
            ?? headings.findLast(it => it.getBoundingClientRect().top < 0);
        return read ? '#' + read.id : '';
    }

    const page = link.getAttribute('href');
    function keepSection() {
        link.setAttribute('href', page + section());
    }
    // Before it is followed, in whichever way.
    ['pointerenter', 'pointerdown', 'focus', 'click'].forEach(it => link.addEventListener(it, keepSection));
    link.addEventListener('click', () => {
        try {
            localStorage.setItem('telar-language', link.hreflang);
        } catch {
            // Not remembered, then.
        }
    });
})();

// mdBook's sidebar follows a checkbox; here a button stands for it, so that the keyboard reaches it. Its
// own script, which comes first, makes the sidebar ready to appear.
(function sidebarButton() {
    const checkbox = document.getElementById('mdbook-sidebar-toggle-anchor');
    document.getElementById('mdbook-sidebar-toggle').addEventListener('click', () => {
        checkbox.checked = !checkbox.checked;
        checkbox.dispatchEvent(new Event('change'));
    });
})();

// What scrolls sideways must scroll by keyboard, too.
(function scrollers() {
    const name = document.getElementById('mdbook-content').dataset.scroller;
    function update() {
        document.querySelectorAll('main pre > code, main .scroller, main .table-wrapper').forEach(it => {
            if (it.scrollWidth > it.clientWidth) {
                it.tabIndex = 0;
                it.setAttribute('role', 'group');
                it.setAttribute('aria-label', name);
            } else {
                ['tabindex', 'role', 'aria-label'].forEach(attribute => it.removeAttribute(attribute));
            }
        });
    }
    update();
    window.addEventListener('load', update);
    window.addEventListener('resize', update);
})();

// On paper, everything is open (browsers that know `::details-content` need no script for it), and the
// letters are dark: browsers leave the dark background away.
(function paper() {
    const root = document.documentElement;
    const sheet = theme => document.getElementById({ light: 'mdbook-highlight-css', navy: 'mdbook-tomorrow-night-css' }[theme]);
    let closed = [];
    let dark = false;

    function wear(theme, instead) {
        root.classList.replace(instead, theme);
        sheet(instead).disabled = true;
        sheet(theme).disabled = false;
    }
    window.addEventListener('beforeprint', () => {
        closed = [...document.querySelectorAll('main details:not([open])')];
        closed.forEach(it => { it.open = true; });
        dark = root.classList.contains('navy');
        if (dark) {
            wear('light', 'navy');
        }
    });
    window.addEventListener('afterprint', () => {
        closed.forEach(it => { it.open = false; });
        if (dark) {
            wear('navy', 'light');
        }
    });
})();
