// @ts-check
// The keys that act on the page that is shown, and the switch that turns single keys off.

import { openDialog } from '../dialog.js';
import { h } from '../dom.js';
import { t } from '../i18n.js';
import { boundKeys, keyName, singleKeysAreOn, useSingleKeys } from '../keys.js';

/** Opens the list of keys. */
export function showKeys() {
  if (document.querySelector('dialog[open]')) return;
  openDialog({
    title: t('keys.title'),
    body: () => [
      h('dl', { class: 'keys-list' }, boundKeys().map((one) => [
        h('dt', null, h('kbd', null, keyName(one))), h('dd', null, t(one.label)),
      ]), h('dt', null, h('kbd', null, 'Ctrl ↵')), h('dd', null, t('form.keys'))),
      keySwitch(),
      h('p', { class: 'hint' }, t('keys.text')),
    ],
  });
}

/** The switch for single keys. */
export function keySwitch() {
  return h('label', { class: 'row' }, h('input', {
    type: 'checkbox', checked: singleKeysAreOn(), onchange: (/** @type {any} */ event) => useSingleKeys(event.target.checked),
  }), t('keys.use'));
}
