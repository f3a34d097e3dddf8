// The grid of data cleaning in Tasklist: thousands of records, one at a time, by keyboard. What is decided goes to the server in the
// background while the next record is on screen. People's data go into the page as text only, and into no address, variable or storage.
import {acts, button, make, option, reason, writes} from './cleaning-dom.js';
import {editor} from './cleaning-edit.js';
import {help} from './cleaning-help.js';
import {ACTIONS, asked} from './cleaning-keys.js';
import {List} from './cleaning-list.js';
import {moreDecisions, npdResult, reasonOf} from './cleaning-more.js';
import {queueOf} from './cleaning-queue.js';
import {ofDoses, record, spoken} from './cleaning-record.js';
import {Rows} from './cleaning-rows.js';
import {classAcceptance} from './cleaning-sample.js';
import {CLASSES, STAGES, TODO, duration, number, stateName} from './cleaning-words.js';
import {upload} from './cleaning-workbook.js';

/** States that belong to a stage. */
const SHOWN = {REVIEW: ['OPEN', 'REVIEWED'], POLICE: ['REVIEWED', 'CONFIRMED', 'RETURNED'], DOSES: ['REVIEWED', 'CONFIRMED', 'RETURNED'],
  TASK_FORCE: ['ESCALATED', 'RETURNED', 'REVIEWED']};
const AFTER = {CONFIRM: 'CONFIRMED', RETURN: 'RETURNED'};
/** What decides with one key: not before the record was on screen. */
const AT_ONCE = ['accept', 'confirm', 'skip', 'choice'];
const KINDS = {PROPOSAL: 'Có đề xuất đã xác nhận', HINT: 'Chỉ có gợi ý', NONE: 'Không có gợi ý'};
const REFRESH = 30000;
/** Where an officer was in a list, for when Tasklist shows the form again. */
const places = new Map();

class Grid {
  constructor(form, batchId) {
    this.form = form;
    this.batchId = batchId;
    this.queue = queueOf(batchId);
    this.base = this.queue.base;
    this.filter = {};
    this.current = -1;
    this.choice = null;
    this.editor = null;
    this.dosesOpen = false;
    this.skipped = new Set();
    this.waiting = new Set();
    this.notes = new Map();
    this.drafts = new Map();
    this.comeBack = [];
    this.history = [];
    this.times = [];
    this.pending = [];
    this.rows = new Rows((path, options) => this.api(path, options), lines => this.arrived(lines));
    this.list = new List(this.rows, place => this.go(place), line => this.waiting.has(line) ? 'waiting' : this.notes.has(line) ? 'refused'
      : this.skipped.has(line) ? 'skipped' : '');
    this.list.scrolled = () => this.prefetch();
  }

  async api(path, options) {
    return (await window.minhxac.fetch(this.base + path, options || {})).json();
  }

  get stage() { return this.head.stage; }

  get line() { return this.rows.lines[this.current]; }

  get row() { return this.rows.at(this.current); }

  // ---- the page

  build() {
    const top = make('div', null, 'mx-top');
    this.back = button('‹ Công việc', 'btn-default btn-sm', () => this.wide());
    this.back.title = 'Về danh sách công việc (F)';
    this.title = make('h3');
    this.progress = make('progress');
    this.progress.setAttribute('aria-label', 'Tiến độ');
    this.pace = make('span', null, 'mx-pace');
    this.saved = make('span', null, 'mx-saved');
    this.saved.setAttribute('role', 'status');
    const tools = make('div', null, 'mx-tools');
    if (['REVIEW', 'POLICE'].includes(this.stage)) {
      this.classButton = button('', 'btn-default btn-sm', () => this.act('classes'));
      this.classButton.append(make('kbd', 'C'), ' ' + (this.stage === 'REVIEW' ? 'Duyệt cả nhóm' : 'Xác nhận cả nhóm'));
      tools.append(this.classButton);
    }
    if (this.stage === 'REVIEW') {
      const download = make('a', 'Tải Excel (M1, M2)', 'btn btn-default btn-sm');
      download.href = this.base + '/workbook';
      download.setAttribute('download', '');
      tools.append(download, button('Nạp Excel', 'btn-default btn-sm', () => this.upload()));
    }
    const helpButton = button('', 'btn-default btn-sm', () => this.act('help'));
    helpButton.append(make('kbd', '?'), ' Phím');
    tools.append(helpButton);
    const done = make('div', null, 'mx-done');
    done.append(this.progress, this.pace, this.saved);
    top.append(this.back, this.title, done, tools);
    this.message = make('div', null, 'mx-message');
    this.message.setAttribute('role', 'status');
    this.pane = make('section', null, 'mx-record');
    this.pane.tabIndex = 0;
    this.pane.setAttribute('aria-label', 'Hồ sơ đang xem');
    this.spoken = make('div', null, 'sr-only');
    this.spoken.setAttribute('aria-live', 'polite');
    const main = make('div', null, 'mx-main');
    const side = make('div', null, 'mx-side');
    side.append(this.list.box);
    main.append(side, this.pane);
    this.bar = make('div', null, 'mx-actions');
    this.bar.setAttribute('role', 'toolbar');
    this.bar.setAttribute('aria-label', 'Quyết định');
    this.buttons = {};
    (ACTIONS[this.stage] || []).forEach(([action, key, words], i) => {
      const one = button('', i ? 'btn-default' : 'btn-success', () => this.act(action));
      one.append(make('kbd', key), ' ' + words);
      this.buttons[action] = one;
      this.bar.append(one);
    });
    this.bar.append(this.message, button('↑', 'btn-default mx-step', () => this.act('previous')), button('↓', 'btn-default mx-step', () => this.act('next')));
    this.bar.querySelectorAll('.mx-step').forEach((one, i) => one.setAttribute('aria-label', i ? 'Hồ sơ sau' : 'Hồ sơ trước'));
    this.left = make('div', null, 'mx-left-over');
    this.left.setAttribute('role', 'status');
    const grid = make('div', null, 'mx-grid-box');
    grid.append(top, this.filters(), main, this.bar, this.left, this.spoken);
    this.form.querySelector('[data-grid]').replaceChildren(grid);
    this.pane.addEventListener('click', event => {
      const pick = event.target.closest('[data-choice]');
      if (pick) { this.act('choice', Number(pick.dataset.choice)); }
    });
    // A click on a button must not make Enter press it again.
    grid.addEventListener('click', event => {
      if (event.detail && event.target.closest('.mx-actions, .mx-proposals, .mx-list')) { this.focus(); }
    });
  }

