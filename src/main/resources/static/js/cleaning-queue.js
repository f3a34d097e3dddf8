// Decisions on their way to the server: kept in memory, sent at once and in order, one request at a time, again and again until they
// have arrived. They outlive the form that Tasklist shows: one queue for each list, as long as the page is open.
import {make, button, reason} from './cleaning-dom.js';
import {number} from './cleaning-words.js';

const MOST = 100;
const WAITS = [1000, 2000, 4000, 8000, 15000];
/** How often it is looked whether the officer has signed in again, in ms. */
const LOGIN = 3000;
const queues = new Map();
let banner;

/**
 * What waits is {line, recordId, version, body, before} for a decision, or {task: () => Promise} for anything else that has its turn.
 * listener: saved(item, result), refused(item, result), changed(queue).
 */
class Queue {
  constructor(batchId) {
    this.base = '/api/v1/cleaning/batches/' + encodeURIComponent(batchId);
    this.waiting = [];
    this.underWay = 0;
    this.trouble = null;
    this.tries = 0;
    this.alone = false;
    /** What a record's version became by our own decisions. */
    this.versions = new Map();
    this.listener = null;
  }

  get unsaved() { return this.waiting.length; }

  push(item) {
    item.follows = item.recordId && this.waiting.some(one => one.recordId === item.recordId);
    this.waiting.push(item);
    this.run();
    this.changed();
  }

  /** The last decision, if it has not been sent yet: taken out, and not to be undone anywhere else. */
  takeBack() {
    const last = this.waiting[this.waiting.length - 1];
    if (!last || last.task || this.waiting.length <= this.underWay || last.sent) { return null; }
    this.waiting.pop();
    this.changed();
    return last;
  }

  changed() {
    if (this.listener) { this.listener.changed(this); }
    tell();
  }

  wake() {
    if (this.timer) {
      window.clearTimeout(this.timer);
      this.timer = null;
      this.run();
    }
  }

  async run() {
    if (this.running || this.timer) { return; }
    this.running = true;
    while (this.waiting.length && !this.timer) {
      const next = this.gathered();
      this.underWay = next.length;
      try {
        if (next[0].task) { await next[0].task(); } else { await this.send(next); }
        this.trouble = null;
        this.tries = 0;
        this.alone = this.alone && this.waiting.length > next.length;
        this.waiting.splice(0, next.length);
      } catch (error) {
        this.failed(error, next);
      }
      this.underWay = 0;
      this.changed();
    }
    this.running = false;
  }

  /** One request: what has gathered, but no record twice. */
  gathered() {
    if (this.waiting[0].task) { return this.waiting.slice(0, 1); }
    const records = new Set();
    let count = 0;
    for (const item of this.waiting) {
      if (item.task || records.has(item.recordId) || count === (this.alone ? 1 : MOST)) { break; }
      records.add(item.recordId);
      count++;
    }
    return this.waiting.slice(0, count);
  }

  async send(items) {
    const body = items.map(item => Object.assign({}, item.body, {recordId: item.recordId,
      version: item.follows ? this.versions.get(item.recordId) : item.version}));
    const again = items.some(item => item.sent);
    items.forEach(item => { item.sent = true; });
    const response = await window.minhxac.fetch(this.base + '/decisions', {json: body});
    const results = new Map((await response.json()).map(result => [result.recordId, result]));
    for (const item of items) {
      const result = results.get(item.recordId) || {result: 'REFUSED', message: 'Máy chủ không trả lời về hồ sơ này.'};
      if (result.result === 'DONE' || result.result === 'SKIPPED' || again && await this.arrivedBefore(item, result)) {
        this.versions.set(item.recordId, result.version);
        if (this.listener) { this.listener.saved(item, result); }
      } else {
        this.refuse(item, result);
      }
    }
  }

  /** The answer to an earlier attempt may have been lost: then the row already is what was decided. */
  async arrivedBefore(item, result) {
    if (result.result !== 'CONFLICT') { return false; }
    const [row] = await (await window.minhxac.fetch(this.base + '/rows?lines=' + item.line)).json();
    const made = row && row.decision;
    const wanted = item.body;
    if (!made || row.version !== (item.version === undefined ? row.version : item.version + 1)) { return false; }
    const same = wanted.decision === 'CONFIRM' ? Boolean(made.confirmedBy) : wanted.decision === 'RETURN' ? made.reason === wanted.reason
      : made.decision === wanted.decision && (made.proposalId || null) === (wanted.proposalId || null)
        && (made.commune || null) === (wanted.commune || null) && (made.otherRecordId || null) === (wanted.otherRecordId || null)
        && Object.entries(wanted.changes || {}).every(([field, to]) => made.changes[field] && made.changes[field].to === to);
    if (same) { Object.assign(result, {version: row.version, state: row.state}); }
    return same;
  }

