// The list of rows beside the record: only those in sight are in the page, however many there are.
import {make} from './cleaning-dom.js';
import {TODO, number, stateName} from './cleaning-words.js';

const HEIGHT = 34;
const MARKS = {OPEN: '', REVIEWED: '✓', CONFIRMED: '✓', RETURNED: '↩', APPLIED: '⟳', DONE: '✓', ESCALATED: '', RELEASED: '→'};

export class List {
  /** choose(place): the officer wants to see that row; mark(line): 'waiting', 'skipped', 'refused' or nothing. */
  constructor(rows, choose, mark) {
    this.stage = null;
    this.rows = rows;
    this.choose = choose;
    this.mark = mark;
    this.current = -1;
    this.box = make('div', null, 'mx-list');
    this.list = make('ul');
    this.list.setAttribute('role', 'listbox');
    this.list.setAttribute('aria-label', 'Hồ sơ trong danh sách');
    this.list.tabIndex = 0;
    this.box.append(this.list);
    this.items = new Map();
    this.box.addEventListener('scroll', () => {
      this.waiting = this.waiting || window.requestAnimationFrame(() => {
        this.waiting = 0;
        this.draw();
        this.scrolled();
      });
    });
    this.list.addEventListener('click', event => {
      const item = event.target.closest('li');
      if (item) { this.choose(Number(item.dataset.place)); }
    });
    if (window.ResizeObserver) { new ResizeObserver(() => this.draw()).observe(this.box); }
  }

  scrolled() {}

  get first() { return Math.floor(this.box.scrollTop / HEIGHT); }

  get last() { return Math.min(this.rows.size, Math.ceil((this.box.scrollTop + this.box.clientHeight) / HEIGHT) + 1); }

  /** Everything anew: other rows, or other states. */
  refresh() {
    this.list.style.height = Math.max(1, this.rows.size * HEIGHT) + 'px';
    this.items.forEach(item => item.remove());
    this.items.clear();
    this.draw();
  }

  draw() {
    const first = this.first;
    const last = this.last;
    for (const [place, item] of this.items) {
      if (place < first || place >= last) {
        item.remove();
        this.items.delete(place);
      }
    }
    for (let place = first; place < last; place++) {
      const item = this.items.get(place) || this.add(place);
      this.fill(item, place);
    }
  }

  add(place) {
    const item = make('li');
    item.id = 'mxRow' + place;
    item.setAttribute('role', 'option');
    item.dataset.place = place;
    item.style.top = place * HEIGHT + 'px';
    item.append(make('span', null, 'mx-line'), make('span', null, 'mx-name'), make('span', null, 'mx-code'), make('span', null, 'mx-mark'),
      make('span', null, 'sr-only'));
    this.items.set(place, item);
    this.list.append(item);
    return item;
  }

  fill(item, place) {
    const line = this.rows.lines[place];
    const row = this.rows.at(place);
    const state = this.rows.states[place];
    const mark = this.mark(line);
    const shown = [line, row ? row.version : -1, row ? 1 : 0, state, mark, place === this.current, this.rows.size].join();
    if (item.dataset.shown === shown) { return; }
    item.dataset.shown = shown;
    const [number_, name, code, sign, words] = item.children;
    number_.textContent = number(line);
    name.textContent = row ? row.record.fullName || '(không có tên)' : '…';
    code.textContent = row ? row.classes.map(one => one.code).join(' ') : '';
    sign.textContent = mark === 'waiting' ? '…' : mark === 'refused' ? '!' : mark === 'skipped' ? '↷' : state === TODO[this.stage] ? '' : MARKS[state];
    words.textContent = mark === 'waiting' ? 'đang lưu' : mark === 'refused' ? 'không lưu được' : mark === 'skipped' ? 'đã bỏ qua' : stateName(state, this.stage);
    item.title = stateName(state, this.stage) || '';
    item.className = (state === TODO[this.stage] ? 'mx-todo' : 'mx-' + (state || '').toLowerCase()) + (mark ? ' mx-' + mark : '');
    item.setAttribute('aria-selected', String(place === this.current));
    item.setAttribute('aria-posinset', place + 1);
    item.setAttribute('aria-setsize', this.rows.size);
  }

  /** Marks the current row, and keeps it in sight with some rows after it. */
  show(place) {
    this.current = place;
    const top = place * HEIGHT;
    const box = this.box;
    if (top < box.scrollTop + HEIGHT) {
      box.scrollTop = Math.max(0, top - 2 * HEIGHT);
    } else if (top + 3 * HEIGHT > box.scrollTop + box.clientHeight) {
      box.scrollTop = top + 4 * HEIGHT - box.clientHeight;
    }
    this.draw();
    this.list.setAttribute('aria-activedescendant', place >= 0 ? 'mxRow' + place : '');
  }
}
