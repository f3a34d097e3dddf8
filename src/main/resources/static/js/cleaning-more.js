// Decisions that need a word more: another commune, merging, whose number it is, doses, reasons. All by keyboard: digits choose.
import {button, dialog, input, labelled, make, option} from './cleaning-dom.js';
import {DECISIONS, NPD_RESULTS, REASONS, VACCINES, date, isoDate, shown} from './cleaning-words.js';

/** Numbered choices: their digit, or the arrows and Enter. items: [value, words]. */
function choices(body, items, chosen) {
  const list = make('div', null, 'mx-choices');
  items.forEach(([value, words, sub], i) => {
    const one = button('', 'btn-default', () => chosen(value));
    one.append(make('kbd', i < 9 ? i + 1 : ''), make('span', words));
    if (sub) { one.append(make('span', sub, 'mx-sub')); }
    list.append(one);
  });
  list.addEventListener('keydown', event => {
    const all = Array.from(list.children);
    const at = all.indexOf(document.activeElement);
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      all[(at + (event.key === 'ArrowDown' ? 1 : -1) + all.length) % all.length].focus();
    } else if (event.key === 'Enter' && event.repeat) {
      event.preventDefault();
    }
  });
  // The digits work wherever the focus is within the dialog, except where something is typed.
  const digits = event => {
    const digit = Number(event.key);
    if (!event.repeat && !event.ctrlKey && !event.altKey && digit >= 1 && digit <= items.length && list.isConnected && event.target.tagName !== 'INPUT') {
      event.preventDefault();
      chosen(items[digit - 1][0]);
    }
  };
  body.closest('dialog').addEventListener('keydown', digits);
  body.append(list);
  list.firstChild.focus();
}

/** One of a few: resolves to its value, or to undefined. */
export function choose(root, title, items) {
  return dialog(root, title, '', (body, close) => choices(body, items, close));
}

export const reasonOf = (root, title, kind) => choose(root, title, Object.entries(REASONS[kind]));

export const npdResult = root => choose(root, 'Bên nào ghi sai?', Object.entries(NPD_RESULTS));

function error(body) {
  const line = make('p', null, 'mx-error');
  line.setAttribute('role', 'alert');
  body.append(line);
  return line;
}

/** A unit by typing its name, with the arrows and Enter; chosen(unit) or null while none is. */
function unitSearch(body, label, kind, chosen) {
  const text = input('text');
  const list = make('ul', null, 'mx-found');
  let asked = 0;
  let timer;
  let units = [];
  let active = -1;
  list.id = 'mxUnits' + kind;
  list.hidden = true;
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', label);
  text.setAttribute('role', 'combobox');
  text.setAttribute('aria-autocomplete', 'list');
  text.setAttribute('aria-controls', list.id);
  text.setAttribute('aria-expanded', 'false');

  function close() {
    list.hidden = true;
    text.setAttribute('aria-expanded', 'false');
    text.removeAttribute('aria-activedescendant');
  }

  function pick(unit) {
    text.value = unit.name + (unit.where ? ', ' + unit.where : '');
    close();
    chosen(unit);
  }

  function mark(to) {
    active = (to + units.length) % units.length;
    Array.from(list.children).forEach((item, i) => item.setAttribute('aria-selected', String(i === active)));
    list.children[active].scrollIntoView({block: 'nearest'});
    text.setAttribute('aria-activedescendant', list.children[active].id);
  }

  async function find() {
    const question = ++asked;
    const words = text.value.trim();
    if (words.length < 2) {
      close();
      return;
    }
    try {
      const answer = await (await window.minhxac.fetch('/api/v1/units?' + new URLSearchParams({q: words, kind: kind, limit: '8'}))).json();
      if (question !== asked) { return; }
      units = answer.items || answer;
    } catch (away) {
      units = [];
    }
    list.replaceChildren(...units.map((unit, i) => {
      const item = make('li', unit.name + (unit.where ? ' – ' + unit.where : ''));
      item.id = list.id + '-' + i;
      item.setAttribute('role', 'option');
      item.addEventListener('mousedown', event => {
        event.preventDefault();
        pick(unit);
      });
      return item;
    }));
    list.hidden = !units.length;
    text.setAttribute('aria-expanded', String(!list.hidden));
    if (units.length) { mark(0); }
  }

  text.addEventListener('input', () => {
    chosen(null);
    window.clearTimeout(timer);
    timer = window.setTimeout(find, 150);
  });
  text.addEventListener('keydown', event => {
    if (list.hidden) { return; }
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      mark(active + (event.key === 'ArrowDown' ? 1 : -1));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      event.stopPropagation();
      pick(units[active]);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  });
  body.append(labelled(label, text, 'Gõ tên, có dấu hoặc không; mũi tên và Enter để chọn.'), list);
  return text;
}

function foot(body, words, done, close) {
  const bar = make('div', null, 'mx-dialog-foot');
  bar.append(button(words, 'btn-success', done), button('Thôi (Esc)', 'btn-default', () => close()));
  body.append(bar);
  body.addEventListener('keydown', event => {
    if (event.key === 'Enter' && !event.repeat && event.target.tagName !== 'BUTTON' && !event.defaultPrevented) {
      event.preventDefault();
      done();
    }
  });
}

const transfer = root => dialog(root, 'Chuyển hồ sơ về xã nơi thường trú', '', (body, close) => {
  let commune = null;
  body.append(make('p', 'Hồ sơ sang danh sách của xã nhận sau khi Công an xã này xác nhận.', 'mx-sub'));
  const text = unitSearch(body, 'Xã, phường, thị trấn nhận hồ sơ', 'COMMUNE', unit => { commune = unit; });
  const problem = error(body);
  foot(body, 'Chuyển (Enter)', () => {
    if (commune) { close({decision: 'TRANSFER', commune: commune.code}); } else {
      problem.textContent = 'Chọn một xã trong danh sách.';
      text.focus();
    }
  }, close);
  text.focus();
});

