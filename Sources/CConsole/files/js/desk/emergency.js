// @ts-check
// What cannot wait: the switch of a sudden event, and the lines that a caller in danger is put through to at once.

import { h, identifier } from '../dom.js';
import { t } from '../i18n.js';
import { icon } from '../icons.js';

/** 泽政办函〔2023〕11号第九条第二项: danger to people or property is put through to these. */
const lines = ['110', '119', '120', '122'];

/** @param {(isOn: boolean) => void} changed */
export function emergencyBox(changed) {
  const input = h('input', { type: 'checkbox', id: identifier('emergency') });
  const list = h('div', { class: 'emergency-lines', hidden: true }, lines.map((line) => h('span', { class: 'mark mark-bad' }, icon('phone'), h('strong', null, line), ' ', t(`emergency.${line}`))));
  const element = h('div', { class: 'emergency' }, icon('emergency'),
    h('label', { class: 'row', for: input.id }, input, h('strong', null, t('emergency.title'))),
    h('p', { class: 'hint' }, t('emergency.text')), list);
  const draw = () => {
    element.dataset.on = String(input.checked);
    list.hidden = !input.checked;
  };
  input.addEventListener('change', () => {
    draw();
    changed(input.checked);
  });
  return {
    element,
    set: (/** @type {boolean} */ isOn) => {
      input.checked = isOn;
      draw();
    },
  };
}