  filters() {
    const bar = make('div', null, 'mx-filters');
    const head = this.head;
    const add = (name, label, first, items) => {
      const select = make('select', null, 'form-control input-sm');
      select.setAttribute('aria-label', label);
      select.append(option('', first), ...items.map(([value, words]) => option(value === '' ? '-' : value, words)));
      select.addEventListener('change', () => {
        this.filter[name] = select.value === '' ? undefined : select.value === '-' ? '' : select.value;
        this.load(true);
      });
      bar.append(select);
      this.selects[name] = select;
    };
    this.selects = {};
    add('mismatchClass', 'Lọc theo nhóm sai sót', 'Mọi nhóm', head.classes.map(one => [one.code, one.code]));
    add('kind', 'Lọc theo đề xuất', 'Mọi hồ sơ', Object.entries(KINDS));
    add('rule', 'Lọc theo quy tắc', 'Mọi quy tắc', head.rules.map(one => [one.code, one.text]));
    add('hamlet', 'Lọc theo thôn, tổ', 'Mọi thôn, tổ', head.hamlets.map(one => [one.code || '', one.text]));
    add('state', 'Lọc theo tình trạng', 'Mọi tình trạng', SHOWN[this.stage].map(state => [state, stateName(state, this.stage)]));
    this.search = make('input', null, 'form-control input-sm');
    this.search.type = 'search';
    this.search.placeholder = 'Tìm tên, mã hồ sơ (/)';
    this.search.setAttribute('aria-label', 'Tìm theo tên, có dấu hoặc không, hoặc mã hồ sơ');
    this.search.autocomplete = 'off';
    this.search.spellcheck = false;
    this.search.maxLength = 100;
    this.search.addEventListener('input', () => {
      window.clearTimeout(this.typing);
      this.typing = window.setTimeout(() => this.find(), 250);
    });
    this.search.addEventListener('keydown', event => {
      event.stopPropagation();
      if (event.key === 'Enter' || event.key === 'Escape') {
        event.preventDefault();
        if (event.key === 'Escape') { this.search.value = ''; }
        window.clearTimeout(this.typing);
        this.find();
        this.focus();
      }
    });
    this.found = make('span', null, 'mx-found-count');
    this.found.setAttribute('role', 'status');
    bar.append(this.search, this.found);
    return bar;
  }

  /** How many of each kind are still to be decided. */
  relabel() {
    const label = (name, list, words) => Array.from(this.selects[name].options).slice(1).forEach(one => {
      const group = list.find(each => (each.code || '-') === one.value);
      one.textContent = group ? words(group) + ' (' + number(group.open) + '/' + number(group.total) + ')' : one.textContent;
    });
    label('mismatchClass', this.head.classes, one => one.code + ' – ' + (CLASSES[one.code] || ''));
    label('rule', this.head.rules, one => one.text);
    label('hamlet', this.head.hamlets, one => one.text || 'Chưa rõ thôn');
  }

  find() {
    const query = this.search.value.trim() || undefined;
    if (query !== this.filter.query) {
      this.filter.query = query;
      this.load(true);
    }
  }

