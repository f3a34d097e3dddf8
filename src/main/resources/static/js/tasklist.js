// What Tasklist loads at its start: our session, and what the embedded forms in forms/ work with.
import './camunda-session.js';
import './signing-list.js';
import './complaint-case.js';
import './complaint-review.js';
import './complaint-tasks.js';

export default [];
