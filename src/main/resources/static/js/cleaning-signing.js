// The police sign the list and hand it over; the station receives it: what it holds, its hash, the paper.
import {button, make, reason} from './cleaning-dom.js';
import {CLASSES, DECISIONS, moment, number} from './cleaning-words.js';

function fact(name, value) {
  const item = make('div', null, 'mx-fact');
  item.append(make('span', name), make('strong', value));
  return item;
}

function counts(title, items) {
  const table = make('table', null, 'mx-counts');
  const header = table.createTHead().insertRow();
  [title, 'Xác nhận', 'Trả lại'].forEach(words => {
    const th = make('th', words);
    th.scope = 'col';
    header.append(th);
  });
  const rows = table.createTBody();
  items.forEach(([words, confirmed, returned]) => {
    const tr = rows.insertRow();
    const th = make('th', words);
    th.scope = 'row';
    tr.append(th);
    [confirmed, returned].forEach(count => { tr.insertCell().textContent = number(count); });
  });
  return table;
}

function form(camForm, work) {
  const variables = camForm.variableManager;
  let element;
  const say = text => { element.querySelector('[data-message]').textContent = text || ''; };

  camForm.on('form-loaded', () => {
    element = camForm.formElement[0];
    variables.fetchVariable('batchId');
  });
  camForm.on('variables-fetched', () => {
    const fetched = variables.variables.batchId;
    // Tasklist sends back a fetched variable on completing if it does not take its value for the default.
    fetched.defaultValue = fetched.value;
    // Enter in a field must not complete the task.
    element.addEventListener('keydown', event => {
      if (event.key === 'Enter' && event.target.tagName === 'INPUT') {
        event.preventDefault();
        event.stopPropagation();
      }
    });
    work(element, '/api/v1/cleaning/batches/' + encodeURIComponent(fetched.value), say).catch(error => say(reason(error)));
  });
  return {say: say, variables: variables, at: name => element.querySelector('[data-' + name + ']')};
}

const get = async path => (await window.minhxac.fetch(path)).json();

function scanLink(box, base, there) {
  box.replaceChildren();
  if (there) {
    const link = make('a', 'Xem bản quét đã nạp');
    link.href = base + '/scan';
    link.target = '_blank';
    link.rel = 'noopener';
    box.append(link);
  }
}

async function show(element, base) {
  const [head, list] = await Promise.all([get(base), get(base + '/hand-over')]);
  const at = name => element.querySelector('[data-' + name + ']');
  at('summary').replaceChildren(fact('Xã, phường', head.communeName), fact('Hồ sơ xác nhận', number(list.confirmed)), fact('Hồ sơ trả lại', number(list.returned)),
    fact('Lần', number(head.round)));
  at('counts').replaceChildren(counts('Quyết định', list.decisions.map(one => [DECISIONS[one.code] || one.code, one.confirmed, one.returned])),
    counts('Nhóm sai sót', list.classes.map(one => [one.code + ' – ' + (CLASSES[one.code] || ''), one.confirmed, one.returned])));
  at('hash').textContent = list.hash;
  at('pdf').href = base + '/signed-list.pdf';
  scanLink(at('scanned'), base, list.hasScan);
  return head;
}

/** forms/signAndHandOver.html */
export function cleaningHandOver(camForm) {
  const page = form(camForm, async (element, base, say) => {
    const at = name => element.querySelector('[data-' + name + ']');
    await show(element, base);
    const file = at('scan');
    const send = button('Nạp bản quét', 'btn-default', async () => {
      if (!file.files.length) {
        say('Chọn tệp bản quét (PDF, JPEG hoặc PNG).');
        file.focus();
        return;
      }
      const body = new FormData();
      body.append('file', file.files[0]);
      send.disabled = true;
      say('');
      try {
        await window.minhxac.fetch(base + '/scan', {method: 'POST', body: body});
        scanLink(at('scanned'), base, true);
        file.value = '';
      } catch (error) {
        say(reason(error));
      }
      send.disabled = false;
    });
    file.after(send);
  });
  camForm.on('submit', () => {
    const field = page.at('number');
    const documentNumber = field.value.trim();
    page.say('');
    if (!documentNumber) {
      camForm.submitPrevented = true;
      field.setAttribute('aria-invalid', 'true');
      page.say('Cần ghi số văn bản bàn giao, ví dụ 125/BC-CAX.');
      field.focus();
      return;
    }
    field.removeAttribute('aria-invalid');
    const known = page.variables.variables.documentNumber;
    if (known) {
      known.value = documentNumber;
      known.originalValue = undefined;
    } else {
      page.variables.createVariable({name: 'documentNumber', type: 'String', value: documentNumber});
    }
  });
}

/** forms/receiveList.html */
export function cleaningReceipt(camForm) {
  form(camForm, async (element, base) => {
    const at = name => element.querySelector('[data-' + name + ']');
    const head = await show(element, base);
    at('signed').replaceChildren(...(head.signed ? [fact('Người ký, bàn giao', head.signed.by), fact('Lúc', moment(head.signed.at)),
      fact('Số văn bản', head.signed.documentNumber)] : []));
  });
}

window.minhxac = Object.assign(window.minhxac || {}, {cleaningHandOver: cleaningHandOver, cleaningReceipt: cleaningReceipt});
