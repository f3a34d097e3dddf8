// Two small forms over a complaint: finding its place of vaccination, and the police's confirmation of an identity.
// Needs complaint-case.js.
(function () {
    'use strict';

    /** forms/triageComplaint.html */
    function complaintTriage(camForm) {
        const {make, header, attachments, unitPicker, api} = window.minhxac.complaintCase;
        window.minhxac.complaintForm(camForm, async (form, id, task) => {
            const at = name => form.querySelector('[data-' + name + ']');
            const abroad = form.querySelector('[name="abroad"]');
            let unit = null;
            const view = await (await window.minhxac.fetch(api(id))).json();
            header(at('head'), view);
            at('description').textContent = view.complaint.description;
            view.complaint.supplements.forEach(s => at('description').append(make('p', 'Bổ sung: ' + s.text)));
            attachments(at('attachments'), view);
            at('chosen').textContent = 'Chưa chọn nơi tiêm.';
            unitPicker(form.querySelector('[name="place"]'), at('found'), '', chosen => {
                unit = chosen;
                at('chosen').textContent = chosen ? 'Đã chọn: ' + chosen.name + (chosen.where ? ', ' + chosen.where : '') : 'Chưa chọn nơi tiêm.';
            });
            abroad.addEventListener('change', () => { form.querySelector('[name="place"]').disabled = abroad.checked; });

            function place() {
                if (abroad.checked) { return {abroad: true}; }
                return {[unit.kind.toLowerCase() + 'Code']: unit.code};
            }

            function send() {
                if (!task.mine()) { return; }
                if (!abroad.checked && !unit) {
                    task.say('Gõ tên và chọn nơi tiêm trong danh sách, ít nhất là tỉnh; hoặc đánh dấu tiêm ở nước ngoài.');
                    form.querySelector('[name="place"]').focus();
                    return;
                }
                task.guarded(async () => {
                    await window.minhxac.fetch(api(id, '/place'), {method: 'PUT', json: place()});
                    task.send({});
                });
            }
            at('send').addEventListener('click', send);
            task.pressed = send;
        });
    }

    /** forms/confirmIdentity.html */
    function complaintPolice(camForm) {
        const {make, header, attachments, identity, api} = window.minhxac.complaintCase;
        window.minhxac.complaintForm(camForm, async (form, id, task) => {
            const at = name => form.querySelector('[data-' + name + ']');
            const note = form.querySelector('[name="note"]');
            const view = await (await window.minhxac.fetch(api(id))).json();
            header(at('head'), view);
            identity(at('identity'), view);
            attachments(at('attachments'), view);
            (view.decision ? view.decision.changes : []).forEach(change => at('changes').append(make('li', change.text)));
            at('decided').textContent = view.decision ? 'Người đề nghị: ' + view.decision.decidedBy : '';

            function send(confirmed) {
                if (!task.mine()) { return; }
                if (!confirmed && !note.value.trim()) {
                    task.say('Không xác nhận thì cần ghi rõ lý do để cơ sở y tế biết.');
                    note.focus();
                    return;
                }
                task.guarded(async () => {
                    await window.minhxac.fetch(api(id, '/police-note'), {method: 'PUT', json: {note: note.value}});
                    task.send({identityConfirmed: confirmed});
                });
            }
            at('confirm').addEventListener('click', () => send(true));
            at('refuse').addEventListener('click', () => send(false));
            task.pressed = () => task.say('Chọn “Xác nhận đúng” hoặc “Không xác nhận” trong biểu mẫu.');
        });
    }

    window.minhxac = Object.assign(window.minhxac || {}, {complaintTriage: complaintTriage, complaintPolice: complaintPolice});
})();
