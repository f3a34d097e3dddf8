// One record as an officer compares it: what is wrong, the record beside what is proposed, other records beside both, doses, decision.
import {compare, marked} from './cleaning-diff.js';
import {make} from './cleaning-dom.js';
import {CLASSES, DECISIONS, FIELDS, IDENTITY, NPD_RESULTS, REASONS, TODO, VACCINES, date, moment, number, numberSays, shown, stateName} from './cleaning-words.js';

const STATUS = {MATCHED: 'đã khớp CSDL dân cư', MISMATCHED: 'không khớp CSDL dân cư', PRECHECK_FAILED: 'chưa đủ điều kiện đối chiếu',
  UNVERIFIABLE: 'CSDL dân cư chưa xác minh được', EXEMPT_FOREIGNER: 'người nước ngoài', PENDING: 'chờ đối chiếu', SENT: 'đang đối chiếu'};
const DOSE_ACTIONS = {VOID: 'Hủy mũi', SET: 'Sửa mũi', ADD: 'Thêm mũi'};
const OTHERS = 2;

/** What is shown beside the record: what was decided, unless the officer looks at a proposal; else the chosen proposal. */
export function candidate(row, choice, stage) {
  const made = row.decision;
  if (choice === null && made && made.decision) {
    return {kind: 'decision', title: stage === 'REVIEW' ? 'Đã quyết định' : 'Đề nghị của người rà soát', changes: made.changes || {}};
  }
  const proposal = row.proposals[choice === null ? 0 : choice];
  return proposal ? {kind: proposal.confirmedByRegistry ? 'confirmed' : 'hint', proposal: proposal, changes: proposal.changes} : null;
}

function sentence(code, classes) {
  const text = classes.find(one => one.code === code).text;
  return [make('span', code, 'mx-chip'), make('strong', CLASSES[code] + '. '), make('span', text)];
}

/** Whether a row is for those who confirm doses. */
export const ofDoses = row => Boolean(row.decision && row.decision.decision === 'DOSE');

function head(row, view) {
  const box = make('header', null, 'mx-record-head');
  const first = make('div', null, 'mx-record-line');
  first.append(make('strong', 'Dòng ' + number(row.line)), make('span', [row.hamlet, 'hồ sơ ' + row.recordId, row.record.communeName,
    row.record.phone && 'ĐT ' + row.record.phone, row.record.nationality !== 'VN' && shown('nationality', row.record.nationality)].filter(Boolean).join(' · ')));
  const state = make('span', view.waiting ? 'Đang lưu…' : view.skipped && row.state === TODO[view.stage] ? 'Đã bỏ qua'
    : view.stage === 'POLICE' && ofDoses(row) ? 'Chờ y tế tuyến trên' : stateName(row.state, view.stage), 'mx-state mx-' + (row.state === TODO[view.stage] ? 'todo' : row.state.toLowerCase()));
  first.append(state);
  box.append(first);
  row.classes.forEach(one => {
    const line = make('p', null, 'mx-class');
    line.append(...sentence(one.code, row.classes));
    box.append(line);
  });
  if (row.hints.length) { box.append(make('p', 'Cần xem: ' + row.hints.map(hint => hint.text).join('; ') + '.', 'mx-look')); }
  return box;
}

/** Confirmed by the registry or only a hint: said in words, colour and border. */
export function badge(kind) {
  return kind === 'confirmed' ? make('span', '✔ Đã được CSDL quốc gia về dân cư xác nhận', 'mx-badge mx-confirmed')
    : make('span', '? Gợi ý, chưa được xác nhận', 'mx-badge mx-hint');
}

function columnHead(side, view) {
  const th = make('th', null, 'mx-target');
  th.scope = 'col';
  if (!side) {
    th.append(make('span', view.editor ? 'Sửa thành' : 'Chưa có đề xuất'));
    if (!view.editor) { th.append(make('span', view.stage === 'REVIEW' ? 'Bấm E để sửa, M chọn quyết định khác.' : '', 'mx-rule')); }
  } else if (side.kind === 'decision') {
    th.append(make('span', view.editor ? 'Sửa thành' : side.title));
  } else {
    th.append(make('span', view.editor ? 'Sửa thành' : side.kind === 'confirmed' ? 'Đề xuất' : 'Gợi ý'));
    if (!view.editor) { th.append(badge(side.kind), make('span', side.proposal.ruleText, 'mx-rule')); }
  }
  return th;
}

