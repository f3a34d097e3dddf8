// Giving a task back goes through our API: in the engine it takes a right that officers do not have. And the search box says
// its name to screen readers, where Tasklist forgets to translate it.
import {vietnamese} from './tasklist-language.js';
import './api.js';

document.addEventListener('click', event => {
  const button = event.target.closest && event.target.closest('.task-card button.unclaim');
  const task = new URLSearchParams(window.location.hash.split('?')[1]).get('task');
  if (button && task) {
    event.preventDefault();
    event.stopImmediatePropagation();
    button.disabled = true;
    window.minhxac.fetch('/api/v1/tasks/' + encodeURIComponent(task) + '/release', {method: 'POST'})
      .then(() => window.location.reload())
      .catch(error => {
        button.disabled = false;
        window.alert(error.message);
      });
  }
}, true);

new MutationObserver(() => {
  const search = document.querySelector('input[aria-label="SEARCH_PLACEHOLDER"]');
  if (search) { search.setAttribute('aria-label', vietnamese ? 'Lọc công việc' : 'Filter tasks'); }
}).observe(document.body, {subtree: true, childList: true});
