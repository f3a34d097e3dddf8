// What an officer decided in the grid: on its way, saved, refused, taken back. The page shows what is expected until the server says.
import {reason} from './cleaning-dom.js';
import {TODO, number} from './cleaning-words.js';

const AFTER = {CONFIRM: 'CONFIRMED', RETURN: 'RETURNED'};

export class Decisions {
  constructor(grid) {
    this.grid = grid;
    this.skipped = new Set();
    this.waiting = new Set();
    /** By line: why the server did not take a decision, and what had been typed. */
    this.notes = new Map();
    this.drafts = new Map();
    this.comeBack = [];
    this.history = [];
    this.times = [];
  }

  /** How a row is marked in the list. */
  mark(line) { return this.waiting.has(line) ? 'waiting' : this.notes.has(line) ? 'refused' : this.skipped.has(line) ? 'skipped' : ''; }

  expected(body) {
    if (this.grid.stage === 'POLICE' && body.decision === 'EDIT') { return 'REVIEWED'; }
    return AFTER[body.decision] || 'REVIEWED';
  }

  /** Takes a decision about the row on screen, and goes on. */
  decide(row, body) {
    const before = this.grid.rows.state(row.line);
    const entry = {line: row.line};
    this.grid.queue.push({line: row.line, recordId: row.recordId, version: row.version, body: body, before: before, entry: entry});
    this.waiting.add(row.line);
    this.notes.delete(row.line);
    this.drafts.delete(row.line);
    this.skipped.delete(row.line);
    this.count(before, this.expected(body));
    this.grid.rows.setState(row.line, this.expected(body));
    this.history.push(entry);
    this.times.push(performance.now());
    if (this.times.length > 60) { this.times.shift(); }
    this.grid.leaveEditor();
    this.grid.page.say('');
    this.grid.counts();
    this.grid.advance();
  }

  /** Our own count of the states, until the server's is asked again. */
  count(from, to) {
    const counts = this.grid.head.counts;
    if (from === to) { return; }
    counts[from] = Math.max(0, (counts[from] || 0) - 1);
    counts[to] = (counts[to] || 0) + 1;
    this.grid.head.open += (to === TODO[this.grid.stage]) - (from === TODO[this.grid.stage]);
    if (from === TODO[this.grid.stage]) { this.grid.head.decidedByMe++; }
  }

  /** The server has it. */
  kept(item, result) {
    this.waiting.delete(item.line);
    if (this.grid.queue.waiting.some(one => one !== item && one.recordId === item.recordId)) { this.waiting.add(item.line); }
    this.grid.rows.setState(item.line, result.state);
    // Four eyes: what police changed waits for a colleague.
    if (item.body.decision === 'EDIT' && this.grid.stage === 'POLICE') { this.skipped.add(item.line); }
    this.decided(item, result);
    this.grid.list.draw();
    this.grid.prefetch();
  }

  /** What is known of a row that was just decided; the server's words are fetched when it is looked at again. */
  decided(item, result) {
    const row = this.grid.rows.details.get(item.line);
    if (!row) { return; }
    const body = item.body;
    row.version = result.version;
    row.state = result.state;
    row.stale = true;
    if (this.grid.line === item.line && !this.grid.editor) { this.grid.rows.again([item.line]); }
    if (body.decision !== 'CONFIRM' && body.decision !== 'RETURN') {
      const proposal = row.proposals.find(one => one.id === body.proposalId);
      const changes = proposal ? proposal.changes : Object.fromEntries(Object.entries(body.changes || {}).map(([field, to]) => [field, {from: row.record[field], to: to}]));
      row.decision = Object.assign({}, body, {changes: changes, by: 'bạn', at: Date.now()});
    }
  }

  /** The server did not take it: the row is as it was, and comes back with the reason. */
  refused(item, result) {
    this.waiting.delete(item.line);
    this.count(this.expected(item.body), result.state || item.before);
    this.grid.rows.setState(item.line, result.state || item.before);
    item.entry.refused = true;
    this.notes.set(item.line, (result.result === 'CONFLICT' ? 'Chưa lưu: cán bộ khác vừa xử lý hồ sơ này. Xem lại rồi quyết định. ' : 'Chưa lưu: ') + (result.result === 'CONFLICT' ? '' : result.message || ''));
    if (item.body.changes) { this.drafts.set(item.line, {changes: item.body.changes, field: result.field}); }
    this.history = this.history.filter(one => !one.refused);
    const row = this.grid.rows.details.get(item.line);
    if (row) { row.stale = true; }
    this.comeBack.push(item.line);
    this.grid.page.say('Dòng ' + number(item.line) + ' – ' + this.notes.get(item.line), true);
    this.grid.counts();
    this.grid.list.draw();
    if (result.gone) { this.grid.refreshHead(); }
    if (this.grid.line === item.line && !this.grid.editor) { this.grid.rows.again([item.line]); }
    if (this.grid.finished && !this.grid.editor && !document.querySelector('dialog[open]')) { this.grid.advance(); }
    this.grid.prefetch();
  }

  /** Takes back what was done last: a key press, a whole class, a file; what was only skipped, too. */
  undo() {
    const last = this.history.pop();
    if (last && last.skipped) {
      this.skipped.delete(last.line);
      this.grid.list.draw();
      this.grid.goLine(last.line);
      return;
    }
    const item = this.grid.queue.takeBack();
    if (item) {
      this.waiting.delete(item.line);
      this.count(this.expected(item.body), item.before);
      this.grid.rows.setState(item.line, item.before);
      this.grid.goLine(item.line);
      this.grid.page.say('Đã hoàn tác dòng ' + number(item.line) + '.');
      return;
    }
    this.grid.page.say('Đang hoàn tác…');
    const op = {failed: error => this.grid.page.say(reason(error), true)};
    op.task = async () => {
      if (last && last.refused) {
        this.grid.page.say('Không có gì để hoàn tác: quyết định ở dòng ' + number(last.line) + ' chưa được lưu.');
        return;
      }
      // The answer to an earlier attempt may have been lost: never twice.
      if (op.asked && !(last && last.line && await this.stands(last.line))) {
        this.grid.load(true);
        this.grid.page.say('Đã hoàn tác. Xem lại danh sách.');
        return;
      }
      op.asked = true;
      const undone = await this.grid.api('/undo', {method: 'POST'});
      undone.lines.forEach(line => this.skipped.delete(line));
      if (undone.lines.length > 1) {
        this.grid.rows.forgetAll();
        await this.grid.load(true);
      } else {
        await this.grid.rows.again(undone.lines);
      }
      this.grid.goLine(undone.lines[0]);
      this.grid.page.say('Đã hoàn tác ' + number(undone.count) + ' hồ sơ.');
      this.grid.refreshHead();
    };
    this.grid.queue.push(op);
  }

  /** Whether what was decided about a row still stands on the server. */
  async stands(line) {
    const [row] = await this.grid.api('/rows?lines=' + line);
    return Boolean(row) && row.state !== TODO[this.grid.stage];
  }

  /** Seconds from one decision to the next, of the last sixty; null while there are few. Pauses longer than five minutes are no work. */
  pace() {
    if (this.times.length < 6) { return null; }
    const pauses = this.times.slice(1).map((at, i) => (at - this.times[i]) / 1000).filter(seconds => seconds < 300).sort((a, b) => a - b);
    return pauses.length ? pauses[Math.floor(pauses.length / 2)] : null;
  }

  skip(line) {
    this.skipped.add(line);
    this.history.push({line: line, skipped: true});
    this.grid.list.draw();
    this.grid.advance();
  }
}