  wide() {
    if (this.form.hasAttribute('data-wide')) { this.form.removeAttribute('data-wide'); } else { this.form.setAttribute('data-wide', ''); }
    this.back.textContent = this.form.hasAttribute('data-wide') ? '‹ Công việc' : '⤢ Toàn màn hình';
    this.focus();
  }

  focus() { this.pane.focus({preventScroll: true}); }

  say(text, bad) {
    this.message.textContent = text || '';
    this.message.className = 'mx-message' + (bad ? ' mx-bad' : '');
    window.clearTimeout(this.saying);
    if (text) { this.saying = window.setTimeout(() => this.say(''), bad ? 12000 : 6000); }
  }

  // ---- the whole list

  async open() {
    const [head] = await Promise.all([this.api(''), this.load(false)]);
    this.head = head;
    this.list.stage = this.stage;
    this.build();
    this.form.setAttribute('data-wide', '');
    if (!ACTIONS[this.stage]) {
      this.pane.replaceChildren(make('p', 'Danh sách đang ở bước: ' + (STAGES[this.stage] || this.stage) + '.'));
      return;
    }
    this.fill(this.index, places.get(this.batchId));
    this.queue.listener = {saved: (item, result) => this.kept(item, result), refused: (item, result) => this.refused(item, result), changed: () => this.unsaved()};
    this.queue.waiting.filter(item => item.line).forEach(item => this.waiting.add(item.line));
    this.unsaved();
    this.counts();
    this.listen();
    this.focus();
  }

  /** Asks for the lines of the filter; shown: whether they take the place of what is on the page. */
  async load(shown) {
    const question = this.question = (this.question || 0) + 1;
    const filter = {};
    Object.entries(this.filter).forEach(([name, value]) => { if (value !== undefined) { filter[name] = value; } });
    try {
      const index = await this.api('/index', {json: filter});
      if (question !== this.question) { return; }
      this.index = index;
    } catch (error) {
      if (!shown) { throw error; }
      this.say(reason(error), true);
      return;
    }
    if (shown) { this.fill(this.index, this.line); }
  }

  fill(index, line) {
    const states = SHOWN[this.stage];
    this.closeEditor();
    this.rows.set(index, state => states.includes(state));
    // What has not arrived yet is not known to the server's answer.
    this.queue.waiting.forEach(item => { if (item.line) { this.rows.setState(item.line, this.expected(item.body)); } });
    this.found.textContent = number(this.rows.size) + ' hồ sơ';
    this.list.refresh();
    const known = line !== undefined ? this.rows.places.get(line) : undefined;
    const start = known !== undefined ? known : this.nextTodo(-1);
    // Only its details tell whether a row is really this stage's.
    this.opening = known === undefined;
    this.go(start >= 0 ? start : this.rows.size ? 0 : -1);
  }

  /** The same rows, with what others have done to them since. */
  async refresh() {
    if (this.refreshing || this.editor || this.queue.unsaved) { return; }
    this.refreshing = true;
    try {
      const before = this.line;
      const question = this.question;
      this.head = await this.api('');
      const filter = {};
      Object.entries(this.filter).forEach(([name, value]) => { if (value !== undefined && name !== 'state') { filter[name] = value; } });
      const index = await this.api('/index', {json: filter});
      if (this.editor || this.queue.unsaved || question !== this.question || before !== this.line) { return; }
      const changed = [];
      index.lines.forEach((line, i) => {
        const state = this.rows.state(line);
        if (state !== undefined && state !== index.states[i]) {
          this.rows.setState(line, index.states[i]);
          changed.push(line);
        }
      });
      this.rows.forget(changed);
      if (changed.length) { this.list.draw(); }
      if (changed.includes(this.line)) { this.render(); }
      this.prefetch();
      this.counts();
    } catch (away) {
      // Asked again soon; what the officer decides has its own way of telling.
    } finally {
      this.refreshing = false;
    }
  }

  counts() {
    const head = this.head;
    this.relabel();
    const done = head.total - head.open;
    this.title.textContent = head.communeName + ' · ' + STAGES[head.stage] + (head.round > 1 ? ' · lần ' + head.round : '');
    this.progress.max = Math.max(1, head.total);
    this.progress.value = done;
    const median = this.ownPace() || head.medianSeconds;
    const left = median && head.open ? duration(median * head.open) : '';
    this.pace.textContent = number(done) + '/' + number(head.total) + (left ? ' · còn khoảng ' + left : ' hồ sơ');
    this.pace.title = 'Bạn đã xử lý ' + number(head.decidedByMe || 0) + ' hồ sơ ở bước này' + (median ? ', thường '
      + Number(median).toLocaleString('vi-VN', {maximumFractionDigits: median < 10 ? 1 : 0}) + ' giây một hồ sơ' : '');
    this.left.replaceChildren(...this.leftOver(), ...this.claim());
  }

