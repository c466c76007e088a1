// @ts-check
// Words of the desks, the lists and the ticket page.

import { addWords } from '../i18n.js';

addWords({}, {});
