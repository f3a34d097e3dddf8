// The rows of a signing list in the forms of its review and its approval: counts, search, pages, leaving doses out.
// Needs /js/api.js. People's data go into the page as text only, and into no address, variable or storage.
(function () {
    'use strict';

    const PAGE = 20;
    const VACCINES = {ASTRAZENECA: 'AstraZeneca', PFIZER: 'Pfizer–BioNTech', MODERNA: 'Moderna', JANSSEN: 'Janssen',
        VERO_CELL: 'Vero Cell', HAYAT_VAX: 'Hayat-Vax', SPUTNIK_V: 'Sputnik V', ABDALA: 'Abdala', COVAXIN: 'Covaxin'};
    const SEX = {M: 'Nam', F: 'Nữ'};
    const STATES = {INCLUDED: 'Trong danh sách', EXCLUDED: 'Đã loại', DROPPED: 'Không ký'};

    const date = iso => (iso || '').split('-').reverse().join('/');
    const count = n => Number(n).toLocaleString('vi-VN');

    function make(tag, text, className) {
        const element = document.createElement(tag);
        if (text !== undefined && text !== null) { element.textContent = text; }
        if (className) { element.className = className; }
        return element;
    }

    function cell(row, label, first, second) {
        const td = row.insertCell();
        td.dataset.label = label;
        td.append(make('div', first, 'mx-main'));
        if (second) { td.append(make('div', second, 'mx-sub')); }
        return td;
    }

    /** root: the form's element with the data-… places; options.exclude: whether rows may be left out. */
    function signingList(root, listId, options) {
        const base = '/api/v1/signing-lists/' + encodeURIComponent(listId);
        const place = name => root.querySelector('[data-' + name + ']');
        let page = 0;
        let asked = 0;

        function say(text) { place('message').textContent = text || ''; }

        async function call(path, settings) {
            const response = await window.minhxac.fetch(base + path, settings);
            return response.json();
        }

        function fact(name, value) {
            const item = make('div', null, 'mx-fact');
            item.append(make('span', name), make('strong', value));
            return item;
        }

        async function summary() {
            const list = await call('', {});
            const facts = place('summary');
            facts.textContent = '';
            facts.append(fact('Đơn vị', list.unitName), fact('Số người', count(list.people)),
                fact('Số mũi trình ký', count(list.included)), fact('Số mũi bị loại', count(list.excluded)));
            if (list.reviewedBy) { facts.append(fact('Người rà soát', list.reviewedBy)); }
            const remark = place('remark');
            remark.textContent = list.remark ? (list.status === 'IN_REVIEW' ? 'Lý do trả lại: ' : 'Ý kiến rà soát: ') + list.remark : '';
            remark.hidden = !list.remark;
            return list;
        }

        function show(item, rows) {
            const row = rows.insertRow();
            if (item.state !== 'INCLUDED') { row.className = 'mx-off'; }
            if (options.exclude) {
                const td = row.insertCell();
                if (item.state === 'INCLUDED') {
                    const box = make('input');
                    box.type = 'checkbox';
                    box.value = item.doseId;
                    box.setAttribute('aria-label', 'Chọn mũi ' + item.doseNumber + ' của ' + item.fullName);
                    td.append(box);
                }
            }
            cell(row, 'Người tiêm', item.fullName, [date(item.dateOfBirth), SEX[item.sex]].filter(Boolean).join(' · '));
            cell(row, 'Số định danh', item.idNumber || '–', 'Hồ sơ ' + item.recordId);
            cell(row, 'Mũi tiêm', 'Mũi ' + item.doseNumber + ' · ' + date(item.vaccinationDate),
                (VACCINES[item.vaccine] || item.vaccine) + (item.lotNumber ? ' · lô ' + item.lotNumber : ''));
            const state = cell(row, 'Tình trạng', STATES[item.state], item.reason);
            if (options.exclude && item.state === 'EXCLUDED') {
                const back = make('button', 'Đưa lại', 'btn btn-default btn-xs');
                back.type = 'button';
                back.addEventListener('click', () => change('DELETE', {doseIds: [item.doseId]}));
                state.append(back);
            }
        }

        async function load() {
            const question = ++asked;
            const answer = await call('/items/search', {json: {q: place('query').value.trim(), state: place('state').value,
                page: page, size: PAGE}});
            // An answer that was overtaken by a later question is dropped.
            if (question !== asked) { return; }
            const rows = place('rows');
            rows.textContent = '';
            answer.items.forEach(item => show(item, rows));
            const last = Math.max(0, Math.ceil(answer.total / PAGE) - 1);
            place('place').textContent = answer.total === 0 ? 'Không có mũi tiêm nào phù hợp'
                : 'Trang ' + count(page + 1) + '/' + count(last + 1) + ' – ' + count(answer.total) + ' mũi';
            place('previous').disabled = page === 0;
            place('next').disabled = page >= last;
        }

        async function guarded(work) {
            try {
                await work();
            } catch (error) {
                const fields = (error.problem && error.problem.errors || []).map(e => e.message);
                say(fields.length ? fields.join('. ') : error.message);
            }
        }

        function turn(to) {
            page = Math.max(0, to);
            return guarded(load);
        }

        function change(method, body) {
            say('');
            return guarded(async () => {
                await call('/items/exclusions', {method: method, json: body});
                await summary();
                await load();
            });
        }

        function excludeChosen() {
            const chosen = Array.from(place('rows').querySelectorAll('input:checked')).map(box => box.value);
            const reason = place('reason');
            if (!chosen.length) { say('Chọn ít nhất một mũi trong bảng trước khi loại.'); return; }
            if (!reason.value.trim()) { say('Cần ghi lý do loại.'); reason.focus(); return; }
            change('POST', {doseIds: chosen, reason: reason.value}).then(() => { reason.value = ''; });
        }

        let typing;
        place('query').addEventListener('input', () => {
            clearTimeout(typing);
            typing = setTimeout(() => turn(0), 300);
        });
        // Enter in a search box must not complete the task.
        root.addEventListener('keydown', event => {
            if (event.key === 'Enter' && event.target.tagName === 'INPUT') {
                event.preventDefault();
                event.stopPropagation();
            }
        });
        place('state').addEventListener('change', () => turn(0));
        place('previous').addEventListener('click', () => turn(page - 1));
        place('next').addEventListener('click', () => turn(page + 1));
        if (options.exclude) { place('exclude').addEventListener('click', excludeChosen); }
        return guarded(async () => {
            await summary();
            await load();
        });
    }

    /**
     * A form over a signing list: shows its rows, takes the decision and a remark, and refuses to send it incomplete.
     * options.decision: the variable that carries the decision; options.exclude: whether rows may be left out.
     */
    function signingForm(camForm, options) {
        const variables = camForm.variableManager;
        let form;

        function say(text) { form.querySelector('[data-message]').textContent = text || ''; }

        function set(name, value) {
            const known = variables.variables[name];
            if (known) {
                known.value = value;
                known.originalValue = undefined;
            } else {
                variables.createVariable({name: name, type: 'String', value: value});
            }
        }

        camForm.on('form-loaded', () => {
            form = camForm.formElement[0];
            variables.fetchVariable('signingListId');
        });
        camForm.on('variables-fetched', () => {
            const fetched = variables.variables.signingListId;
            // Tasklist sends back a fetched variable on completing if it does not take its value for the default.
            fetched.defaultValue = fetched.value;
            signingList(form, fetched.value, {exclude: options.exclude});
        });
        camForm.on('submit', () => {
            const decision = form.querySelector('[name="decision"]').value;
            const remark = form.querySelector('[name="remark"]').value.trim();
            const problem = !decision ? 'Cần chọn ý kiến xử lý.'
                : decision === 'RETURN' && !remark ? 'Trả lại thì cần ghi lý do.' : '';
            say(problem);
            if (problem) {
                camForm.submitPrevented = true;
                return;
            }
            set(options.decision, decision);
            set('remark', remark);
        });
    }

    window.minhxac = Object.assign(window.minhxac || {}, {signingForm: signingForm});
})();