/** Which of the fields the registry named as wrong, if it says so at all. */
function verdict(row, field) {
  const known = row.fields && row.fields[field];
  if (known === undefined || known === null) { return null; }
  const mark = make('span', known ? '✓ khớp' : '✗ không khớp', known ? 'mx-right' : 'mx-wrong');
  mark.title = 'Theo CSDL quốc gia về dân cư';
  return mark;
}

function value(field, parts, className) {
  const box = make('div', null, 'mx-' + (field === 'idNumber' || field === 'phone' ? 'digits' : 'words'));
  box.append(marked(parts, className));
  return box;
}

/** No empty place for a proposal beside another record, nor where what was decided changes no field. */
const hasTarget = (row, side, view) => Boolean(view.editor || (side ? side.kind !== 'decision' || Object.keys(side.changes).length : !row.others.length));

function line(row, field, side, view) {
  const tr = make('tr');
  const th = make('th', FIELDS[field]);
  th.scope = 'row';
  const mark = verdict(row, field);
  if (mark) { th.append(mark); }
  const own = shown(field, row.record[field], row.record);
  const others = row.others.slice(0, OTHERS);
  const change = side && side.changes[field];
  const to = change ? shown(field, change.to) : '';
  const [from, target] = compare(field, own, change ? to : own);
  const ownCell = make('td');
  ownCell.dataset.label = 'Hồ sơ';
  ownCell.append(value(field, from, 'mx-from'));
  if (field === 'idNumber' && numberSays(row.record.idNumber)) { ownCell.append(make('div', numberSays(row.record.idNumber), 'mx-sub')); }
  if (!own) { ownCell.firstChild.replaceChildren(make('span', 'trống', 'mx-empty')); }
  tr.append(th, ownCell);
  const cell = make('td', null, 'mx-target');
  if (view.editor) {
    cell.append(view.editor.fields[field]);
    view.editor.onDraft(field, typed => {
      const [marks] = compare(field, own, typed);
      if (own) { ownCell.firstChild.replaceChildren(marked(typed === own || !typed ? [{text: own, kind: 'same'}] : marks, 'mx-from')); }
    });
  } else if (change) {
    cell.append(value(field, target, 'mx-to'));
    if (field === 'idNumber' && numberSays(change.to)) { cell.append(make('div', numberSays(change.to), 'mx-sub')); }
  } else {
    cell.classList.add('mx-unchanged');
    if (side) { cell.append(make('div', own ? 'giữ nguyên' : '', 'mx-same')); }
  }
  cell.dataset.label = !side || view.editor ? 'Sửa thành' : side.kind === 'confirmed' ? '✔ Đề xuất' : side.kind === 'hint' ? '? Gợi ý' : 'Quyết định';
  if (change) { tr.className = 'mx-changed'; }
  if (hasTarget(row, side, view)) { tr.append(cell); }
  others.forEach(other => {
    const there = shown(field, other[field], other);
    const td = make('td', null, 'mx-other');
    td.dataset.label = other.recordId;
    td.append(there ? value(field, own ? compare(field, own, there)[1].filter(part => part.kind !== 'gap') : [{text: there, kind: 'same'}], 'mx-than') : make('span', 'trống', 'mx-empty'));
    tr.append(td);
  });
  return tr;
}

