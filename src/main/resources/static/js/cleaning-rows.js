// The rows of a list in the browser: all line numbers and states, details only of those near the one that is looked at, fetched before
// they are needed and forgotten again.

const WINDOW = 50;
const AHEAD = 25;
const KEPT = 600;

export class Rows {
  /** api(path, options): JSON of a call under the list's address; arrived(lines): details have come. */
  constructor(api, arrived) {
    this.api = api;
    this.arrived = arrived;
    this.lines = [];
    this.states = [];
    this.places = new Map();
    this.details = new Map();
    this.asked = new Set();
    this.retryAt = 0;
    /** The line on the screen: its details are not forgotten, however far the list is scrolled. */
    this.pinned = null;
  }

  /** What matches the filter, by the server's answer. */
  set(index, keep) {
    const pairs = index.lines.map((line, i) => [line, index.states[i]]).filter(([, state]) => keep(state));
    this.lines = pairs.map(([line]) => line);
    this.states = pairs.map(([, state]) => state);
    this.places = new Map(this.lines.map((line, at) => [line, at]));
  }

  get size() { return this.lines.length; }

  at(place) { return this.details.get(this.lines[place]); }

  state(line) { return this.states[this.places.get(line)]; }

  setState(line, state) {
    const place = this.places.get(line);
    if (place !== undefined) { this.states[place] = state; }
  }

  /** Another version of a row than the one that is kept is not shown. */
  put(row) {
    this.details.delete(row.line);
    this.details.set(row.line, row);
    this.setState(row.line, row.state);
  }

  forget(lines) { lines.forEach(line => this.details.delete(line)); }

  forgetAll() { this.details.clear(); }

  /** Fetches what is looked at, and then what comes next: in the list, and of what is still to be decided. */
  async want(first, last, next) {
    const missing = places => places.map(place => this.lines[place]).filter(line => line && !this.details.has(line) && !this.asked.has(line));
    const range = (from, to) => Array.from({length: Math.max(0, to - from)}, (none, i) => from + i);
    const now = missing(range(Math.max(0, first), Math.min(this.size, last)));
    const soon = missing(next);
    if (now.length) {
      await this.load(now.concat(soon).slice(0, WINDOW * 2));
    } else if (soon.length && (soon.length >= AHEAD || missing(next.slice(0, AHEAD)).length)) {
      await this.load(soon.slice(0, WINDOW));
    }
  }

  async load(lines) {
    if (performance.now() < this.retryAt) { return; }
    lines.forEach(line => this.asked.add(line));
    try {
      const rows = await this.api('/rows?lines=' + lines.join(','));
      rows.forEach(row => this.put(row));
      for (const line of this.details.keys()) {
        if (this.details.size <= KEPT) { break; }
        if (line !== this.pinned) { this.details.delete(line); }
      }
      this.failed = null;
    } catch (error) {
      this.failed = error;
      this.retryAt = performance.now() + 1500;
    } finally {
      lines.forEach(line => this.asked.delete(line));
    }
    this.arrived(lines);
  }

  /** The row as it is on the server now. */
  async again(lines) {
    this.retryAt = 0;
    await this.load(lines.slice(0, 200));
  }
}
