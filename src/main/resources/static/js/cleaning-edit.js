// Typing the right values of a record, in the place where a proposal would stand: what the registry said is wrong comes first.
import {button, input, labelled, make, option} from './cleaning-dom.js';
import {FIELDS, IDENTITY, SEX, country, date, isoDate, numberSays, shown} from './cleaning-words.js';

const COUNTRIES = ('VN LA KH CN KR JP TW TH SG MY ID PH IN US GB FR DE RU AU CA NZ IT ES NL BE CH AT SE NO DK FI PL CZ UA BY HU RO BG GR PT IE IL TR '
  + 'SA AE QA KW IR IQ EG ZA NG KE ET CU BR AR MX CL PE CO VE PK BD LK NP MM MN KP HK MO BN TL KZ UZ').split(' ');
const FIRST_BY_CLASS = {M1: 'idNumber', M2: 'idNumber', M7: 'idNumber', M6: 'idNumber', M8: 'nationality', M10: 'phone'};

function field(name, value) {
  if (name === 'sex') {
    const select = make('select', null, 'form-control');
    select.append(option('', ''), option('M', SEX.M), option('F', SEX.F));
    if (value && !SEX[value] || value === 'UNSPECIFIED') { select.append(option(value, SEX[value] || value)); }
    select.value = value || '';
    return select;
  }
  if (name === 'nationality') {
    const select = make('select', null, 'form-control');
    const known = value && !COUNTRIES.includes(value) ? [value] : [];
    known.concat(COUNTRIES).forEach(code => select.append(option(code, country(code))));
    select.value = value || 'VN';
    return select;
  }
  const text = input('text', name === 'dateOfBirth' ? date(value) : value);
  text.maxLength = name === 'fullName' ? 100 : 40;
  if (name === 'idNumber' || name === 'phone' || name === 'dateOfBirth') { text.inputMode = 'numeric'; }
  if (name === 'dateOfBirth') { text.placeholder = 'ngày/tháng/năm'; }
  return text;
}

/** Order of the fields by Tab: what is wrong first. */
function order(row) {
  const wrong = IDENTITY.filter(name => row.fields && row.fields[name] === false);
  const expected = row.classes.map(one => FIRST_BY_CLASS[one.code]).filter(Boolean);
  return Array.from(new Set([...wrong, ...expected, ...IDENTITY, 'nationality', 'phone']));
}

/**
 * The fields over a record. start: values to begin with besides the record's own, by field; save(changes): by field, only what differs;
 * cancel(); refusal: field that the server refused, if any.
 */
