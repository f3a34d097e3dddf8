// Tasklist counts the tasks of the filter that is open only. Here every filter says how many it has, once a minute while the
// page is looked at, and as soon as other tasks are in the list.
const EVERY = 60000;
const ENGINE = '/camunda/api/engine/engine/default/filter';
const counts = new Map();
let waiting;
let listed = '';

async function json(address) {
  const response = await window.fetch(address, {credentials: 'same-origin', headers: {Accept: 'application/json'}});
  if (!response.ok) { throw new Error(String(response.status)); }
  return response.json();
}

function show() {
  for (const link of document.querySelectorAll('.task-filters h4.name a')) {
    const name = Array.from(link.childNodes).filter(node => node.nodeType === Node.TEXT_NODE).map(node => node.data).join('').trim();
    let badge = link.querySelector('.mx-count');
    if (!badge) {
      badge = document.createElement('span');
      badge.className = 'mx-count';
      link.append(badge);
    }
    const text = counts.has(name) ? String(counts.get(name)) : '';
    if (badge.textContent !== text) { badge.textContent = text; }
  }
}

async function count() {
  waiting = undefined;
  if (document.hidden || !document.querySelector('.task-filters')) { return; }
  try {
    const filters = await json(ENGINE + '?resourceType=Task&itemCount=false');
    await Promise.all(filters.map(async filter => counts.set(filter.name, (await json(ENGINE + '/' + filter.id + '/count')).count)));
    show();
  } catch (unreachable) {
    // Filters without numbers still work; asked again in a minute.
  }
}

function soon() {
  waiting = waiting || window.setTimeout(count, 400);
}

new MutationObserver(changes => {
  if (changes.some(change => Array.from(change.addedNodes).concat(Array.from(change.removedNodes)).some(node =>
      node.nodeType === Node.ELEMENT_NODE && (node.matches('li.task, .task-filters *') || node.querySelector('.task-filters, li.task'))
      && !node.matches('.mx-count')))) {
    show();
    // Tasklist draws its list anew every few seconds, with the same tasks mostly.
    const tasks = Array.from(document.querySelectorAll('li.task h4 a'), link => link.getAttribute('href')).join();
    if (tasks !== listed || !counts.size) {
      listed = tasks;
      soon();
    }
  }
}).observe(document.body, {subtree: true, childList: true});
document.addEventListener('visibilitychange', soon);
window.setInterval(soon, EVERY);