const merge = (root, row) => choose(root, 'Gộp hồ sơ ' + row.recordId + ' vào hồ sơ nào? Cả hai lịch sử đều được giữ.', row.others.map(other => [
  {decision: 'MERGE', otherRecordId: other.recordId}, 'Vào hồ sơ ' + other.recordId,
  [other.fullName, shown('sex', other.sex), date(other.dateOfBirth), other.idNumber].filter(Boolean).join(' · ')]));

function doseFields(body, row, change, known, close) {
  const problem = error(body);
  const day = input('text', date(known.date));
  const vaccine = make('select', null, 'form-control');
  const lot = input('text', known.lotNumber);
  const doseNumber = input('number', change.doseNumber);
  let facility = known.facilityCode || null;
  day.placeholder = 'ngày/tháng/năm';
  day.inputMode = 'numeric';
  doseNumber.min = 1;
  doseNumber.max = 20;
  vaccine.append(option('', ''), ...Object.entries(VACCINES).map(([code, name]) => option(code, name)));
  vaccine.value = known.vaccine || '';
  if (change.action === 'ADD') { body.append(labelled('Mũi số', doseNumber)); }
  body.append(labelled('Ngày tiêm', day), labelled('Vắc xin', vaccine), labelled('Số lô', lot));
  const place = unitSearch(body, 'Cơ sở tiêm', 'FACILITY', unit => { facility = unit ? unit.code : null; });
  place.value = known.facilityName || '';
  foot(body, 'Lưu (Enter)', () => {
    const iso = isoDate(day.value);
    problem.textContent = !iso ? 'Ngày tiêm không đúng: ghi ngày/tháng/năm.' : !vaccine.value ? 'Chọn vắc xin.' : !facility ? 'Chọn cơ sở tiêm trong danh sách.' : '';
    if (!problem.textContent) {
      close({decision: 'DOSE', dose: {action: change.action, doseNumber: Number(change.action === 'ADD' ? doseNumber.value : change.doseNumber), date: iso,
        vaccine: vaccine.value, lotNumber: lot.value.trim() || null, facilityCode: facility}});
    }
  }, close);
  const first = change.action === 'ADD' ? doseNumber : day;
  first.focus();
  first.select();
}

async function dose(root, row) {
  const words = one => 'mũi ' + one.doseNumber + ' (' + date(one.date) + ', ' + (VACCINES[one.vaccine] || one.vaccine) + ')';
  const change = await choose(root, 'Mũi tiêm nào, sửa gì?', row.doses.flatMap(one => [
    [{action: 'VOID', doseNumber: one.doseNumber}, 'Hủy ' + words(one)], [{action: 'SET', doseNumber: one.doseNumber}, 'Sửa ' + words(one)]])
    .concat([[{action: 'ADD', doseNumber: row.doses.reduce((most, one) => Math.max(most, one.doseNumber), 0) + 1}, 'Thêm mũi chưa nhập']]));
  if (!change) { return undefined; }
  if (change.action === 'VOID') {
    const reason = await reasonOf(root, 'Vì sao hủy mũi ' + change.doseNumber + '? Mũi bị hủy vẫn được lưu, không xóa.', 'DOSE');
    return reason && {decision: 'DOSE', dose: change, reason: reason};
  }
  const known = row.doses.find(one => one.doseNumber === change.doseNumber) || {};
  return dialog(root, change.action === 'SET' ? 'Sửa mũi ' + change.doseNumber : 'Thêm mũi tiêm', '',
    (body, close) => doseFields(body, row, change, change.action === 'SET' ? known : {}, close));
}

/** Which decisions can be made about a row at a stage, besides those with a key of their own. */
function possible(row, stage) {
  if (stage === 'TASK_FORCE') { return ['CLOSE']; }
  if (stage !== 'REVIEW') { return []; }
  const collides = row.others.some(other => other.why === 'M6') || row.classes.some(one => one.code === 'M6');
  return ['TRANSFER', 'DECEASED', 'NOT_FOUND'].concat(row.others.length ? ['MERGE'] : [], collides ? ['OWNER', 'NOT_OWNER'] : [], ['RECOMPARE', 'DOSE']);
}

const SUBS = {TRANSFER: 'chuyển về xã nơi thường trú', DECEASED: 'đóng hồ sơ', NOT_FOUND: 'không còn ở địa chỉ đã khai', MERGE: 'hai hồ sơ của một người',
  OWNER: 'số này đúng là của người này', NOT_OWNER: 'số này là của người kia, bỏ khỏi hồ sơ này', RECOMPARE: 'hồ sơ đã đúng, kết quả còn cũ',
  DOSE: 'hủy, sửa hoặc thêm; y tế tuyến trên xác nhận', CLOSE: 'không xử lý được nữa, kèm lý do'};

/** Asks what else is to be decided: resolves to the body of a decision, or to undefined. */
export async function moreDecisions(root, row, stage) {
  const kinds = possible(row, stage);
  if (!kinds.length) { return undefined; }
  const kind = await choose(root, 'Quyết định khác về hồ sơ ' + row.recordId, kinds.map(code => [code, DECISIONS[code], SUBS[code]]));
  switch (kind) {
    case 'TRANSFER': return transfer(root);
    case 'MERGE': return merge(root, row);
    case 'DOSE': return dose(root, row);
    case 'CLOSE': {
      const reason = await reasonOf(root, 'Vì sao đóng hồ sơ?', 'CLOSE');
      return reason && {decision: 'CLOSE', reason: reason};
    }
    default: return kind && {decision: kind};
  }
}