function comparison(row, side, view) {
  const table = make('table', null, 'mx-compare mx-' + (view.editor ? 'editing' : side ? side.kind : 'none'));
  const header = make('tr');
  const own = make('th');
  own.scope = 'col';
  own.append(make('span', 'Hồ sơ'));
  const empty = make('td');
  header.append(empty, own);
  if (hasTarget(row, side, view)) { header.append(columnHead(side, view)); }
  row.others.slice(0, OTHERS).forEach(other => {
    const th = make('th', null, 'mx-other');
    th.scope = 'col';
    th.append(make('span', other.why === 'M6' ? 'Hồ sơ khác cùng số' : 'Hồ sơ khác của người này'),
      make('span', [other.recordId, STATUS[other.identityStatus] || ''].filter(Boolean).join(' · '), 'mx-rule'));
    header.append(th);
  });
  const thead = make('thead');
  thead.append(header);
  const body = make('tbody');
  const classes = row.classes.map(one => one.code);
  const more = ['nationality', 'phone'].filter(field => view.editor || side && side.changes[field] || field === 'nationality' && classes.includes('M8')
    || field === 'phone' && (classes.includes('M10') || row.others.length));
  IDENTITY.concat(more).forEach(field => body.append(line(row, field, side, view)));
  table.append(thead, body);
  return table;
}

/** The proposals to choose from by their digits. */
function proposals(row, view) {
  if (!row.proposals.length || view.editor) { return null; }
  const list = make('ul', null, 'mx-proposals');
  list.setAttribute('aria-label', 'Đề xuất và gợi ý, bấm số để chọn');
  row.proposals.forEach((one, i) => {
    const item = make('li');
    const pick = make('button', null, 'btn btn-link');
    const chosen = view.side && view.side.proposal === one;
    pick.type = 'button';
    pick.dataset.choice = i;
    pick.setAttribute('aria-pressed', String(Boolean(chosen)));
    pick.append(make('kbd', i + 1), make('span', one.confirmedByRegistry ? '✔ Đã xác nhận: ' : 'Gợi ý: ', one.confirmedByRegistry ? 'mx-ok' : 'mx-maybe'),
      make('span', one.ruleText), make('span', ' → ' + Object.entries(one.changes).map(([field, change]) => shown(field, change.to)).join(', '), 'mx-words'));
    pick.setAttribute('aria-label', (i + 1) + '. ' + pick.textContent.slice(1));
    item.append(pick);
    list.append(item);
  });
  return list;
}

/** What was decided that is not a new value of a field. */
function decision(row, stage) {
  const made = row.decision;
  if (!made) { return null; }
  const box = make('div', null, 'mx-decided');
  if (made.decision) {
    const what = make('p');
    const confirmed = made.decision === 'ACCEPT' || row.proposals.some(one => String(one.id) === String(made.proposalId) && one.confirmedByRegistry);
    what.append(make('strong', DECISIONS[made.decision]), make('span', [
      made.otherRecordId && made.decision === 'MERGE' ? ' ' + made.otherRecordId : '',
      made.decision === 'TRANSFER' ? ': ' + (made.communeName || made.commune) : '',
      made.decision === 'CLOSE' && made.reasonText ? ': ' + made.reasonText : '',
      made.by ? ' – ' + made.by + ', ' + moment(made.at) : ''].join('')));
    box.append(what);
    if (confirmed && stage !== 'REVIEW') { box.append(badge('confirmed')); }
    if (made.dose && stage !== 'POLICE') { box.append(dose(row, made)); }
    if (made.decision === 'DOSE' && stage === 'POLICE') { box.append(make('p', 'Y tế tuyến trên xác nhận, không qua Công an xã.')); }
  }
  if (made.confirmedBy && row.state === 'CONFIRMED') {
    box.append(make('p', 'Đã xác nhận' + (made.npdResult ? ': ' + NPD_RESULTS[made.npdResult] : '') + ' – ' + made.confirmedBy + ', ' + moment(made.confirmedAt)));
  } else if (made.reason && made.decision !== 'CLOSE' && made.decision !== 'DOSE') {
    box.append(make('p', 'Bị trả lại: ' + (made.reasonText || REASONS.RETURN[made.reason] || made.reason)
      + (made.confirmedBy ? ' – ' + made.confirmedBy + ', ' + moment(made.confirmedAt) : ''), 'mx-returned'));
  }
  return box;
}