export function editor(row, start, save, cancel, refusal) {
  const own = name => name === 'dateOfBirth' && row.record.dobPrecision !== 'D' ? '' : row.record[name] || '';
  // As the record has them on the screen: a field that nobody touched changes nothing, malformed as it may be.
  const untouched = name => inputs[name].value === (name === 'dateOfBirth' ? date(own(name)) : name === 'nationality' ? own(name) || 'VN' : own(name));
  const inputs = {};
  const drafts = {};
  const fields = {};
  const message = make('p', null, 'mx-error');
  message.setAttribute('role', 'alert');

  Object.keys(FIELDS).forEach(name => {
    const element = field(name, name in start ? start[name] : own(name));
    inputs[name] = element;
    const box = labelled(FIELDS[name], element);
    box.firstChild.className = 'sr-only';
    element.dataset.field = name;
    if (name === 'idNumber') {
      const says = make('div', numberSays(element.value), 'mx-sub');
      element.addEventListener('input', () => { says.textContent = numberSays(element.value.replace(/[\s.-]/g, '')); });
      box.append(says);
    }
    if (name === 'dateOfBirth') {
      element.addEventListener('input', event => {
        if (event.inputType && event.inputType.startsWith('insert') && /^\d{2}(\/\d{2})?$/.test(element.value)) { element.value += '/'; }
      });
    }
    element.addEventListener('input', () => {
      element.removeAttribute('aria-invalid');
      draft(name);
    });
    fields[name] = box;
  });

  // Tab follows what is wrong, not the table.
  const tabs = order(row);

  function read(name) {
    const typed = inputs[name].value.normalize('NFC').trim().replace(/\s+/g, ' ');
    if (name === 'dateOfBirth') { return typed ? isoDate(typed) : ''; }
    return name === 'idNumber' || name === 'phone' ? typed.replace(/[\s.-]/g, '') : typed;
  }

  function draft(name) {
    if (!drafts[name]) { return; }
    drafts[name](untouched(name) ? shown(name, row.record[name], row.record) : name === 'dateOfBirth' ? inputs[name].value.trim() : shown(name, read(name)));
  }

  function refuse(name, text) {
    message.textContent = text;
    if (name && inputs[name]) {
      inputs[name].setAttribute('aria-invalid', 'true');
      inputs[name].focus();
      if (inputs[name].select) { inputs[name].select(); }
    }
  }

  function send() {
    message.textContent = '';
    const changes = {};
    for (const name of tabs.filter(each => !untouched(each))) {
      const value = read(name);
      if (value === null) {
        refuse(name, 'Ngày sinh không đúng: ghi ngày/tháng/năm, ví dụ 05/04/1990.');
        return;
      }
      if (name === 'idNumber' && value !== own(name) && !(inputs.nationality.value === 'VN' ? /^(\d{9}|\d{12})$/ : /^[A-Za-z0-9]{5,20}$/).test(value)) {
        refuse(name, inputs.nationality.value === 'VN' ? 'Số định danh gồm 12 chữ số (hoặc 9 chữ số của CMND).' : 'Số hộ chiếu gồm 5–20 chữ cái và chữ số.');
        return;
      }
      if (value !== own(name)) {
        if (value === '') {
          refuse(name, 'Không được để trống ' + FIELDS[name].toLowerCase() + '.');
          return;
        }
        changes[name] = value;
      }
    }
    if (!Object.keys(changes).length) {
      refuse(tabs[0], 'Chưa sửa trường nào. Bấm Esc để thôi.');
      return;
    }
    save(changes);
  }

  function key(event) {
    event.stopPropagation();
    if (event.isComposing) { return; }
    if (event.key === 'Enter' && !event.repeat && event.target.tagName !== 'BUTTON') {
      event.preventDefault();
      send();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      cancel();
    } else if (event.key === 'Tab') {
      const at = tabs.findIndex(name => inputs[name] === event.target);
      const to = at + (event.shiftKey ? -1 : 1);
      if (at >= 0 && to >= 0 && to < tabs.length) {
        event.preventDefault();
        inputs[tabs[to]].focus();
        if (inputs[tabs[to]].select) { inputs[tabs[to]].select(); }
      }
    }
  }

  Object.values(fields).forEach(box => box.addEventListener('keydown', key));
  const foot = make('div', null, 'mx-edit-foot');
  foot.append(message, button('Lưu (Enter)', 'btn-success', send), button('Thôi (Esc)', 'btn-default', cancel),
    make('span', 'Tab: sang trường sau', 'mx-sub'));
  foot.addEventListener('keydown', key);

  return {
    fields: fields,
    foot: foot,
    onDraft(name, follow) { drafts[name] = follow; },
    values: () => Object.fromEntries(Object.keys(FIELDS).map(name => [name, read(name)]).filter(([name, value]) => value !== null
      && !untouched(name) && value !== own(name))),
    focus() {
      Object.keys(FIELDS).forEach(draft);
      const first = refusal && inputs[refusal] ? refusal : Object.keys(start).find(name => inputs[name] && start[name] !== own(name)) || tabs[0];
      inputs[first].focus();
      if (inputs[first].select) { inputs[first].select(); }
      if (refusal) { inputs[first].setAttribute('aria-invalid', 'true'); }
    }
  };
}
