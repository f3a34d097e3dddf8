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

/** The task the officer was at, for after the login. */
let place = window.location.hash;

function back() {
  if (window.location.hash.startsWith('#/login')) {
    // Not through the hash: Tasklist would go back to its login before the page is loaded anew.
    window.history.replaceState(null, '', place);
    window.location.reload();
  }
}

function toOurLogin() {
  if (/[?&]task=/.test(window.location.hash)) {
    place = window.location.hash;
  }
  if (!window.location.hash.startsWith('#/login')) { return; }
  if (window.minhxac.unsaved && window.minhxac.unsaved()) {
    // What was decided and not yet saved would be lost with the page: /js/cleaning-queue.js asks for a login in another one.
    document.addEventListener('mx:saved', back, {once: true});
  } else {
    window.location.replace('/login');
  }
}

document.addEventListener('click', leave, true);
window.addEventListener('hashchange', toOurLogin);
toOurLogin();

export default [];