  ownPace() {
    if (this.times.length < 6) { return null; }
    const pauses = this.times.slice(1).map((at, i) => (at - this.times[i]) / 1000).filter(seconds => seconds < 300).sort((a, b) => a - b);
    return pauses.length ? pauses[Math.floor(pauses.length / 2)] : null;
  }

  leftOver() {
    const open = this.head.open;
    const count = state => number(this.head.counts[state] || 0);
    const words = text => [make('strong', 'Khi bấm Hoàn thành: '), make('span', text)];
    if (this.stage === 'REVIEW') {
      return words(this.head.counts.REVIEWED ? count('REVIEWED') + ' hồ sơ đã quyết định chuyển Công an xã; ' + (open ? number(open)
        + ' hồ sơ chưa quyết định ở lại thành danh sách mới.' : 'không còn hồ sơ nào ở lại.') : 'cần quyết định ít nhất một hồ sơ.');
    }
    if (open) { return words('còn ' + number(open) + ' hồ sơ chưa ' + (this.stage === 'TASK_FORCE' ? 'xử lý' : 'xác nhận hoặc trả lại') + '; xong hết mới hoàn thành được.'); }
    return words(this.stage === 'TASK_FORCE' ? count('RETURNED') + ' hồ sơ trả lại trạm, ' + count('REVIEWED') + ' hồ sơ đóng.'
      : count('CONFIRMED') + ' hồ sơ xác nhận, ' + count('RETURNED') + ' trả lại; ' + (this.stage === 'POLICE' ? 'sang bước ký và bàn giao.' : 'chuyển Trạm Y tế xã.'));
  }

  /** Whoever has claimed the task completes it; all of the group may decide. */
  claim() {
    const card = this.form.closest('.task-card');
    const claim = card && card.querySelector('button.claim');
    const complete = card && card.querySelector('.form-actions .btn-primary');
    if (claim) {
      return [button('Nhận việc', 'btn-default btn-sm', () => {
        claim.click();
        this.left.querySelector('.btn').disabled = true;
        this.focus();
      }), make('span', 'để bấm được Hoàn thành.')];
    }
    return complete && complete.disabled ? [make('span', 'Cán bộ đang giữ việc bấm Hoàn thành.')] : [];
  }

  unsaved() {
    const count = this.queue.unsaved;
    this.saved.textContent = count ? 'Chưa lưu: ' + number(count) : 'Đã lưu hết';
    this.saved.className = 'mx-saved' + (count ? ' mx-unsaved' : '');
    window.clearTimeout(this.settling);
    if (!count) { this.settling = window.setTimeout(() => this.refreshHead(), 1500); }
  }

  async refreshHead() {
    try {
      const head = await this.api('');
      if (!this.queue.unsaved && head.stage === this.head.stage) {
        this.head = head;
        this.counts();
      } else if (head.stage !== this.head.stage) {
        this.moved();
      }
    } catch (away) {
      // The figures on the page are those we counted ourselves.
    }
  }

  moved() {
    this.say('Danh sách đã chuyển sang bước khác: không quyết định ở đây được nữa.', true);
  }

  // ---- one record

  go(place) {
    this.closeEditor();
    this.finished = false;
    this.current = place;
    this.choice = null;
    this.list.show(place);
    if (place >= 0) { places.set(this.batchId, this.line); }
    this.render();
    if (this.row && this.row.stale) { this.rows.again([this.line]); }
    this.prefetch();
  }

  render() {
    const row = this.row;
    this.shown = false;
    if (!row) {
      this.pane.replaceChildren(make('p', this.current >= 0 ? this.rows.failed ? 'Chưa tải được hồ sơ: ' + reason(this.rows.failed) : 'Đang tải…'
        : 'Không có hồ sơ nào phù hợp với bộ lọc.', 'mx-empty'));
      this.pane.removeAttribute('data-line');
      this.enable();
      return;
    }
    this.pane.replaceChildren(...record(row, {stage: this.stage, choice: this.choice, waiting: this.waiting.has(row.line), skipped: this.skipped.has(row.line),
      note: this.notes.get(row.line), editor: this.editor, dosesOpen: this.dosesOpen || this.stage === 'DOSES', onDoses: open => { this.dosesOpen = open; }}));
    this.pane.scrollTop = 0;
    this.pane.dataset.line = row.line;
    this.enable();
    // Nothing is decided about a record that has not been on screen: keys that came too early wait for it.
    window.requestAnimationFrame(() => window.setTimeout(() => {
      if (this.row !== row || this.editor) { return; }
      this.shown = true;
      while (this.shown && this.pending.length) {
        const next = this.pending.shift();
        this.act(next.action, next.choice);
      }
    }));
    window.clearTimeout(this.speaking);
    this.speaking = window.setTimeout(() => { this.spoken.textContent = spoken(row, this.stage); }, 200);
  }

