// What Tasklist loads at its start: language, our session, what the embedded forms in forms/ work with, and its plugins.
import './tasklist-language.js';
import './camunda-session.js';
import './signing-list.js';
import './form-texts.js';
import './task-filters.js';
import './task-release.js';
import card from './task-card.js';
import './complaint-case.js';
import './complaint-review.js';
import './complaint-tasks.js';
import './cleaning-grid.js';
import './cleaning-signing.js';

export default [card];
