// Two values letter by letter: what was changed, what is too much, what is missing. A value is an array of parts
// {text, kind}, kind: 'same', 'changed', 'extra' (the other side has nothing there) or 'gap' (only the other side has something).
import {make} from './cleaning-dom.js';

const fold = letter => letter.toLocaleUpperCase('vi');
const base = letter => fold(letter).normalize('NFD').replace(/\p{M}/gu, '').replace('Đ', 'D');

/** The cheapest alignment of two lists: pairs [i, j], -1 where a side has nothing. */
function align(a, b, cost, gap) {
  const table = Array.from({length: a.length + 1}, () => new Array(b.length + 1).fill(0));
  const costs = a.map(one => b.map(other => cost(one, other)));
  for (let i = a.length; i >= 0; i--) {
    for (let j = b.length; j >= 0; j--) {
      if (i === a.length || j === b.length) {
        table[i][j] = (a.length - i + b.length - j) * gap;
      } else {
        table[i][j] = Math.min(table[i + 1][j + 1] + costs[i][j], table[i + 1][j] + gap, table[i][j + 1] + gap);
      }
    }
  }
  const pairs = [];
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    const both = i < a.length && j < b.length ? table[i + 1][j + 1] + costs[i][j] : Infinity;
    if (both <= table[i][j] + 1e-9) {
      pairs.push([i++, j++]);
    } else if (j < b.length && table[i][j + 1] + gap <= table[i][j] + 1e-9) {
      pairs.push([-1, j++]);
    } else {
      pairs.push([i++, -1]);
    }
  }
  return pairs;
}

const letterCost = (a, b) => fold(a) === fold(b) ? 0 : base(a) === base(b) ? 0.5 : 1;

function put(side, text, kind) {
  const last = side[side.length - 1];
  if (!text) { return; }
  if (last && last.kind === kind) { last.text += text; } else { side.push({text: text, kind: kind}); }
}

/** Letters of two values that have most of them in common; else both are marked whole. */
function letters(from, to, sides) {
  const a = Array.from(from);
  const b = Array.from(to);
  if (distance(from, to) > 0.6) {
    put(sides[0], from, 'changed');
    put(sides[1], to, 'changed');
    return;
  }
  for (const [i, j] of align(a, b, letterCost, 1)) {
    if (i >= 0 && j >= 0) {
      const kind = fold(a[i]) === fold(b[j]) ? 'same' : 'changed';
      put(sides[0], a[i], kind);
      put(sides[1], b[j], kind);
    } else if (i >= 0) {
      put(sides[0], a[i], 'extra');
      put(sides[1], a[i], 'gap');
    } else {
      put(sides[0], b[j], 'gap');
      put(sides[1], b[j], 'extra');
    }
  }
}

function distance(a, b) {
  const x = Array.from(a);
  const y = Array.from(b);
  const sum = align(x, y, letterCost, 1).reduce((all, [i, j]) => all + (i < 0 || j < 0 ? 1 : letterCost(x[i], y[j])), 0);
  return sum / Math.max(x.length, y.length);
}

/** Syllables first, so that a missing one is a missing one and not a row of changed letters. */
function syllables(from, to, sides) {
  const a = from.split(' ');
  const b = to.split(' ');
  const begun = [false, false];
  for (const pair of align(a, b, distance, 0.7)) {
    const spaced = pair.map((at, side) => at >= 0 && begun[side]);
    spaced.forEach((mine, side) => put(sides[side], mine || spaced[1 - side] ? ' ' : '', mine ? spaced[1 - side] ? 'same' : 'extra' : 'gap'));
    pair.forEach((at, side) => { begun[side] = begun[side] || at >= 0; });
    const [i, j] = pair;
    if (i >= 0 && j >= 0) {
      letters(a[i], b[j], sides);
    } else {
      put(sides[0], i < 0 ? b[j] : a[i], i < 0 ? 'gap' : 'extra');
      put(sides[1], i < 0 ? b[j] : a[i], i < 0 ? 'extra' : 'gap');
    }
  }
}

/** Both values of a field as officers read them → [parts of from, parts of to]. */
export function compare(field, from, to) {
  const sides = [[], []];
  const a = (from || '').normalize('NFC');
  const b = (to || '').normalize('NFC');
  if (a === b || !a || !b) {
    put(sides[0], a, a === b ? 'same' : 'extra');
    put(sides[1], b, a === b ? 'same' : 'extra');
  } else if (field === 'fullName') {
    syllables(a, b, sides);
  } else if (field === 'dateOfBirth' && a.length === b.length) {
    Array.from(a).forEach((letter, i) => {
      put(sides[0], letter, letter === b[i] ? 'same' : 'changed');
      put(sides[1], b[i], letter === b[i] ? 'same' : 'changed');
    });
  } else if (field === 'idNumber' || field === 'phone') {
    letters(a, b, sides);
  } else {
    put(sides[0], a, 'changed');
    put(sides[1], b, 'changed');
  }
  return sides;
}

/** Parts as an element; whoever hears it hears the whole value, not its letters. className: of the marks. */
export function marked(parts, className) {
  const box = make('span', null, 'mx-value');
  const whole = parts.filter(part => part.kind !== 'gap').map(part => part.text).join('');
  if (parts.every(part => part.kind === 'same')) {
    box.textContent = whole;
    return box;
  }
  const seen = make('span');
  seen.setAttribute('aria-hidden', 'true');
  for (const part of parts) {
    if (part.kind === 'same') {
      seen.append(part.text);
    } else if (part.kind === 'gap') {
      const gap = make('span', part.text.replace(/./gu, '\u00a0'), 'mx-gap');
      gap.title = 'Thiếu';
      seen.append(gap);
    } else {
      // A marked space would not be seen.
      seen.append(make('mark', part.kind === 'extra' ? part.text.replace(/ (?=\S|$)/g, part.text.trim() ? ' ' : '␣') : part.text, className));
    }
  }
  box.append(seen, make('span', whole || 'trống', 'sr-only'));
  return box;
}