  enable() {
    const may = this.head.mayDecide && Boolean(this.row);
    Object.entries(this.buttons).forEach(([action, one]) => { one.disabled = action === 'undo' ? !this.head.mayDecide : !may || action === 'accept' && !this.proposal(); });
  }

  /** The confirmed proposal that Enter accepts. */
  proposal() {
    const one = this.row && this.row.proposals[this.choice === null ? 0 : this.choice];
    return one && one.confirmedByRegistry && (this.choice !== null || !this.row.decision || !this.row.decision.decision) ? one : null;
  }

  arrived(lines) {
    if (!this.head || !this.pane) { return; }
    this.list.draw();
    if (this.opening && this.row) {
      this.opening = false;
      const next = this.todo(this.current) ? -1 : this.nextTodo(this.current);
      if (next >= 0) {
        this.go(next);
        return;
      }
    }
    if (this.row && !this.pane.dataset.line || lines.includes(this.line) && !this.editor) { this.render(); }
    if (!this.row && this.current >= 0) {
      if (this.rows.failed) { this.render(); }
      window.setTimeout(() => this.prefetch(), 1600);
    } else {
      this.prefetch();
    }
  }

  prefetch() {
    if (this.current < 0) { return; }
    const next = [];
    for (let place = this.nextTodo(this.current); place >= 0 && next.length < 50 && !next.includes(place); place = this.nextTodo(place)) { next.push(place); }
    const first = Math.min(this.list.first, this.current);
    this.rows.want(Math.abs(first - this.list.first) > 100 ? this.current : first, Math.max(this.list.last, Math.min(this.current + 25, this.list.first + 200)), next);
    if (!this.row) { this.rows.want(this.current, this.current + 25, next); }
  }

  /** Whether a row is to be decided here; what only its details tell is taken into account where they are known. */
  todo(place) {
    if (this.rows.states[place] !== TODO[this.stage]) { return false; }
    const row = this.rows.at(place);
    return !row || this.stage !== 'POLICE' && this.stage !== 'DOSES' || ofDoses(row) === (this.stage === 'DOSES');
  }

  /** The next row to be decided after a place, around the end; what was skipped comes last. -1: none. */
  nextTodo(place, again) {
    const size = this.rows.size;
    for (let i = 1; i <= size; i++) {
      const at = (Math.max(place, -1) + i + size) % size;
      if (this.todo(at) && (again || !this.skipped.has(this.rows.lines[at]) && !this.waiting.has(this.rows.lines[at]))) { return at; }
    }
    return -1;
  }

  advance() {
    while (this.comeBack.length) {
      const place = this.rows.places.get(this.comeBack.shift());
      if (place !== undefined && place !== this.current) {
        this.go(place);
        return;
      }
    }
    let place = this.nextTodo(this.current);
    if (place < 0) {
      place = this.nextTodo(this.current, true);
      if (place >= 0) { this.say('Chỉ còn các hồ sơ đã bỏ qua.'); }
    }
    if (place < 0) {
      this.finished = true;
      this.say(this.filtered() ? 'Đã xử lý hết các hồ sơ trong bộ lọc này.' : 'Đã xử lý hết danh sách.');
      this.render();
    } else {
      this.go(place);
    }
  }

  filtered() { return Object.values(this.filter).some(value => value !== undefined); }

  // ---- decisions

  expected(body) {
    if (this.stage === 'POLICE' && body.decision === 'EDIT') { return 'REVIEWED'; }
    return AFTER[body.decision] || 'REVIEWED';
  }

  decide(body) {
    const row = this.row;
    const before = this.rows.state(row.line);
    const entry = {line: row.line};
    this.queue.push({line: row.line, recordId: row.recordId, version: row.version, body: body, before: before, entry: entry});
    this.waiting.add(row.line);
    this.notes.delete(row.line);
    this.drafts.delete(row.line);
    this.skipped.delete(row.line);
    this.count(before, this.expected(body));
    this.rows.setState(row.line, this.expected(body));
    this.history.push(entry);
    this.times.push(performance.now());
    if (this.times.length > 60) { this.times.shift(); }
    this.leaveEditor();
    this.say('');
    this.counts();
    this.advance();
  }

  /** Our own count of the states, until the server's is asked again. */
  count(from, to) {
    const counts = this.head.counts;
    if (from === to) { return; }
    counts[from] = Math.max(0, (counts[from] || 0) - 1);
    counts[to] = (counts[to] || 0) + 1;
    this.head.open += (to === TODO[this.stage]) - (from === TODO[this.stage]);
    if (from === TODO[this.stage]) { this.head.decidedByMe++; }
  }

