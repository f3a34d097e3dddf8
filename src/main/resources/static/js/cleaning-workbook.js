// Rows without a number or with a malformed one, filled in offline: the file goes out, comes back, is checked, and is applied.
import {button, dialog, make, reason} from './cleaning-dom.js';
import {number} from './cleaning-words.js';

const SHOWN_ERRORS = 200;

function report(box, answer) {
  const facts = make('ul', null, 'mx-report');
  [['Số dòng đọc được', answer.rowsRead], [answer.applied ? 'Đã điền' : 'Sẽ điền', answer.filled], ['Để trống hoặc không đổi', answer.unchanged],
    ['Dòng có lỗi', answer.errors.length]].forEach(([words, count]) => {
    const item = make('li', words + ': ');
    item.append(make('strong', number(count)));
    facts.append(item);
  });
  box.replaceChildren(facts);
  if (answer.errors.length) {
    const scroll = make('div', null, 'mx-sample');
    const table = make('table', null, 'mx-sample-table');
    const header = table.createTHead().insertRow();
    ['Dòng', 'Hồ sơ', 'Lỗi'].forEach(words => {
      const th = make('th', words);
      th.scope = 'col';
      header.append(th);
    });
    const rows = table.createTBody();
    answer.errors.slice(0, SHOWN_ERRORS).forEach(error => {
      const tr = rows.insertRow();
      [error.row, error.recordId, error.message].forEach(text => { tr.insertCell().textContent = text === null || text === undefined ? '' : text; });
    });
    scroll.tabIndex = 0;
    scroll.setAttribute('role', 'region');
    scroll.setAttribute('aria-label', 'Lỗi trong tệp');
    scroll.append(table);
    box.append(scroll);
    if (answer.errors.length > SHOWN_ERRORS) { box.append(make('p', 'và ' + number(answer.errors.length - SHOWN_ERRORS) + ' lỗi khác', 'mx-sub')); }
  }
}

/** The dialog of the upload; resolves to whether something was applied. */
export function upload(root, base) {
  return dialog(root, 'Nạp tệp Excel đã điền (M1, M2)', 'mx-wide', (body, close) => {
    const file = make('input');
    const box = make('div');
    const problem = make('p', null, 'mx-error');
    const label = make('label', 'Tệp tải về từ chính danh sách này, đã điền cột số định danh');
    let checked = false;
    file.type = 'file';
    file.id = 'mxWorkbook';
    file.accept = '.xlsx';
    label.htmlFor = file.id;
    problem.setAttribute('role', 'alert');
    box.setAttribute('role', 'status');

    async function send(dryRun) {
      const form = new FormData();
      form.append('file', file.files[0]);
      problem.textContent = '';
      apply.disabled = true;
      check.disabled = true;
      try {
        const answer = await (await window.minhxac.fetch(base + '/workbook?dryRun=' + dryRun, {method: 'POST', body: form})).json();
        report(box, answer);
        checked = dryRun && answer.filled > 0;
        if (!dryRun) {
          apply.hidden = true;
          check.hidden = true;
          shut.textContent = 'Đóng';
          done = true;
        }
      } catch (error) {
        problem.textContent = reason(error);
        checked = false;
      }
      apply.disabled = !checked;
      check.disabled = !file.files.length;
    }

    let done = false;
    const check = button('Kiểm tra thử', 'btn-primary', () => send(true));
    const apply = button('Áp dụng', 'btn-success', () => send(false));
    const shut = button('Thôi (Esc)', 'btn-default', () => close(done));
    check.disabled = true;
    apply.disabled = true;
    file.addEventListener('change', () => {
      box.replaceChildren();
      apply.disabled = true;
      check.disabled = !file.files.length;
      if (file.files.length) { send(true); }
    });
    const bar = make('div', null, 'mx-dialog-foot');
    bar.append(apply, check, shut);
    body.append(make('p', 'Kiểm tra thử trước, chưa ghi gì. Áp dụng chỉ điền vào hồ sơ chưa quyết định; hồ sơ đã khớp không bao giờ bị ghi đè. '
      + 'Hoàn tác cả tệp được bằng phím U.', 'mx-sub'), label, file, problem, box, bar);
    body.closest('dialog').addEventListener('cancel', event => {
      event.preventDefault();
      close(done);
    });
  });
}
