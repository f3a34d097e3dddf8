// The form of a complaint's review: complaint, record and attachments side by side, the answer with one click, the other outcomes.
// Needs complaint-case.js.
(function () {
    'use strict';

    const VOID = {COMPLAINT_NOT_MINE: 'Không phải mũi tiêm của người này', COMPLAINT_DUPLICATE: 'Nhập trùng với mũi khác',
        COMPLAINT_NOT_GIVEN: 'Không tiêm mũi này'};
    const FACTS = {date: 'Ngày tiêm', vaccine: 'Vắc xin', lotNumber: 'Số lô', facility: 'Cơ sở tiêm'};

    /** forms/reviewComplaint.html */
    function complaintReview(camForm) {
        const {make, button, date, moment, identity, line, header, attachments, unitPicker, api} = window.minhxac.complaintCase;
        window.minhxac.complaintForm(camForm, async (form, id, task) => {
            const at = name => form.querySelector('[data-' + name + ']');
            const named = name => form.querySelector('[name="' + name + '"]');
            let view;
            let chosen = '';

            const query = () => chosen === 'new' ? '?newRecord=true' : chosen ? '?record=' + chosen : '';
            const place = facts => facts && facts.facility ? facts.facility : '';

            function text(name, value, prefix) {
                const element = at(name);
                element.textContent = value ? (prefix || '') + value : '';
                element.hidden = !value;
            }

            function option(select, value, label) {
                const element = make('option', label);
                element.value = value;
                select.append(element);
            }

            function summary(facts) {
                return facts ? [date(facts.date), facts.vaccineName, facts.lotNumber ? 'lô ' + facts.lotNumber : '', place(facts)]
                    .filter(Boolean).join(' · ') : '–';
            }

            function head(rows, label, notes) {
                const row = rows.insertRow();
                row.className = 'mx-dose';
                const th = make('th', label);
                th.scope = 'rowgroup';
                th.colSpan = 4;
                th.append(make('span', notes, 'mx-sub'));
                row.append(th);
            }

            function doses() {
                const rows = at('doses');
                rows.textContent = '';
                view.doses.forEach(pair => {
                    const known = pair.recorded;
                    const one = pair.declared || known;
                    const notes = [known ? known.status : 'chưa có trong hồ sơ', known && 'do ' + pair.enteringUnit + ' nhập',
                        pair.enteredByYou && 'chính bạn nhập', pair.disputed && 'bị phản ánh', !pair.declared && 'không bị phản ánh',
                        pair.declared && known && pair.declared.doseNumber !== known.doseNumber && 'hồ sơ ghi là mũi ' + known.doseNumber];
                    head(rows, 'Mũi ' + one.doseNumber + ' ', notes.filter(Boolean).join(' · '));
                    const differ = pair.facts.some(f => f.result === 'NEAR' || f.result === 'DIFFERENT');
                    if (!differ) {
                        line(rows, 'Cả mũi', {result: pair.declared && known ? 'SAME' : 'MISSING'}, summary(pair.declared), summary(known));
                        return;
                    }
                    const value = (facts, field) => !facts ? null : field === 'date' ? date(facts.date) : field === 'vaccine' ? facts.vaccineName
                        : field === 'facility' ? facts.facility : facts[field];
                    pair.facts.forEach(f => line(rows, FACTS[f.field], f, value(pair.declared, f.field), value(known, f.field)));
                });
                at('noDoses').hidden = view.doses.length > 0;
            }

            function records() {
                const select = named('record');
                select.textContent = '';
                const known = view.candidates.slice();
                if (view.record && !known.some(one => one.id === view.record.id)) { known.unshift(view.record); }
                if (!view.record && chosen !== 'new') { option(select, '', known.length ? 'Chọn hồ sơ…' : 'Không tìm thấy hồ sơ trong tỉnh'); }
                known.forEach(one => option(select, one.id, [one.fullName, date(one.dateOfBirth), one.idNumber, one.recordId].filter(Boolean).join(' · ')));
                if (known.length) { option(select, 'new', 'Không hồ sơ nào là của người này – lập hồ sơ mới'); }
                select.value = chosen === 'new' ? 'new' : view.record ? view.record.id : '';
                text('identityStatus', view.record && view.record.status, 'Tình trạng: ');
            }

            function proposals(items, where) {
                where.textContent = '';
                items.forEach(item => {
                    const li = make('li');
                    li.append(make('strong', item.code + ' '), make('span', item.evidence + ' '));
                    li.append(button('Chọn lý do này', 'btn-default btn-xs', () => {
                        named('outcome').value = 'REJECTED';
                        outcomeChosen();
                        named('reason').value = item.code;
                        reasonChosen();
                        at('outcome').scrollIntoView({block: 'nearest'});
                        named('answer').focus();
                    }));
                    where.append(li);
                });
                if (!items.length) { where.append(make('li', 'Không phát hiện mâu thuẫn.', 'mx-sub')); }
            }

            // ---- the answer with one click, and what of it may be changed

            function wish() {
                at('changes').textContent = '';
                view.wish.changes.forEach(change => at('changes').append(make('li', change.text)));
                text('why', view.wish.why);
                text('police', view.wish.police ? 'Có sửa thông tin định danh: chuyển Công an xã xác nhận trước khi cập nhật.' : '');
                text('newRecord', view.wish.newRecord ? 'Người này chưa có hồ sơ: hệ thống lập hồ sơ mới theo thông tin đã khai.' : '');
                at('approve').disabled = !view.wish.possible;
                at('approve').className = 'btn btn-lg ' + (view.wish.possible ? 'btn-success' : 'btn-default');
                if (!named('approvalAnswer').value) { named('approvalAnswer').value = view.wish.answer || ''; }
                at('more').open = !view.wish.possible;
            }

            function field(label, input) {
                const box = make('label', label);
                box.append(input);
                return box;
            }

            function doseEditor(pair) {
                const known = pair.recorded;
                const box = make('fieldset', null, 'mx-edit');
                const number = known ? known.doseNumber : pair.declared ? pair.declared.doseNumber : '';
                box.append(make('legend', number ? 'Mũi ' + number : 'Mũi khác'));
                const same = c => c.change.subject === 'DOSE' && c.change.doseNumber === number && number;
                const wished = (view.wish.changes.find(same) || {}).change;
                const facts = wished && wished.date ? {date: wished.date, vaccine: wished.vaccine, lotNumber: wished.lotNumber,
                    facilityCode: wished.facilityCode} : pair.declared || known || {};
                const input = (type, value) => {
                    const element = make('input', null, 'form-control');
                    element.type = type;
                    element.value = value || '';
                    return element;
                };
                const action = make('select', null, 'form-control');
                (known ? [['', 'Giữ nguyên'], ['SET', 'Sửa'], ['VOID', 'Hủy']] : [['', 'Không thêm'], ['ADD', 'Thêm']])
                    .forEach(([value, label]) => option(action, value, label));
                action.value = wished ? wished.action : '';
                const parts = {doseNumber: input('number', number), date: input('date', facts.date), vaccine: make('select', null, 'form-control'),
                    lotNumber: input('text', facts.lotNumber), facilityCode: input('text', place(facts) || place(pair.declared) || place(known)),
                    reason: make('select', null, 'form-control')};
                parts.doseNumber.min = 1;
                parts.doseNumber.max = 20;
                option(parts.vaccine, '', '');
                view.choices.vaccines.forEach(v => option(parts.vaccine, v.code, v.name));
                parts.vaccine.value = facts.vaccine || '';
                view.choices.voidReasons.forEach(code => option(parts.reason, code, VOID[code] || code));
                parts.reason.value = wished && wished.reason || 'COMPLAINT_NOT_MINE';
                let facility = facts.facilityCode || (pair.declared || known || {}).facilityCode || null;
                const found = make('ul', null, 'mx-found');
                unitPicker(parts.facilityCode, found, 'FACILITY', unit => { facility = unit ? unit.code : null; });
                parts.facilityCode.placeholder = 'Gõ tên cơ sở tiêm';
                parts.facilityCode.autocomplete = 'off';
                const rows = {doseNumber: field('Mũi số', parts.doseNumber), date: field('Ngày tiêm', parts.date), vaccine: field('Vắc xin', parts.vaccine),
                    lotNumber: field('Số lô', parts.lotNumber), facilityCode: field('Cơ sở tiêm', parts.facilityCode), reason: field('Lý do hủy', parts.reason)};
                const shows = () => {
                    rows.doseNumber.hidden = action.value !== 'ADD' || Boolean(number);
                    ['date', 'vaccine', 'lotNumber', 'facilityCode'].forEach(name => { rows[name].hidden = !['SET', 'ADD'].includes(action.value); });
                    found.hidden = rows.facilityCode.hidden;
                    rows.reason.hidden = action.value !== 'VOID';
                };
                action.addEventListener('change', shows);
                box.append(field('Xử lý', action), ...Object.values(rows), found);
                shows();
                box.gather = i => {
                    if (!action.value) { return null; }
                    Object.keys(parts).forEach(name => { parts[name].dataset.at = 'changes[' + i + '].' + name; parts[name].removeAttribute('aria-invalid'); });
                    const change = {subject: 'DOSE', action: action.value, doseNumber: Number(parts.doseNumber.value) || null};
                    return Object.assign(change, action.value === 'VOID' ? {reason: parts.reason.value}
                        : {date: parts.date.value || null, vaccine: parts.vaccine.value || null, lotNumber: parts.lotNumber.value || null, facilityCode: facility});
                };
                return box;
            }

            function editor() {
                const where = at('edit');
                where.textContent = '';
                view.fields.filter(f => f.result !== 'SAME' && f.declared).forEach(f => {
                    const box = make('label', null, 'mx-check');
                    const check = make('input');
                    check.type = 'checkbox';
                    const wished = view.wish.changes.find(c => c.change.field === f.field);
                    check.checked = Boolean(wished);
                    box.append(check, ' Sửa ' + {fullName: 'họ và tên', sex: 'giới tính', dateOfBirth: 'ngày sinh', idNumber: 'số định danh'}[f.field]
                        + ' đúng như người dân khai');
                    box.gather = () => check.checked ? {subject: 'IDENTITY', field: f.field, to: f.declared} : null;
                    where.append(box);
                });
                view.doses.forEach(pair => where.append(doseEditor(pair)));
                where.append(doseEditor({}));
            }

            function gathered() {
                const changes = [];
                Array.from(at('edit').children).forEach(part => {
                    const change = part.gather(changes.length);
                    if (change) { changes.push(change); }
                });
                return changes;
            }

            /** words: the field the answer comes from, where an error of it is shown */
            async function keep(changes, words) {
                named('approvalAnswer').dataset.at = named('answer').dataset.at = '';
                named(words).dataset.at = 'answer';
                const answer = named(words).value;
                await window.minhxac.fetch(api(id, '/decision'), {method: 'PUT', json: {recordId: view.record ? view.record.id : null,
                    newRecord: chosen === 'new', changes: changes, answer: answer}});
            }

            function approve(changes) {
                if (!task.mine()) { return; }
                if (!changes.length && !named('approvalAnswer').value.trim()) {
                    missing('approvalAnswer', 'Không có thay đổi nào: cần viết câu trả lời cho người dân.');
                    return;
                }
                task.guarded(async () => {
                    await keep(changes, 'approvalAnswer');
                    task.send({outcome: 'APPROVED', reasonCode: '', deferredUntil: ''});
                });
            }

            // ---- the other outcomes

            function outcomeChosen() {
                const outcome = named('outcome').value;
                const reason = named('reason');
                reason.textContent = '';
                option(reason, '', outcome ? 'Chọn lý do…' : '');
                (view.choices.reasons[outcome] || []).forEach(one => option(reason, one.code, one.text));
                at('until').hidden = outcome !== 'DEFERRED';
                at('words').hidden = outcome === 'WRONG_UNIT';
            }

            function reasonChosen() {
                const chosenReason = (view.choices.reasons[named('outcome').value] || []).find(one => one.code === named('reason').value);
                text('told', chosenReason && chosenReason.told, 'Người dân sẽ đọc: ');
            }

            function missing(name, words) {
                named(name).setAttribute('aria-invalid', 'true');
                named(name).focus();
                task.say(words);
            }

            function send() {
                ['outcome', 'reason', 'until'].forEach(name => named(name).removeAttribute('aria-invalid'));
                const outcome = named('outcome').value;
                if (!task.mine()) { return; }
                if (!outcome) { missing('outcome', 'Bấm “Duyệt như đề nghị” hoặc chọn kết quả khác.'); return; }
                if (!named('reason').value) { missing('reason', 'Cần chọn lý do.'); return; }
                if (outcome === 'DEFERRED' && !named('until').value) { missing('until', 'Cần ghi ngày hẹn.'); return; }
                task.guarded(async () => {
                    if (outcome !== 'WRONG_UNIT') { await keep([], 'answer'); }
                    task.send({outcome: outcome, reasonCode: named('reason').value, deferredUntil: outcome === 'DEFERRED' ? named('until').value : ''});
                });
            }

            // ---- the whole

            async function load() {
                view = await (await window.minhxac.fetch(api(id, query()))).json();
                header(at('head'), view);
                text('reopened', view.complaint.reopenReason, 'Người dân đề nghị xem xét lại: ');
                text('policeNote', view.decision && view.decision.policeNote, 'Ý kiến của Công an: ');
                text('own', view.ownDose && 'Mũi tiêm bị phản ánh do chính bạn nhập. Bỏ nhận việc để cán bộ khác quyết định.');
                at('description').textContent = view.complaint.description;
                text('contact', [view.complaint.person.phone, view.complaint.person.email].filter(Boolean).join(' · '), 'Liên hệ: ');
                const p = view.complaint.place;
                text('place', p.abroad ? 'nước ngoài' : [p.facility, p.commune, p.district, p.province].filter(Boolean).join(', '), 'Nơi tiêm: ');
                at('supplements').textContent = '';
                view.complaint.supplements.forEach(s => at('supplements').append(make('li', moment(s.at) + ': ' + s.text)));
                at('steps').textContent = '';
                view.complaint.steps.forEach(s => at('steps').append(make('li', moment(s.at) + ' – ' + s.what)));
                identity(at('identity'), view);
                doses();
                const decides = view.mode === 'REVIEW';
                at('decide').hidden = !decides;
                at('readOnly').hidden = decides;
                if (!decides) { text('identityStatus', view.record && view.record.status, 'Tình trạng: '); return; }
                records();
                proposals(view.rejections, at('rejections'));
                wish();
                editor();
                outcomeChosen();
            }

            await load();
            attachments(at('attachments'), view);
            if (view.mode !== 'REVIEW') { return; }
            view.choices.vaccines.forEach(v => option(named('certVaccine'), v.code, v.name));
            named('until').min = view.choices.deferFrom;
            named('until').max = view.choices.deferUntil;
            named('until').value = view.choices.deferFrom;
            named('outcome').querySelector('[value="WRONG_UNIT"]').disabled = !view.choices.wrongUnit;
            named('record').addEventListener('change', () => { chosen = named('record').value; task.guarded(load); });
            named('outcome').addEventListener('change', () => { outcomeChosen(); reasonChosen(); });
            named('reason').addEventListener('change', reasonChosen);
            at('approve').addEventListener('click', () => approve(view.wish.changes.map(c => c.change)));
            at('approveEdited').addEventListener('click', () => approve(gathered()));
            at('compare').addEventListener('click', () => task.guarded(async () => {
                const read = {fullName: named('certName').value || null, dateOfBirth: named('certBirth').value || null,
                    date: named('certDate').value || null, vaccine: named('certVaccine').value || null};
                const answer = await window.minhxac.fetch(api(id, '/certificate' + (view.record ? '?record=' + view.record.id : '')), {json: read});
                proposals((await answer.json()).items, at('rejections'));
            }));
            at('send').addEventListener('click', send);
            task.pressed = send;
        });
    }

    window.minhxac = Object.assign(window.minhxac || {}, {complaintReview: complaintReview});
})();