  kept(item, result) {
    this.waiting.delete(item.line);
    if (this.queue.waiting.some(one => one !== item && one.recordId === item.recordId)) { this.waiting.add(item.line); }
    this.rows.setState(item.line, result.state);
    // Four eyes: what police changed waits for a colleague.
    if (item.body.decision === 'EDIT' && this.stage === 'POLICE') { this.skipped.add(item.line); }
    this.decided(item, result);
    this.list.draw();
    this.prefetch();
  }

  /** What is known of a row that was just decided; the server's words are fetched when it is looked at again. */
  decided(item, result) {
    const row = this.rows.details.get(item.line);
    if (!row) { return; }
    const body = item.body;
    row.version = result.version;
    row.state = result.state;
    row.stale = true;
    if (this.line === item.line && !this.editor) { this.rows.again([item.line]); }
    if (body.decision !== 'CONFIRM' && body.decision !== 'RETURN') {
      const proposal = row.proposals.find(one => one.id === body.proposalId);
      const changes = proposal ? proposal.changes : Object.fromEntries(Object.entries(body.changes || {}).map(([field, to]) => [field, {from: row.record[field], to: to}]));
      row.decision = Object.assign({}, body, {changes: changes, by: 'bạn', at: Date.now()});
    }
  }

  refused(item, result) {
    this.waiting.delete(item.line);
    this.count(this.expected(item.body), result.state || item.before);
    this.rows.setState(item.line, result.state || item.before);
    item.entry.refused = true;
    this.notes.set(item.line, (result.result === 'CONFLICT' ? 'Chưa lưu: cán bộ khác vừa xử lý hồ sơ này. Xem lại rồi quyết định. ' : 'Chưa lưu: ') + (result.result === 'CONFLICT' ? '' : result.message || ''));
    if (item.body.changes) { this.drafts.set(item.line, {changes: item.body.changes, field: result.field}); }
    this.history = this.history.filter(one => !one.refused);
    const row = this.rows.details.get(item.line);
    if (row) { row.stale = true; }
    this.comeBack.push(item.line);
    this.say('Dòng ' + number(item.line) + ' – ' + this.notes.get(item.line), true);
    this.counts();
    this.list.draw();
    if (result.gone) { this.refreshHead(); }
    if (this.line === item.line && !this.editor) { this.rows.again([item.line]); }
    if (this.finished && !this.editor && !document.querySelector('dialog[open]')) { this.advance(); }
    this.prefetch();
  }

  undo() {
    const last = this.history.pop();
    if (last && last.skipped) {
      this.skipped.delete(last.line);
      this.list.draw();
      this.goLine(last.line);
      return;
    }
    const item = this.queue.takeBack();
    if (item) {
      this.waiting.delete(item.line);
      this.count(this.expected(item.body), item.before);
      this.rows.setState(item.line, item.before);
      this.goLine(item.line);
      this.say('Đã hoàn tác dòng ' + number(item.line) + '.');
      return;
    }
    this.say('Đang hoàn tác…');
    const op = {failed: error => this.say(reason(error), true)};
    op.task = async () => {
      if (last && last.refused) {
        this.say('Không có gì để hoàn tác: quyết định ở dòng ' + number(last.line) + ' chưa được lưu.');
        return;
      }
      // The answer to an earlier attempt may have been lost: never twice.
      if (op.asked && !(last && last.line && await this.stands(last.line))) {
        this.load(true);
        this.say('Đã hoàn tác. Xem lại danh sách.');
        return;
      }
      op.asked = true;
      const undone = await this.api('/undo', {method: 'POST'});
      undone.lines.forEach(line => this.skipped.delete(line));
      if (undone.lines.length > 1) {
        this.rows.forgetAll();
        await this.load(true);
      } else {
        await this.rows.again(undone.lines);
      }
      this.goLine(undone.lines[0]);
      this.say('Đã hoàn tác ' + number(undone.count) + ' hồ sơ.');
      this.refreshHead();
    };
    this.queue.push(op);
  }

  /** Whether what was decided about a row still stands on the server. */
  async stands(line) {
    const [row] = await this.api('/rows?lines=' + line);
    return Boolean(row) && row.state !== TODO[this.stage];
  }

  goLine(line) {
    const place = this.rows.places.get(line);
    if (place === undefined) {
      this.say('Dòng ' + number(line) + ' không nằm trong bộ lọc đang chọn.');
    } else {
      this.go(place);
    }
  }

  edit(start, field) {
    const save = changes => this.decide({decision: 'EDIT', changes: changes});
    this.pending.length = 0;
    this.editor = editor(this.row, start, save, () => {
      this.drafts.delete(this.line);
      this.leaveEditor();
      this.render();
    }, field);
    this.render();
    this.editor.focus();
  }

  leaveEditor() {
    if (this.editor) {
      this.editor = null;
      this.focus();
    }
  }

