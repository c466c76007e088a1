// @ts-check
// The words of the console's parts, added when it starts. One line a part.

import './desk.js';
import './beside.js';
import './events.js';
import './ticket.js';
import './network.js';
import './papers.js';
import './admin.js';
import './subscriptions.js';
import './supervisor.js';
import './apidoc.js';
