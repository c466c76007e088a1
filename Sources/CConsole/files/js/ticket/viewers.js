// @ts-check
// Who else has this ticket open now, kept up as people come and go.

import { getIfAny } from '../api.js';
import { debounced, h, replace } from '../dom.js';
import { t } from '../i18n.js';
import { mark } from '../tickets/marks.js';
import { onViewers } from '../live.js';

/** Several who come and go at once are asked for together, in milliseconds. */
const gathering = 120;

/** @param {string} ticket @param {AbortSignal} signal of the page */
export function viewerLine(ticket, signal) {
  const line = h('p', { class: 'viewers', role: 'status', 'aria-live': 'polite' });
  let shown = '';
  const read = async () => {
    const found = await getIfAny(`/tickets/${encodeURIComponent(ticket)}/viewers`, { signal }).catch(() => null);
    if (!found || signal.aborted) return;
    const names = found.items.map(named).join(t('list.comma'));
    if (names === shown) return;
    shown = names;
    replace(line, names && mark('openBy', t('viewers.open', { names })));
  };
  const soon = debounced(read, gathering);
  onViewers((id) => (id === ticket || id === null) && soon(), signal);
  read();
  return line;
}

/** A person, with the unit that they work for. @param {any} viewer */
function named(viewer) {
  return viewer.unitName && viewer.unitName !== viewer.name ? `${viewer.unitName} ${viewer.name}` : viewer.name;
}
