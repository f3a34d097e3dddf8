// A complaint's steps without losing anything. The pages work as plain forms; here a step is sent in the background and takes
// the place of the one before, so that "back" and "reload" lead to a step and never to "send the form again?". What is typed is kept
// in sessionStorage (of this tab only: phones are shared) until the complaint is recorded.
(function () {
    'use strict';

    const KEY = 'minhxac-complaint-';
    const CARRIED = /^(type|description|fullName|nameAsWritten|sex|dateOfBirth|idType|idNumber|phone|email|place|abroad|rows|doses|papers)\b/;
    let busy = false;

    const form = () => document.querySelector('form[data-draft]');
    const key = () => KEY + form().dataset.draft;

    function draft() {
        try {
            return JSON.parse(sessionStorage.getItem(key())) || null;
        } catch (unreadable) {
            return null;
        }
    }

    function forget(name) {
        sessionStorage.removeItem(KEY + name);
    }

    /** The form as it is now, hidden fields included. */
    function save() {
        const current = form();
        if (!current) {
            return;
        }
        const values = {};
        for (const [name, value] of new FormData(current)) {
            if (typeof value === 'string' && CARRIED.test(name)) {
                values[name] = value;
            }
        }
        const code = current.elements.code;
        const step = code ? 'code' : current.dataset.step;
        const something = Object.entries(values).some(([name, value]) => value && name !== 'rows');
        if (something) {
            sessionStorage.setItem(key(), JSON.stringify({step, values, code: code ? code.value : ''}));
        }
    }

    /** Puts a draft into the page: into its fields, or as hidden ones where it shows none. */
    function fill(values) {
        const current = form();
        for (const field of current.querySelectorAll('input[type=checkbox]')) {
            if (CARRIED.test(field.name)) {
                field.checked = Boolean(values[field.name]);
            }
        }
        for (const [name, value] of Object.entries(values)) {
            const fields = Array.from(current.elements).filter(field => field.name === name);
            if (!fields.length) {
                const hidden = document.createElement('input');
                hidden.type = 'hidden';
                hidden.name = name;
                hidden.value = value;
                current.append(hidden);
            }
            for (const field of fields) {
                if (field.type === 'radio') {
                    field.checked = field.value === value;
                } else if (field.type !== 'checkbox') {
                    field.value = value;
                }
            }
        }
    }

    function announce() {
        document.dispatchEvent(new CustomEvent('mx:page'));
    }

    function focus(main) {
        const target = main.querySelector('#errors') || main.querySelector('h1');
        if (target) {
            target.setAttribute('tabindex', '-1');
            target.focus({preventScroll: true});
        }
        window.scrollTo(0, 0);
    }

    /** Shows the answer to a form in place of the page. */
    function show(html, remember) {
        const answer = new DOMParser().parseFromString(html, 'text/html');
        const main = answer.querySelector('main');
        document.querySelector('main').replaceWith(document.adoptNode(main));
        document.title = answer.title;
        const step = form() && (form().elements.code ? 'code' : form().dataset.step);
        if (remember && step && (history.state || {}).step !== step) {
            history.pushState({step}, '');
        } else {
            history.replaceState({step}, '');
        }
        save();
        announce();
        focus(main);
    }

    async function send(url, data, remember) {
        if (busy) {
            return;
        }
        busy = true;
        const offline = document.getElementById('offline');
        const buttons = document.querySelectorAll('main button[type=submit]');
        buttons.forEach(button => button.setAttribute('aria-disabled', 'true'));
        try {
            const withFile = Array.from(data.values()).some(value => value instanceof File && value.size);
            const body = withFile ? data : new URLSearchParams(Array.from(data).filter(([, value]) => typeof value === 'string'));
            const response = await fetch(url, {method: 'POST', body, credentials: 'same-origin', headers: {Accept: 'text/html'}});
            if (response.redirected) {
                window.location.assign(response.url);
                return;
            }
            if (response.status === 413 || response.status >= 500) {
                throw new Error(String(response.status));
            }
            const html = await response.text();
            if (!/<main/.test(html)) {
                throw new Error(String(response.status));
            }
            show(html, remember);
        } catch (away) {
            // No network, or the server is away: everything is still in the form and in the draft.
            if (offline) {
                offline.hidden = false;
                offline.scrollIntoView({block: 'center'});
            }
        } finally {
            busy = false;
            buttons.forEach(button => button.removeAttribute('aria-disabled'));
        }
    }

    function submitted(event) {
        const current = event.target;
        if (current.id !== 'complaint') {
            return;
        }
        event.preventDefault();
        delete current.dataset.sent;
        save();
        const data = new FormData(current);
        const button = event.submitter;
        if (button && button.name) {
            data.append(button.name, button.value);
        }
        send(current.action, data, true);
    }

    /** Goes to a step of the draft. */
    function go(kept, step) {
        const data = new FormData();
        for (const [name, value] of Object.entries(kept.values)) {
            data.append(name, value);
        }
        // An officer's form has a token.
        const token = form().elements._csrf;
        if (token) {
            data.append('_csrf', token.value);
        }
        data.append('step', step);
        data.append('go', step);
        if (kept.code) {
            data.append('code', kept.code);
        }
        send(document.querySelector('#complaint') ? document.querySelector('#complaint').action : '/complaint', data, false);
    }

    function restore() {
        const current = form();
        const kept = draft();
        if (!kept) {
            return;
        }
        const reloaded = (history.state || {}).step;
        if (reloaded && reloaded !== current.dataset.step && (reloaded === 'code' || reloaded <= '5')) {
            go(kept, reloaded);
            return;
        }
        const fresh = !Array.from(current.elements).some(field => CARRIED.test(field.name) && field.name !== 'rows'
            && (['radio', 'checkbox'].includes(field.type) ? field.checked : field.value));
        if (!fresh && kept.step !== current.dataset.step) {
            // A step that the server has just shown: it knows more than the draft.
            save();
            return;
        }
        fill(kept.values);
        const notice = document.getElementById('draft');
        if (notice && fresh && !reloaded) {
            notice.hidden = false;
            const on = notice.querySelector('[data-continue]');
            on.hidden = kept.step === '1';
            on.addEventListener('click', event => {
                event.preventDefault();
                notice.hidden = true;
                const merged = {values: kept.values, code: kept.code};
                for (const [name, value] of new FormData(current)) {
                    if (typeof value === 'string' && CARRIED.test(name)) {
                        merged.values[name] = value;
                    }
                }
                history.pushState({step: kept.step}, '');
                go(merged, kept.step);
            });
            notice.querySelector('[data-discard]').addEventListener('click', () => {
                forget(current.dataset.draft);
                history.replaceState(null, '');
                window.location.replace(current.action);
            });
        }
    }

    function receipt(page) {
        forget(page.dataset.draft);
        const copy = page.querySelector('[data-copy]');
        if (copy && navigator.clipboard) {
            copy.hidden = false;
            copy.addEventListener('click', async () => {
                await navigator.clipboard.writeText(page.querySelector(copy.dataset.copy).textContent.trim());
                copy.textContent = copy.dataset.done;
            });
        }
        const print = page.querySelector('[data-print]');
        print.hidden = false;
        print.addEventListener('click', () => window.print());
    }

    function arrived() {
        const page = document.querySelector('[data-recorded]');
        if (page) {
            receipt(page);
        }
        const errors = document.getElementById('errors');
        if (errors) {
            errors.focus();
        }
    }

    document.addEventListener('submit', submitted, true);
    document.addEventListener('input', save);
    document.addEventListener('change', save);
    // The keyboard of a phone: passports have letters, the other numbers have not.
    document.addEventListener('change', event => {
        if (event.target.name === 'idType') {
            document.getElementById('idNumber').inputMode = event.target.value === 'PASSPORT' ? 'text' : 'numeric';
        }
    });
    document.addEventListener('mx:changed', save);
    document.addEventListener('mx:page', arrived);
    window.addEventListener('popstate', event => {
        const kept = form() && draft();
        const step = (event.state || {}).step || '1';
        if (kept) {
            go(kept, step);
        }
    });
    if (document.querySelector('#complaint')) {
        restore();
        if (!(history.state || {}).step) {
            history.replaceState({step: form().dataset.step}, '');
        }
    } else if (document.querySelector('#complaint-code')) {
        save();
    }
    arrived();
})();
