// What a card of Tasklist's list shows below its name: unit, kind and the time left. One call for all cards of a list; time is
// counted by the server's clock, because an office computer's may be wrong.
import {vietnamese} from './tasklist-language.js';
import './api.js';

const SOON = 12 * 60;
const WORDS = vietnamese
  ? {left: 'còn ', over: 'quá hạn ', now: 'đến hạn', unit: 'Đơn vị', due: 'hạn ', day: ['ngày', 'ngày'], hour: ['giờ', 'giờ'], minute: ['phút', 'phút']}
  : {left: '', over: 'overdue by ', now: 'due now', unit: 'Unit', due: 'due ', day: ['day', 'days'], hour: ['hour', 'hours'], minute: ['minute', 'minutes']};

const known = new Map();
const cards = new Map();
let asked = new Set();
let timer;
/** What the server's clock is ahead of performance.now(). */
let ahead;

function count(number, names) {
  return number + ' ' + names[number === 1 ? 0 : 1];
}

/** "còn 5 giờ 20 phút": the two largest units that matter; minutes only below a day. */
export function timeLeft(minutes) {
  const size = Math.abs(minutes);
  const days = Math.floor(size / 1440);
  const hours = Math.floor(size % 1440 / 60);
  const parts = [];
  if (days) { parts.push(count(days, WORDS.day)); }
  if (hours) { parts.push(count(hours, WORDS.hour)); }
  if (!days && size % 60) { parts.push(count(size % 60, WORDS.minute)); }
  return parts.length ? (minutes < 0 ? WORDS.over : WORDS.left) + parts.join(' ') + (vietnamese || minutes < 0 ? '' : ' left') : WORDS.now;
}

/** "15:30 05/05/2022" in Viet Nam, wherever the computer believes to be. */
function moment(instant) {
  const part = format => instant.toLocaleString('en-GB', Object.assign({timeZone: 'Asia/Ho_Chi_Minh'}, format));
  return part({hour: '2-digit', minute: '2-digit'}) + ' ' + part({day: '2-digit', month: '2-digit', year: 'numeric'});
}

function make(className, text) {
  const element = document.createElement('span');
  element.className = className;
  element.textContent = text;
  return element;
}

function due(card) {
  const at = new Date(card.dueAt);
  // Rounded towards the worse: 30 seconds left are not a minute.
  const minutes = Math.floor((at.getTime() - ahead - performance.now()) / 60000);
  const urgency = minutes < 0 ? ' mx-overdue' : minutes < SOON ? ' mx-soon' : '';
  const line = make('mx-due' + urgency, '');
  line.append(make('mx-left', timeLeft(minutes < 0 ? minutes + 1 : minutes)), make('mx-at', WORDS.due + moment(at)));
  return line;
}

function show(node, taskId) {
  const card = known.get(taskId);
  if (!card) { return; }
  node.textContent = '';
  if (card.kind) { node.append(make('mx-kind', card.kind)); }
  if (card.unit) { node.append(make('mx-unit', WORDS.unit + ': ' + card.unit)); }
  if (card.dueAt) { node.append(due(card)); }
}

/** Shows all cards again and forgets those that have left the page. */
function refresh() {
  for (const [node, taskId] of cards) {
    if (node.isConnected) {
      show(node, taskId);
    } else {
      cards.delete(node);
    }
  }
}

async function ask() {
  const ids = Array.from(asked);
  asked = new Set();
  timer = undefined;
  try {
    const response = await window.minhxac.fetch('/api/v1/task-cards?ids=' + ids.map(encodeURIComponent).join(','));
    const answer = await response.json();
    ahead = Date.parse(answer.now) - performance.now();
    ids.forEach(id => known.delete(id));
    answer.items.forEach(item => known.set(item.taskId, item));
    refresh();
  } catch (unreachable) {
    // Tasklist's own due dates stay on the cards; the next refresh of the list asks again.
  }
}

window.setInterval(refresh, 30000);

export default {
  id: 'minhxac-task-card',
  pluginPoint: 'tasklist.card',
  priority: 100,
  render: (node, {taskId}) => {
    node.className = 'mx-card';
    cards.set(node, taskId);
    show(node, taskId);
    asked.add(taskId);
    timer = timer || window.setTimeout(ask, 20);
  }
};
