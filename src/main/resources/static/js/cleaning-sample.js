// A whole class at once, after looking at a random sample of it: the button wakes up when every row of the sample has been on screen.
import {marked, compare} from './cleaning-diff.js';
import {button, dialog, labelled, make, option, reason} from './cleaning-dom.js';
import {CLASSES, DECISIONS, FIELDS, number, shown} from './cleaning-words.js';
import {badge, candidate} from './cleaning-record.js';

function select(first, items, chosen) {
  const box = make('select', null, 'form-control');
  box.append(option('', first), ...items.map(([value, words]) => option(value, words)));
  box.value = chosen || '';
  return box;
}

function sampleRow(row, stage) {
  const tr = make('tr');
  const who = make('th');
  const side = candidate(row, null, stage);
  who.scope = 'row';
  who.append(make('span', number(row.line), 'mx-line'), make('span', row.record.fullName), make('div', row.classes.map(one => one.code).join(' '), 'mx-sub'));
  const from = make('td');
  const to = make('td');
  const why = make('td');
  Object.entries(side ? side.changes : {}).forEach(([field, change]) => {
    const [a, b] = compare(field, shown(field, row.record[field], row.record), shown(field, change.to));
    const left = make('div');
    const right = make('div');
    left.append(make('span', FIELDS[field] + ' ', 'mx-sub'), a.length ? marked(a, 'mx-from') : make('span', 'trống', 'mx-empty'));
    right.append(make('span', FIELDS[field] + ' ', 'mx-sub'), marked(b, 'mx-to'));
    from.append(left);
    to.append(right);
  });
  const whole = make('div', ['sex', 'dateOfBirth', 'idNumber'].filter(field => !side || !side.changes[field])
    .map(field => shown(field, row.record[field], row.record)).filter(Boolean).join(' · '), 'mx-sub');
  from.append(whole);
  if (side && side.kind === 'decision') {
    why.append(make('span', DECISIONS[row.decision.decision]));
  } else if (side) {
    why.append(badge(side.kind), make('div', side.proposal.ruleText, 'mx-sub'));
  }
  tr.append(who, from, to, why);
  return tr;
}

/** Shows the sample; resolves to whether the officer accepts all. */
function look(body, sample, stage, close) {
  const scroll = make('div', null, 'mx-sample');
  const table = make('table', null, 'mx-sample-table');
  const header = table.createTHead().insertRow();
  ['Hồ sơ', 'Đang ghi', 'Sửa thành', stage === 'REVIEW' ? 'Căn cứ' : 'Đề nghị'].forEach(words => {
    const th = make('th', words);
    th.scope = 'col';
    header.append(th);
  });
  const rows = table.createTBody();
  const seen = new Set();
  const verb = stage === 'REVIEW' ? 'Chấp nhận cả ' : 'Xác nhận cả ';
  const accept = button(verb + number(sample.total) + ' hồ sơ', 'btn-success', () => close(true));
  const progress = make('span', null, 'mx-sub');
  progress.setAttribute('role', 'status');
  accept.disabled = true;
  const watcher = new IntersectionObserver(entries => {
    entries.filter(entry => entry.isIntersecting).forEach(entry => seen.add(entry.target));
    progress.textContent = 'Đã xem ' + seen.size + '/' + sample.rows.length + ' hồ sơ của mẫu'
      + (seen.size < sample.rows.length ? ': kéo xuống (phím mũi tên, Page Down) để xem hết.' : '.');
    if (seen.size === sample.rows.length && accept.disabled) { accept.disabled = false; }
  }, {root: scroll, threshold: 0.95});
  sample.rows.forEach(row => {
    const tr = sampleRow(row, stage);
    rows.append(tr);
    watcher.observe(tr);
  });
  scroll.tabIndex = 0;
  scroll.setAttribute('role', 'region');
  scroll.setAttribute('aria-label', 'Mẫu ngẫu nhiên');
  scroll.append(table);
  scroll.addEventListener('keydown', event => {
    if (event.key === ' ' || event.key === 'j' || event.key === 'J') {
      event.preventDefault();
      scroll.scrollBy({top: scroll.clientHeight - 60});
    } else if (event.key === 'Enter' && !accept.disabled && !event.repeat) {
      event.preventDefault();
      accept.focus();
    }
  });
  const bar = make('div', null, 'mx-dialog-foot');
  bar.append(accept, button('Thôi (Esc)', 'btn-default', () => close(false)), progress);
  body.append(make('p', 'Mẫu ' + sample.rows.length + ' hồ sơ lấy ngẫu nhiên trong ' + number(sample.total) + ' hồ sơ. '
    + 'Xem hết mẫu; nếu có một hồ sơ sai thì bấm Thôi và làm từng hồ sơ. Hoàn tác được bằng phím U.'), scroll, bar);
  scroll.focus();
}

/**
 * Asks for a class, draws its sample, shows it; resolves to the sample that was accepted, or to undefined.
 * head: the list as GET answers; filter: where the officer stands; draw(filter): the sample.
 */
export async function classAcceptance(root, head, filter, draw) {
  const stage = head.stage;
  const open = list => list.filter(one => one.open);
  const asked = await dialog(root, stage === 'REVIEW' ? 'Duyệt cả nhóm' : 'Xác nhận cả nhóm', 'mx-wide', (body, close) => {
    const group = select('Mọi nhóm', open(head.classes).map(one => [one.code, one.code + ' – ' + CLASSES[one.code] + ' (' + number(one.open) + ')']), filter.mismatchClass);
    const rule = select('Mọi quy tắc', open(head.rules).map(one => [one.code, one.text + ' (' + number(one.open) + ')']), filter.rule);
    const problem = make('p', null, 'mx-error');
    problem.setAttribute('role', 'alert');
    const next = button('Xem mẫu (Enter)', 'btn-primary', async () => {
      problem.textContent = '';
      next.disabled = true;
      const wanted = Object.assign({}, filter, {mismatchClass: group.value || undefined, rule: rule.value || undefined, state: undefined, kind: undefined});
      try {
        const sample = await draw(wanted);
        if (!sample.total) { throw new Error('Không có hồ sơ nào duyệt được theo lựa chọn này.'); }
        close(sample);
      } catch (error) {
        problem.textContent = reason(error);
        next.disabled = false;
      }
    });
    const bar = make('div', null, 'mx-dialog-foot');
    bar.append(next, button('Thôi (Esc)', 'btn-default', () => close()));
    body.append(make('p', stage === 'REVIEW' ? 'Chỉ những hồ sơ có đề xuất đã được CSDL quốc gia về dân cư xác nhận.' : 'Chỉ những đề nghị không do chính bạn lập.', 'mx-sub'),
      labelled('Nhóm sai sót', group), labelled('Quy tắc', rule), problem, bar);
    if (filter.hamlet !== undefined || filter.query) {
      body.insertBefore(make('p', 'Trong phạm vi bộ lọc thôn và tìm kiếm đang chọn.', 'mx-sub'), body.children[1]);
    }
    body.addEventListener('keydown', event => {
      if (event.key === 'Enter' && event.target.tagName === 'SELECT' && !event.repeat) {
        event.preventDefault();
        next.click();
      }
    });
  });
  if (!asked) { return undefined; }
  const yes = await dialog(root, 'Mẫu của ' + number(asked.total) + ' hồ sơ', 'mx-wide', (body, close) => look(body, asked, stage, close));
  return yes ? asked : undefined;
}
