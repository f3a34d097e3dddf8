// What the forms over a complaint share: what it is, both sides compared letter by letter, the attachments, sending the task.
// Needs /js/api.js. People's data go into the page as text only, and into no address, variable or storage.
(function () {
    'use strict';

    const SEX = {M: 'Nam', F: 'Nữ'};
    const FIELDS = {fullName: 'Họ và tên', sex: 'Giới tính', dateOfBirth: 'Ngày sinh', idNumber: 'Số định danh'};
    const RESULTS = {SAME: 'Trùng', NEAR: 'Gần trùng', DIFFERENT: 'Khác', MISSING: 'Thiếu'};
    const CHANNELS = {PORTAL: 'Cổng thông tin', API: 'Ứng dụng khác', ASSISTED: 'Cán bộ nhập hộ'};

    const date = iso => (iso || '').split('-').reverse().join('/');
    const moment = instant => new Date(instant).toLocaleString('vi-VN',
        {timeZone: 'Asia/Ho_Chi_Minh', day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit'});

    function make(tag, text, className) {
        const element = document.createElement(tag);
        if (text !== undefined && text !== null) { element.textContent = text; }
        if (className) { element.className = className; }
        return element;
    }

    function button(text, className, work) {
        const element = make('button', text, 'btn ' + className);
        element.type = 'button';
        element.addEventListener('click', work);
        return element;
    }

    /** Which letters of a are not in b, by their longest common subsequence. */
    function odd(a, b) {
        const table = Array.from({length: a.length + 1}, () => new Array(b.length + 1).fill(0));
        for (let i = a.length - 1; i >= 0; i--) {
            for (let j = b.length - 1; j >= 0; j--) {
                table[i][j] = a[i] === b[j] ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
            }
        }
        const marks = new Array(a.length).fill(true);
        for (let i = 0, j = 0; i < a.length && j < b.length;) {
            if (a[i] === b[j]) { marks[i++] = false; j++; } else if (table[i + 1][j] >= table[i][j + 1]) { i++; } else { j++; }
        }
        return marks;
    }

    /** A value with the letters marked that the other side has not. */
    function marked(value, other, differs) {
        const span = make('span');
        if (!differs || !value || !other) {
            span.textContent = value || '–';
            return span;
        }
        const letters = Array.from(value.normalize('NFC'));
        const fold = text => Array.from(text.normalize('NFC').toLocaleUpperCase('vi'));
        const marks = odd(fold(value), fold(other));
        let run = null;
        letters.forEach((letter, i) => {
            const tag = marks[i] ? 'MARK' : 'SPAN';
            if (!run || run.tagName !== tag) {
                run = make(tag.toLowerCase(), '');
                span.append(run);
            }
            run.textContent += letter;
        });
        return span;
    }

    function shown(field, value) {
        return !value ? value : field === 'sex' ? SEX[value] || value : field === 'dateOfBirth' || field === 'date' ? date(value) : value;
    }

    function badge(result) {
        return make('span', RESULTS[result], 'mx-badge mx-' + result.toLowerCase());
    }

    function cell(row, label, content) {
        const td = row.insertCell();
        td.dataset.label = label;
        td.append(content);
        return td;
    }

    /** One line of a comparison. */
    function line(rows, label, compared, declared, recorded) {
        const differs = compared.result === 'NEAR' || compared.result === 'DIFFERENT';
        const row = rows.insertRow();
        row.className = differs ? 'mx-differs' : '';
        const head = make('th', label);
        head.scope = 'row';
        row.append(head);
        cell(row, 'Người dân khai', marked(declared, recorded, differs));
        cell(row, 'Hồ sơ', marked(recorded, declared, differs));
        const state = cell(row, 'So sánh', badge(compared.result));
        if (compared.note) { state.append(make('div', compared.note, 'mx-sub')); }
    }

    function identity(rows, view) {
        rows.textContent = '';
        const who = view.complaint.person;
        if (!view.fields.length) {
            Object.keys(FIELDS).forEach(field => line(rows, FIELDS[field], {result: 'MISSING'}, shown(field, who[field]), null));
        }
        view.fields.forEach(f => line(rows, FIELDS[f.field], f, shown(f.field, f.declared), shown(f.field, f.recorded)));
    }

    function left(hours) {
        const size = Math.abs(hours);
        return hours < 0 ? 'Quá hạn ' + size + ' giờ' : size < 1 ? 'Còn dưới 1 giờ' : 'Còn ' + size + ' giờ';
    }

    function fact(name, value, className) {
        const item = make('div', null, 'mx-fact');
        item.append(make('span', name), make('strong', value, className));
        return item;
    }

    function header(place, view) {
        const c = view.complaint;
        place.textContent = '';
        place.append(fact('Loại phản ánh', c.typeName), fact('Thời hạn', left(c.hours), c.hours < 12 ? 'mx-late' : ''),
            fact('Trả lời trước', moment(c.dueAt)), fact('Ghi nhận lúc', moment(c.recordedAt)), fact('Kênh', CHANNELS[c.channel] || c.channel));
        if (c.hops) { place.append(fact('Đã chuyển', c.hops + ' lần')); }
    }

    /** The pictures of a complaint: chosen, enlarged, turned; PDFs are opened apart. */
    function attachments(place, view) {
        place.textContent = '';
        if (!view.complaint.attachments.length) {
            place.append(make('p', 'Không có tệp đính kèm.', 'mx-sub'));
            return;
        }
        const list = make('div', null, 'mx-thumbs');
        const stage = make('div', null, 'mx-stage');
        const tools = make('div', null, 'mx-tools');
        let zoom = 1;
        let turn = 0;
        let image = null;
        function draw() {
            if (!image) { return; }
            image.style.width = zoom * 100 + '%';
            image.style.transform = 'rotate(' + turn + 'deg)';
        }
        function tool(label, title, work) {
            const element = button(label, 'btn-default btn-sm', () => { work(); draw(); });
            element.title = title;
            element.setAttribute('aria-label', title);
            tools.append(element);
        }
        tool('+', 'Phóng to', () => { zoom = Math.min(4, zoom * 1.4); });
        tool('−', 'Thu nhỏ', () => { zoom = Math.max(1, zoom / 1.4); });
        tool('⟳', 'Xoay phải', () => { turn = (turn + 90) % 360; });
        tool('⟲', 'Xoay trái', () => { turn = (turn + 270) % 360; });
        function open(one, chosen) {
            list.querySelectorAll('button').forEach(b => b.setAttribute('aria-pressed', String(b === chosen)));
            stage.textContent = '';
            zoom = 1;
            turn = 0;
            const address = '/api/v1/complaint-attachments/' + encodeURIComponent(one.id);
            image = null;
            if (one.mediaType === 'application/pdf') {
                const link = make('a', 'Tải tệp PDF: ' + one.kindName, 'btn btn-default');
                link.href = address;
                link.setAttribute('download', '');
                stage.append(link);
            } else {
                image = make('img');
                image.alt = one.kindName;
                image.src = address;
                stage.append(image);
            }
            tools.hidden = !image;
        }
        const buttons = view.complaint.attachments.map((one, i) => {
            const name = (i + 1) + '. ' + one.kindName + (one.supplement ? ' (bổ sung)' : '');
            const element = button(name, 'btn-default btn-sm', () => open(one, element));
            list.append(element);
            return element;
        });
        stage.tabIndex = 0;
        stage.setAttribute('role', 'region');
        stage.setAttribute('aria-label', 'Ảnh đính kèm');
        place.append(list, tools, stage);
        open(view.complaint.attachments[0], buttons[0]);
    }

    /** Types a unit's name; its place goes to `chosen`. kind: FACILITY, … or empty for any. */
    function unitPicker(input, list, kind, chosen) {
        let typing;
        let asked = 0;
        async function find() {
            const question = ++asked;
            const text = input.value.trim();
            list.textContent = '';
            if (text.length < 2) { return; }
            const query = new URLSearchParams({q: text, limit: '8'});
            if (kind) { query.set('kind', kind); }
            const answer = await (await window.minhxac.fetch('/api/v1/units?' + query)).json();
            if (question !== asked) { return; }
            (answer.items || answer).forEach(unit => {
                const item = make('li');
                item.append(button(unit.name + (unit.where ? ' – ' + unit.where : ''), 'btn-link', () => {
                    list.textContent = '';
                    input.value = unit.name;
                    input.focus();
                    chosen(unit);
                }));
                list.append(item);
            });
        }
        input.addEventListener('input', () => {
            chosen(null);
            clearTimeout(typing);
            typing = setTimeout(() => find().catch(() => { list.textContent = ''; }), 250);
        });
    }

    /**
     * Runs a form of a complaint's task. work(form, id, task) shows it; task.send(values) completes the task with these variables,
     * as its button does; task.say(text) tells what is wrong; task.pressed is called when the officer presses that button himself.
     */
    function complaintForm(camForm, work) {
        const variables = camForm.variableManager;
        let form;
        let ready = false;

        function set(name, value) {
            const known = variables.variables[name];
            if (known) {
                known.value = value;
                known.originalValue = undefined;
            } else if (value !== '') {
                variables.createVariable({name: name, type: typeof value === 'boolean' ? 'Boolean' : 'String', value: value});
            }
        }

        function completeButton() {
            for (let box = form.parentElement; box; box = box.parentElement) {
                const found = box.querySelector('.form-actions .btn-primary');
                if (found) { return found; }
            }
            return null;
        }

        const task = {
            pressed: () => {},
            say(text) {
                const place = form.querySelector('[data-message]');
                place.textContent = text || '';
                if (text) { place.scrollIntoView({block: 'nearest'}); }
            },
            async guarded(job) {
                task.say('');
                form.querySelectorAll('[aria-invalid]').forEach(field => field.removeAttribute('aria-invalid'));
                try {
                    await job();
                } catch (error) {
                    const fields = (error.problem && error.problem.errors || []).map(e => e.message);
                    task.say(fields.length ? Array.from(new Set(fields)).join('. ') + '.' : error.message);
                    (error.problem && error.problem.errors || []).forEach(e => {
                        const field = form.querySelector('[data-at="' + CSS.escape(e.field) + '"]');
                        if (field) { field.setAttribute('aria-invalid', 'true'); field.focus(); }
                    });
                }
            },
            /** Whether the officer may complete the task now. */
            mine() {
                const complete = completeButton();
                if (!complete || complete.disabled) {
                    task.say('Cần nhận việc trước khi xử lý.');
                    return false;
                }
                return true;
            },
            send(values) {
                Object.keys(values).forEach(name => set(name, values[name]));
                ready = true;
                completeButton().click();
            }
        };

        camForm.on('form-loaded', () => {
            form = camForm.formElement[0];
            variables.fetchVariable('complaintId');
        });
        camForm.on('variables-fetched', () => {
            const fetched = variables.variables.complaintId;
            // Tasklist sends back a fetched variable on completing if it does not take its value for the default.
            fetched.defaultValue = fetched.value;
            // Enter in a field must not complete the task.
            form.addEventListener('keydown', event => {
                if (event.key === 'Enter' && event.target.tagName === 'INPUT') {
                    event.preventDefault();
                    event.stopPropagation();
                }
            });
            task.guarded(() => work(form, fetched.value, task));
        });
        camForm.on('submit', () => {
            if (!ready) {
                camForm.submitPrevented = true;
                task.pressed();
            }
            ready = false;
        });
    }

    const api = (id, path) => '/api/v1/complaint-reviews/' + encodeURIComponent(id) + (path || '');

    window.minhxac = Object.assign(window.minhxac || {}, {complaintForm: complaintForm, complaintCase: {make: make, button: button, date: date,
        moment: moment, identity: identity, line: line, badge: badge, header: header, attachments: attachments, unitPicker: unitPicker, api: api}});
})();
