// @ts-check
// One of those that a matter is dispatched to.

import { h } from '../dom.js';
import { named, t } from '../i18n.js';
import { icon } from '../icons.js';
import { nameOf } from '../tickets/units.js';

/**
 * @param {import('./dispatch-form.js').Share} share @param {boolean} isOneOfSeveral
 * @param {() => void} draw @param {() => void} remove
 */
export function dispatchRow(share, isOneOfSeveral, draw, remove) {
  const name = nameOf(share.assignee);
  const role = h('select', {
    'aria-label': t('dispatch.role', { name }), disabled: !isOneOfSeveral, onchange: () => {
      share.role = role.value;
      draw();
    },
  }, (isOneOfSeveral ? ['lead', 'assisting'] : ['sole']).map((value) => h('option', { value, selected: share.role === value }, named('assignmentRole', value))));
  const note = h('input', {
    type: 'text', value: share.note, maxlength: '4000', placeholder: t('dispatch.note'), 'aria-label': t('dispatch.noteFor', { name }),
    oninput: () => (share.note = note.value),
  });
  return h('li', { class: 'dispatch-row' },
    h('span', { class: 'row' }, icon(share.assignee.node ? 'network' : 'unit'), h('strong', null, name)), role, note,
    h('button', { type: 'button', class: 'button-plain', 'aria-label': t('dispatch.remove', { name }), onclick: remove }, icon('close')));
}