  /** Whoever goes elsewhere finds what was typed when coming back. */
  closeEditor() {
    if (this.editor) {
      const typed = this.editor.values();
      if (Object.keys(typed).length) { this.drafts.set(this.line, {changes: typed}); }
      this.leaveEditor();
    }
  }

  /** What the fields begin with: what was typed before, what was decided, or a chosen proposal. */
  start() {
    const draft = this.drafts.get(this.line);
    if (draft) { return draft.changes; }
    const side = this.choice !== null ? this.row.proposals[this.choice] : this.row.decision;
    return Object.fromEntries(Object.entries(side && side.changes || {}).map(([field, change]) => [field, change.to]));
  }

  choose(choice) {
    const one = this.row.proposals[choice];
    if (!one) { return; }
    this.choice = choice;
    if (one.confirmedByRegistry) {
      this.render();
    } else if (this.head.mayDecide) {
      this.say('Gợi ý chưa được xác nhận: đối chiếu giấy tờ rồi Enter để lưu, Esc để thôi.');
      this.edit(this.start());
    }
  }

  // ---- keys

  /** Does what a key or a button asks for. */
  act(action, choice) {
    const steps = {next: 1, previous: -1, pageDown: 10, pageUp: -10};
    if (action in steps) {
      if (this.rows.size) { this.go(Math.max(0, Math.min(this.rows.size - 1, this.current + steps[action]))); }
      return;
    }
    switch (action) {
      case 'first': if (this.rows.size) { this.go(0); } return;
      case 'last': if (this.rows.size) { this.go(this.rows.size - 1); } return;
      case 'search': this.search.focus(); this.search.select(); return;
      case 'help': help(this.form, this.stage).then(() => this.focus()); return;
      case 'wide': this.wide(); return;
      case 'leave': this.choice = null; this.render(); this.focus(); return;
      case 'doses': this.toggleDoses(); return;
      default:
    }
    if (!this.head.mayDecide) {
      this.say('Bạn chỉ xem: danh sách đang chờ đơn vị khác.', true);
      return;
    }
    if (action === 'undo') { this.undo(); return; }
    if (action === 'classes') { this.classes(); return; }
    if (!this.row) { return; }
    if (this.editor) {
      this.editor.focus();
      return;
    }
    if (!this.shown && AT_ONCE.includes(action)) {
      if (this.pending.length < 8) { this.pending.push({action: action, choice: choice}); }
      return;
    }
    if (action === 'skip') { this.skip(); return; }
    if (action === 'choice') { this.choose(choice); return; }
    if (this.stage !== 'REVIEW' && this.rows.states[this.current] === TODO[this.stage] && !this.todo(this.current)) {
      this.say('Hồ sơ này do y tế tuyến trên xác nhận mũi tiêm.', true);
      return;
    }
    switch (action) {
      case 'accept': this.accept(); break;
      case 'confirm': this.decide({decision: 'CONFIRM'}); break;
      case 'edit': this.edit(this.start(), (this.drafts.get(this.line) || {}).field); break;
      case 'more': this.ask(moreDecisions(this.form, this.row, this.stage)); break;
      case 'npd': this.ask(npdResult(this.form).then(result => result && {decision: 'CONFIRM', npdResult: result})); break;
      case 'back': this.ask(reasonOf(this.form, 'Vì sao trả lại?', 'RETURN').then(why => why && {decision: 'RETURN', reason: why})); break;
      default:
    }
  }

  accept() {
    const one = this.proposal();
    if (one) {
      this.decide({decision: 'ACCEPT', proposalId: one.id});
    } else if (this.rows.states[this.current] !== TODO.REVIEW) {
      this.say('Hồ sơ này đã quyết định. Bấm số để chọn lại, E để sửa, mũi tên để sang hồ sơ khác.');
    } else {
      this.say(this.row.proposals.length ? 'Gợi ý chưa được xác nhận thì không chấp nhận ngay được: bấm số để đưa vào ô sửa, E để tự sửa, S để bỏ qua.'
        : 'Hồ sơ này chưa có đề xuất được xác nhận: bấm E để sửa, M chọn quyết định khác, S để bỏ qua.', true);
    }
  }

  skip() {
    this.skipped.add(this.line);
    this.history.push({line: this.line, skipped: true});
    this.list.draw();
    this.advance();
  }

  /** Decides the row the question was about, not the one that may have come up meanwhile. */
  async ask(question) {
    const line = this.line;
    this.pending.length = 0;
    const body = await question;
    this.focus();
    if (body && this.line === line && this.row) { this.decide(body); }
  }