  /** What was decided after it about the same record, without knowing, falls with it. */
  refuse(item, result) {
    this.waiting = this.waiting.filter(one => one === item || one.sent || one.recordId !== item.recordId);
    if (this.listener) { this.listener.refused(item, result); }
  }

  failed(error, items) {
    const status = error.status;
    if (status === undefined || status === 401 || status === 403 || status === 429 || status >= 500) {
      this.trouble = status === 401 || status === 403 ? 'session' : status === undefined ? 'away' : 'server';
      this.tries++;
      this.alone = this.alone || status >= 500;
      this.timer = window.setTimeout(() => {
        this.timer = null;
        this.run();
      }, this.trouble === 'session' ? LOGIN : WAITS[Math.min(this.tries, WAITS.length) - 1]);
    } else if (items.length > 1) {
      this.alone = true;
    } else {
      this.waiting.shift();
      if (items[0].task) {
        if (items[0].failed) { items[0].failed(error); }
      } else {
        this.refuse(items[0], {result: 'REFUSED', message: reason(error), gone: status === 404 || status === 409});
      }
    }
  }

  /** Gives up the first of what waits, where the server cannot take it. */
  drop() {
    const item = this.waiting.shift();
    this.tries = 0;
    if (item && item.task && item.failed) { item.failed(new Error('Đã bỏ.')); }
    if (item && !item.task) { this.refuse(item, {result: 'REFUSED', message: 'Bạn đã bỏ quyết định này; hồ sơ giữ nguyên như trên máy chủ.'}); }
    this.changed();
    this.wake();
  }
}

/** The queue of a list: the same, however often its form is opened. */
export function queueOf(batchId) {
  if (!queues.has(batchId)) { queues.set(batchId, new Queue(batchId)); }
  return queues.get(batchId);
}

export const unsaved = () => Array.from(queues.values()).reduce((sum, queue) => sum + queue.unsaved, 0);

const TROUBLE = {
  away: 'Mất kết nối tới máy chủ; hệ thống đang tự gửi lại. Bạn cứ làm tiếp.',
  server: 'Máy chủ đang có lỗi; hệ thống đang tự gửi lại. Bạn cứ làm tiếp.',
  session: 'Phiên đăng nhập đã hết. Đăng nhập lại trong cửa sổ mới; các quyết định chưa lưu vẫn còn ở trang này và tự gửi đi.'
};

/** Trouble is told above everything, as Tasklist may have put its own login in the place of the form. */
function tell() {
  const queue = Array.from(queues.values()).find(one => one.trouble && one.unsaved);
  if (!queue) {
    if (banner) { banner.remove(); }
    banner = null;
    if (!unsaved()) { document.dispatchEvent(new CustomEvent('mx:saved')); }
    return;
  }
  const away = window.location.hash.startsWith('#/login');
  const state = [queue.trouble, queue.unsaved, queue.tries > 3, away].join();
  if (banner && banner.dataset.state === state && banner.isConnected) { return; }
  if (!banner || !banner.isConnected) {
    banner = make('div', null, 'mx-trouble');
    banner.setAttribute('role', 'alert');
    document.body.append(banner);
  }
  const box = make('div');
  banner.dataset.state = state;
  banner.classList.toggle('mx-alone', away);
  box.append(make('strong', 'Chưa lưu: ' + number(queue.unsaved)), make('span', TROUBLE[queue.trouble]));
  if (queue.trouble === 'session') {
    box.append(button('Đăng nhập lại', 'btn-primary', () => window.open('/login', '_blank')));
  } else {
    box.append(button('Gửi lại ngay', 'btn-default', () => queue.wake()));
  }
  if (queue.trouble === 'server' && queue.tries > 3) {
    const first = queue.waiting[0];
    box.append(button(first.line ? 'Bỏ quyết định ở dòng ' + number(first.line) : 'Bỏ thao tác đầu tiên', 'btn-default', () => queue.drop()));
  }
  banner.replaceChildren(box);
}

const wakeAll = () => queues.forEach(queue => queue.wake());

window.addEventListener('online', wakeAll);
window.addEventListener('focus', wakeAll);
document.addEventListener('visibilitychange', () => { if (!document.hidden) { wakeAll(); } });
window.addEventListener('hashchange', tell);
window.addEventListener('beforeunload', event => {
  if (unsaved()) { event.preventDefault(); }
});

window.minhxac.unsaved = unsaved;