/** A dose as it is recorded beside what is said about it. */
function dose(row, made) {
  const change = made.dose;
  const now = row.doses.find(one => one.doseNumber === change.doseNumber);
  const table = make('table', null, 'mx-compare mx-decision');
  const header = table.createTHead().insertRow();
  header.append(make('td'), make('th', 'Đã ghi'), make('th', DOSE_ACTIONS[change.action] + ' ' + change.doseNumber
    + (change.action === 'VOID' ? ': ' + (made.reasonText || REASONS.DOSE[made.reason] || '') : '')));
  const body = table.createTBody();
  const facts = [['Ngày tiêm', one => date(one.date)], ['Vắc xin', one => VACCINES[one.vaccine] || one.vaccine], ['Số lô', one => one.lotNumber],
    ['Cơ sở tiêm', one => one.facilityName || one.facilityCode]];
  facts.forEach(([name, fact]) => {
    const tr = body.insertRow();
    const before = now ? fact(now) || '' : '';
    const after = change.action === 'VOID' ? '' : name === 'Cơ sở tiêm' && now && now.facilityCode === change.facilityCode ? before : fact(change) || '';
    const [from, to] = compare(name === 'Ngày tiêm' ? 'dateOfBirth' : name === 'Số lô' ? 'idNumber' : name, before, after);
    const th = make('th', name);
    th.scope = 'row';
    const a = make('td');
    const b = make('td');
    a.append(before ? marked(change.action === 'ADD' ? [{text: before, kind: 'same'}] : from, 'mx-from') : make('span', '–'));
    b.append(after ? marked(to, 'mx-to') : make('span', change.action === 'VOID' ? 'hủy' : '–', 'mx-empty'));
    tr.append(th, a, b);
  });
  return table;
}

function doses(row, view) {
  const all = [[null, row.doses]].concat(row.others.filter(other => (other.doses || []).length).map(other => [other.recordId, other.doses]));
  const count = all.reduce((sum, [, list]) => sum + list.length, 0);
  if (!count) { return null; }
  const box = make('details', null, 'mx-doses');
  box.open = view.dosesOpen;
  box.addEventListener('toggle', () => view.onDoses(box.open));
  const summary = make('summary', 'Mũi tiêm đã ghi nhận (' + row.doses.length + (count > row.doses.length ? ' + ' + (count - row.doses.length) + ' của hồ sơ khác' : '') + ') ');
  summary.append(make('kbd', 'D'));
  box.append(summary);
  all.forEach(([other, list]) => {
    if (!list.length) { return; }
    if (other) { box.append(make('p', 'Hồ sơ ' + other, 'mx-sub')); }
    const ul = make('ul');
    list.forEach(one => ul.append(make('li', ['Mũi ' + one.doseNumber, date(one.date), VACCINES[one.vaccine] || one.vaccine, one.lotNumber && 'lô ' + one.lotNumber,
      one.facilityName].filter(Boolean).join(' · '))));
    box.append(ul);
  });
  return box;
}

/**
 * All of a record. view: {stage, choice, waiting, skipped, note, editor, dosesOpen, onDoses}; editor: the fields to type in, see cleaning-edit.js.
 */
export function record(row, view) {
  view.side = candidate(row, view.choice, view.stage);
  const parts = [head(row, view)];
  if (view.note) {
    const note = make('p', view.note, 'mx-refusal');
    note.setAttribute('role', 'alert');
    parts.push(note);
  }
  if (!view.editor) { parts.push(decision(row, view.stage)); }
  parts.push(comparison(row, view.side, view));
  if (view.editor) { parts.push(view.editor.foot); }
  if (view.stage === 'REVIEW') { parts.push(proposals(row, view)); }
  if (row.others.length > OTHERS) { parts.push(make('p', 'và ' + (row.others.length - OTHERS) + ' hồ sơ khác', 'mx-sub')); }
  parts.push(doses(row, view));
  return parts.filter(Boolean);
}

/** What a screen reader says when the record comes up. */
export function spoken(row, stage) {
  const side = candidate(row, null, stage);
  return ['Dòng ' + row.line, row.record.fullName, row.classes.map(one => CLASSES[one.code]).join(', '),
    !side ? 'chưa có đề xuất' : side.kind === 'confirmed' ? 'có đề xuất đã được xác nhận' : side.kind === 'hint' ? 'chỉ có gợi ý' : DECISIONS[row.decision.decision],
    side ? Object.entries(side.changes).map(([field, change]) => FIELDS[field] + ': ' + shown(field, change.to)).join(', ') : ''].filter(Boolean).join('. ');
}