  async classes() {
    const filter = {};
    ['mismatchClass', 'rule', 'hamlet', 'query'].forEach(name => { if (this.filter[name] !== undefined) { filter[name] = this.filter[name]; } });
    const sample = await classAcceptance(this.form, this.head, filter, async wanted => {
      if (this.queue.unsaved) { throw new Error('Đang lưu các quyết định trước; thử lại sau giây lát.'); }
      return this.api('/samples', {json: wanted});
    });
    this.focus();
    if (!sample) { return; }
    this.say('Đang ghi ' + number(sample.total) + ' hồ sơ…');
    const op = {failed: error => this.say(reason(error), true)};
    op.task = async () => {
      const again = op.asked;
      op.asked = true;
      const answer = await this.api('/samples/' + encodeURIComponent(sample.id) + '/accept', {method: 'POST'}).catch(error => {
        // An earlier attempt whose answer was lost has done it.
        if (again && error.status === 409) { return {done: sample.total, conflicts: 0}; }
        throw error;
      });
      this.history.push({});
      this.rows.forgetAll();
      await this.load(true);
      this.say('Đã ghi ' + number(answer.done) + ' hồ sơ' + (answer.conflicts ? '; ' + number(answer.conflicts) + ' hồ sơ vừa thay đổi nên giữ nguyên' : '')
        + '. Bấm U để hoàn tác cả nhóm.');
      this.refreshHead();
    };
    this.queue.push(op);
  }

  async upload() {
    if (await upload(this.form, this.base)) {
      this.history.push({});
      this.rows.forgetAll();
      await this.load(true);
      this.refreshHead();
    }
    this.focus();
  }

  toggleDoses() {
    const box = this.pane.querySelector('.mx-doses');
    if (box) { box.open = !box.open; }
  }

  listen() {
    const key = event => {
      if (!this.form.isConnected) {
        document.removeEventListener('keydown', key);
        window.clearInterval(this.refreshes);
        if (this.queue.listener && this.queue.listener.grid === this) { this.queue.listener = null; }
        return;
      }
      const target = event.target;
      if (event.defaultPrevented || target !== document.body && !this.form.contains(target) || writes(target) || document.querySelector('.modal-dialog, dialog[open]')) { return; }
      if (acts(target) && (event.key === 'Enter' || event.key === ' ')) { return; }
      const wanted = asked(event, this.stage);
      if (!wanted) { return; }
      if (wanted === 'typing') {
        this.say('Bộ gõ tiếng Việt đang bật: tắt đi để dùng phím chữ, hoặc dùng Enter, mũi tên và nút bấm.', true);
        return;
      }
      event.preventDefault();
      event.stopPropagation();
      this.act(wanted.action, wanted.choice);
    };
    document.addEventListener('keydown', key);
    // Tasklist would complete the task on Enter.
    this.form.addEventListener('keypress', event => event.stopPropagation());
    this.queue.listener.grid = this;
    this.refreshes = window.setInterval(() => { if (!document.hidden && this.form.isConnected) { this.refresh(); } }, REFRESH);
  }

  /** Why the task cannot be completed now, or ''. */
  hindrance() {
    if (!this.head) { return 'Danh sách chưa tải xong.'; }
    if (this.editor) { return 'Đang sửa một hồ sơ: lưu (Enter) hoặc thôi (Esc) trước khi hoàn thành.'; }
    if (this.queue.unsaved) { return 'Còn ' + number(this.queue.unsaved) + ' quyết định chưa lưu. Đợi lưu xong rồi bấm Hoàn thành.'; }
    if (this.stage === 'REVIEW') { return this.head.counts.REVIEWED ? '' : 'Chưa có hồ sơ nào được quyết định.'; }
    return this.head.open ? 'Còn ' + number(this.head.open) + ' hồ sơ chưa quyết định ở bước này.' : '';
  }
}

/** forms/reviewRows.html, compareByPolice.html, confirmDoses.html, resolveByTaskForce.html */
export function cleaningGrid(camForm) {
  const variables = camForm.variableManager;
  let form;
  let grid;

  camForm.on('form-loaded', () => {
    form = camForm.formElement[0];
    variables.fetchVariable('batchId');
  });
  camForm.on('variables-fetched', () => {
    const fetched = variables.variables.batchId;
    // Tasklist sends back a fetched variable on completing if it does not take its value for the default.
    fetched.defaultValue = fetched.value;
    grid = new Grid(form, fetched.value);
    grid.open().catch(error => {
      const line = make('p', reason(error), 'mx-error');
      line.setAttribute('role', 'alert');
      form.querySelector('[data-grid]').replaceChildren(line, button('Thử lại', 'btn-default', () => window.location.reload()));
    });
  });
  camForm.on('submit', () => {
    const hindrance = grid ? grid.hindrance() : 'Danh sách chưa tải xong.';
    if (hindrance) {
      camForm.submitPrevented = true;
      if (grid && grid.head) { grid.say(hindrance, true); }
    }
  });
}

window.minhxac = Object.assign(window.minhxac || {}, {cleaningGrid: cleaningGrid});
