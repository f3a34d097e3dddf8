// The grid of data cleaning in Tasklist: thousands of records, one at a time, by keyboard. What is decided goes to the server in the
// background while the next record is on screen. People's data go into the page as text only, and into no address, variable or storage.
import {acceptClass, takeFile} from './cleaning-bulk.js';
import {acts, button, make, reason, writes} from './cleaning-dom.js';
import {Decisions} from './cleaning-decisions.js';
import {editor} from './cleaning-edit.js';
import {help} from './cleaning-help.js';
import {ACTIONS, asked} from './cleaning-keys.js';
import {List} from './cleaning-list.js';
import {moreDecisions, npdResult, reasonOf} from './cleaning-more.js';
import {Page, SHOWN} from './cleaning-page.js';
import {queueOf} from './cleaning-queue.js';
import {ofDoses, record, spoken} from './cleaning-record.js';
import {Rows} from './cleaning-rows.js';
import {STAGES, TODO, number} from './cleaning-words.js';

/** What decides with one key: not before the record was on screen. */
const AT_ONCE = ['accept', 'confirm', 'skip', 'choice'];
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
    this.pending = [];
    this.decisions = new Decisions(this);
    this.rows = new Rows((path, options) => this.api(path, options), lines => this.arrived(lines));
    this.list = new List(this.rows, place => this.go(place), line => this.decisions.mark(line));
    this.list.scrolled = () => this.prefetch();
  }

  async api(path, options) {
    return (await window.minhxac.fetch(this.base + path, options || {})).json();
  }

  get line() { return this.rows.lines[this.current]; }

  get row() { return this.rows.at(this.current); }

  // ---- the whole list

  async open() {
    const [head] = await Promise.all([this.api(''), this.load(false)]);
    this.head = head;
    // Where the list was when the form was opened: what others do to it meanwhile changes no key here.
    this.stage = head.stage;
    this.list.stage = this.stage;
    this.page = new Page(this.form, head, this.base, this.list.box, {act: (action, choice) => this.act(action, choice),
      filter: (name, value) => this.narrow(name, value), upload: () => takeFile(this)});
    this.pane = this.page.pane;
    if (!ACTIONS[this.stage]) {
      this.pane.replaceChildren(make('p', 'Danh sách đang ở bước: ' + (STAGES[this.stage] || this.stage) + '.'));
      return;
    }
    this.fill(this.index, places.get(this.batchId));
    this.queue.listener = {saved: (item, result) => this.decisions.kept(item, result), refused: (item, result) => this.decisions.refused(item, result),
      changed: () => this.unsaved()};
    this.queue.waiting.filter(item => item.line).forEach(item => this.decisions.waiting.add(item.line));
    this.unsaved();
    this.counts();
    this.listen();
    this.page.focus();
  }

  narrow(name, value) {
    if (this.filter[name] !== value) {
      this.filter[name] = value;
      this.load(true);
    }
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
      this.page.say(reason(error), true);
      return;
    }
    if (shown) { this.fill(this.index, this.line); }
  }

  fill(index, line) {
    const states = SHOWN[this.stage];
    this.closeEditor();
    this.rows.set(index, state => states.includes(state));
    // What has not arrived yet is not known to the server's answer.
    this.queue.waiting.forEach(item => { if (item.line) { this.rows.setState(item.line, this.decisions.expected(item.body)); } });
    this.page.found.textContent = number(this.rows.size) + ' hồ sơ';
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
      const head = await this.api('');
      if (head.stage !== this.stage) {
        this.moved();
        return;
      }
      this.head = head;
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

  counts() { this.page.counts(this.head, this.decisions.pace() || this.head.medianSeconds); }

  unsaved() {
    const count = this.queue.unsaved;
    this.page.unsaved(count);
    window.clearTimeout(this.settling);
    if (!count) { this.settling = window.setTimeout(() => this.refreshHead(), 1500); }
  }

  async refreshHead() {
    try {
      const head = await this.api('');
      if (head.stage !== this.stage) {
        this.moved();
      } else if (!this.queue.unsaved) {
        this.head = head;
        this.counts();
      }
    } catch (away) {
      // The figures on the page are those we counted ourselves.
    }
  }

  moved() {
    this.head.mayDecide = false;
    this.enable();
    this.page.say('Danh sách đã chuyển sang bước khác: không quyết định ở đây được nữa.', true);
  }

  // ---- one record

  go(place) {
    this.closeEditor();
    this.finished = false;
    this.current = place;
    this.choice = null;
    this.list.show(place);
    this.rows.pinned = this.line;
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
    this.pane.replaceChildren(...record(row, {stage: this.stage, choice: this.choice, waiting: this.decisions.waiting.has(row.line),
      skipped: this.decisions.skipped.has(row.line), note: this.decisions.notes.get(row.line), editor: this.editor,
      dosesOpen: this.dosesOpen || this.stage === 'DOSES', onDoses: open => { this.dosesOpen = open; }}));
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
    this.speaking = window.setTimeout(() => { this.page.spoken.textContent = spoken(row, this.stage); }, 200);
  }

  enable() { this.page.enable(this.head.mayDecide && Boolean(this.row), Boolean(this.proposal()), this.head.mayDecide); }

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
      if (this.todo(at) && (again || !this.decisions.skipped.has(this.rows.lines[at]) && !this.decisions.waiting.has(this.rows.lines[at]))) { return at; }
    }
    return -1;
  }

  advance() {
    while (this.decisions.comeBack.length) {
      const place = this.rows.places.get(this.decisions.comeBack.shift());
      if (place !== undefined && place !== this.current) {
        this.go(place);
        return;
      }
    }
    let place = this.nextTodo(this.current);
    if (place < 0) {
      place = this.nextTodo(this.current, true);
      if (place >= 0) { this.page.say('Chỉ còn các hồ sơ đã bỏ qua.'); }
    }
    if (place < 0) {
      this.finished = true;
      this.page.say(this.filtered() ? 'Đã xử lý hết các hồ sơ trong bộ lọc này.' : 'Đã xử lý hết danh sách.');
      this.render();
    } else {
      this.go(place);
    }
  }

  filtered() { return Object.values(this.filter).some(value => value !== undefined); }

  // ---- decisions

  goLine(line) {
    const place = this.rows.places.get(line);
    if (place === undefined) {
      this.page.say('Dòng ' + number(line) + ' không nằm trong bộ lọc đang chọn.');
    } else {
      this.go(place);
    }
  }

  edit(start, field) {
    // The row as it was shown: another version that arrives meanwhile makes it a conflict.
    const row = this.row;
    const save = changes => this.decisions.decide(row, {decision: 'EDIT', changes: changes});
    this.pending.length = 0;
    this.editor = editor(row, start, save, () => {
      this.decisions.drafts.delete(this.line);
      this.leaveEditor();
      this.render();
    }, field);
    this.render();
    this.editor.focus();
  }

  leaveEditor() {
    if (this.editor) {
      this.editor = null;
      this.page.focus();
    }
  }

  /** Whoever goes elsewhere finds what was typed when coming back. */
  closeEditor() {
    if (this.editor) {
      const typed = this.editor.values();
      if (Object.keys(typed).length) { this.decisions.drafts.set(this.line, {changes: typed}); }
      this.leaveEditor();
    }
  }

  /** What the fields begin with: what was typed before, what was decided, or a chosen proposal. */
  start() {
    const draft = this.decisions.drafts.get(this.line);
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
      this.page.say('Gợi ý chưa được xác nhận: đối chiếu giấy tờ rồi Enter để lưu, Esc để thôi.');
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
      case 'search': this.page.search.focus(); this.page.search.select(); return;
      case 'help': help(this.form, this.stage).then(() => this.page.focus()); return;
      case 'wide': this.page.wide(); return;
      case 'leave': this.choice = null; this.render(); this.page.focus(); return;
      case 'doses': this.toggleDoses(); return;
      default:
    }
    if (!this.head.mayDecide) {
      this.page.say('Bạn chỉ xem: danh sách đang chờ đơn vị khác.', true);
      return;
    }
    if (action === 'undo') { this.decisions.undo(); return; }
    if (action === 'classes') { acceptClass(this); return; }
    if (!this.row) { return; }
    if (this.editor) {
      this.editor.focus();
      return;
    }
    if (!this.shown && AT_ONCE.includes(action)) {
      if (this.pending.length < 8) { this.pending.push({action: action, choice: choice}); }
      return;
    }
    if (action === 'skip') { this.decisions.skip(this.line); return; }
    if (action === 'choice') { this.choose(choice); return; }
    if (this.stage !== 'REVIEW' && this.rows.states[this.current] === TODO[this.stage] && !this.todo(this.current)) {
      this.page.say('Hồ sơ này do y tế tuyến trên xác nhận mũi tiêm.', true);
      return;
    }
    switch (action) {
      case 'accept': this.accept(); break;
      case 'confirm': this.decisions.decide(this.row, {decision: 'CONFIRM'}); break;
      case 'edit': this.edit(this.start(), (this.decisions.drafts.get(this.line) || {}).field); break;
      case 'more': this.ask(moreDecisions(this.form, this.row, this.stage)); break;
      case 'npd': this.ask(npdResult(this.form).then(result => result && {decision: 'CONFIRM', npdResult: result})); break;
      case 'back': this.ask(reasonOf(this.form, 'Vì sao trả lại?', 'RETURN').then(why => why && {decision: 'RETURN', reason: why})); break;
      default:
    }
  }

  accept() {
    const one = this.proposal();
    if (one) {
      this.decisions.decide(this.row, {decision: 'ACCEPT', proposalId: one.id});
    } else if (this.rows.states[this.current] !== TODO.REVIEW) {
      this.page.say('Hồ sơ này đã quyết định. Bấm số để chọn lại, E để sửa, mũi tên để sang hồ sơ khác.');
    } else {
      this.page.say(this.row.proposals.length ? 'Gợi ý chưa được xác nhận thì không chấp nhận ngay được: bấm số để đưa vào ô sửa, E để tự sửa, S để bỏ qua.'
        : 'Hồ sơ này chưa có đề xuất được xác nhận: bấm E để sửa, M chọn quyết định khác, S để bỏ qua.', true);
    }
  }

  /** Decides the row the question was about, as it was then, not what may have come up meanwhile. */
  async ask(question) {
    const row = this.row;
    this.pending.length = 0;
    const body = await question;
    this.page.focus();
    if (body && this.line === row.line) { this.decisions.decide(row, body); }
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
        this.page.say('Bộ gõ tiếng Việt đang bật: tắt đi để dùng phím chữ, hoặc dùng Enter, mũi tên và nút bấm.', true);
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
      if (grid && grid.head) { grid.page.say(hindrance, true); }
    }
  });
}

window.minhxac = Object.assign(window.minhxac || {}, {cleaningGrid: cleaningGrid});
