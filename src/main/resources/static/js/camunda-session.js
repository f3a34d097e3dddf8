// Loaded by Tasklist, Cockpit and Admin: their "sign out" ends our session, and an ended session leads to our login page
// instead of Camunda's own. Uses no code of theirs.
import './api.js';

function leave(event) {
  if (event.target.closest && event.target.closest('li.logout a')) {
    event.preventDefault();
    event.stopImmediatePropagation();
    window.minhxac.fetch('/logout', {method: 'POST'}).finally(() => window.location.assign('/login?logout'));
  }
}

function toOurLogin() {
  if (window.location.hash.startsWith('#/login')) {
    window.location.replace('/login');
  }
}

document.addEventListener('click', leave, true);
window.addEventListener('hashchange', toOurLogin);
toOurLogin();

export default [];
