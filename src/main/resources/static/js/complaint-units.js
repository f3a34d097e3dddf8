// Suggestions while a place is typed: a combobox over GET /api/v1/units. Without it the server offers the best matches on the next page.
(function () {
    'use strict';

    let count = 0;

    function field(box) {
        const input = box.querySelector('.mx-combo input');
        const choice = () => box.querySelector('input[data-choice]');
        const words = box.querySelector('input[data-for]');
        const found = box.querySelector('[data-found]');
        const list = document.createElement('ul');
        let timer;
        let asked = 0;
        let active = -1;

        list.className = 'mx-suggestions';
        list.id = 'units-' + (++count);
        list.hidden = true;
        list.setAttribute('role', 'listbox');
        list.setAttribute('aria-label', box.querySelector('label').textContent);
        input.after(list);
        input.setAttribute('role', 'combobox');
        input.setAttribute('aria-autocomplete', 'list');
        input.setAttribute('aria-controls', list.id);
        input.setAttribute('aria-expanded', 'false');

        function close() {
            list.hidden = true;
            active = -1;
            input.setAttribute('aria-expanded', 'false');
            input.removeAttribute('aria-activedescendant');
        }

        function choose(unit) {
            input.value = unit.name;
            words.value = unit.name;
            choice().value = unit.kind + ':' + unit.code;
            found.querySelector('span:last-child').textContent = [unit.name, unit.where].filter(Boolean).join(', ');
            found.hidden = false;
            close();
            document.dispatchEvent(new CustomEvent('mx:changed'));
        }

        function mark(to) {
            const options = list.children;
            if (active >= 0 && options[active]) {
                options[active].removeAttribute('aria-selected');
            }
            active = (to + options.length) % options.length;
            options[active].setAttribute('aria-selected', 'true');
            options[active].scrollIntoView({block: 'nearest'});
            input.setAttribute('aria-activedescendant', options[active].id);
        }

        function offer(units) {
            list.replaceChildren(...units.map((unit, at) => {
                const item = document.createElement('li');
                const name = document.createElement('b');
                const where = document.createElement('small');
                item.id = list.id + '-' + at;
                item.setAttribute('role', 'option');
                name.textContent = unit.name;
                where.textContent = unit.where || '';
                item.append(name, where);
                // before the field loses the focus
                item.addEventListener('mousedown', event => {
                    event.preventDefault();
                    choose(unit);
                });
                item.unit = unit;
                return item;
            }));
            active = -1;
            list.hidden = !units.length;
            input.setAttribute('aria-expanded', String(Boolean(units.length)));
        }

        async function ask() {
            const mine = ++asked;
            const query = new URLSearchParams({q: input.value.trim()});
            if (box.dataset.kind) {
                query.set('kind', box.dataset.kind);
            }
            try {
                const response = await fetch('/api/v1/units?' + query, {credentials: 'same-origin', headers: {Accept: 'application/json'}});
                const units = response.ok ? await response.json() : [];
                if (mine === asked && document.activeElement === input) {
                    offer(units);
                }
            } catch (away) {
                close();
            }
        }

        input.addEventListener('input', () => {
            const offers = box.querySelector('[data-offers]');
            if (offers) {
                offers.remove();
            }
            if (!choice()) {
                const hidden = document.createElement('input');
                hidden.type = 'hidden';
                hidden.name = input.name + '.unit';
                hidden.dataset.choice = '';
                words.after(hidden);
            }
            choice().value = '';
            found.hidden = true;
            window.clearTimeout(timer);
            if (input.value.trim().length < 2) {
                asked++;
                close();
            } else {
                timer = window.setTimeout(ask, 200);
            }
        });
        input.addEventListener('keydown', event => {
            if (list.hidden) {
                return;
            }
            if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
                event.preventDefault();
                mark(active + (event.key === 'ArrowDown' ? 1 : active < 0 ? 0 : -1));
            } else if (event.key === 'Enter' && active >= 0) {
                event.preventDefault();
                choose(list.children[active].unit);
            } else if (event.key === 'Escape') {
                close();
            }
        });
        input.addEventListener('blur', close);
    }

    function abroad() {
        const box = document.getElementById('abroad');
        const place = document.getElementById('place');
        if (box && place) {
            const follow = () => {
                place.closest('[data-unit]').hidden = box.checked;
            };
            box.addEventListener('change', follow);
            follow();
        }
    }

    function start() {
        document.querySelectorAll('[data-unit]').forEach(field);
        abroad();
    }

    document.addEventListener('mx:page', start);
    start();
})();
