// @ts-check
// Whom a matter goes to: suggested units with the reasons, several at once, one of them in the lead, nodes below too.

import { get } from '../api.js';
import { h, identifier, replace } from '../dom.js';
import { t } from '../i18n.js';
import { icon } from '../icons.js';
import { isComposing } from '../keys.js';
import { tellProblem } from '../notice.js';
import { allUnits, nameOf, neighbours } from '../tickets/units.js';
import { dispatchRow } from './dispatch-row.js';

/** @typedef {{assignee: {unit?: string, node?: string}, role: string, note: string}} Share */

/**
 * The control of a dispatch's `assignments`.
 * @param {import('../form.js').Field} field @param {any} ticket null where many tickets are dispatched at once
 * @returns {import('../form.js').Control}
 */
export function dispatchControl(field, ticket) {
  /** @type {Share[]} */
  let shares = [];
  const rows = h('ul', { class: 'dispatch-rows', 'aria-label': t('dispatch.chosen') });
  const error = h('p', { class: 'field-error', role: 'alert', hidden: true });
  const suggested = h('ul', { class: 'suggested' });
  const draw = () =>
    replace(
      rows,
      shares.length
        ? shares.map((share) => dispatchRow(share, shares.length > 1, draw, () => remove(share)))
        : h('li', { class: 'hint' }, t('dispatch.none')),
    );
  const remove = (/** @type {Share} */ share) => {
    shares = settled(shares.filter((one) => one !== share));
    draw();
  };
  const add = (/** @type {Share['assignee']} */ assignee) => {
    if (shares.some((one) => one.assignee.unit === assignee.unit && one.assignee.node === assignee.node)) return;
    shares = settled([...shares, { assignee, role: shares.length ? 'assisting' : 'sole', note: '' }]);
    error.hidden = true;
    draw();
  };
  const picker = unitPicker(add);
  draw();
  if (ticket) suggest(ticket.id, suggested, add);
  const element = h(
    'fieldset',
    { class: 'field field-whole' },
    h('legend', null, field.label, h('span', { class: 'required' }, t('form.star'))),
    ticket && h('div', { class: 'stack' }, h('h3', null, t('dispatch.suggested')), suggested),
    rows,
    picker.element,
    error,
  );
  return {
    element,
    focus: () => picker.input.focus(),
    read: () =>
      shares.length
        ? shares.map((share) => ({
            assignee: share.assignee,
            role: share.role,
            ...(share.note.trim() ? { note: share.note } : {}),
          }))
        : undefined,
    mark: (text) => {
      error.textContent = text ?? '';
      error.hidden = !text;
    },
  };
}

/** One alone handles; of several, one leads. @param {Share[]} shares */
function settled(shares) {
  if (shares.length === 1) return [{ ...shares[0], role: 'sole' }];
  const leads = shares.some((one) => one.role === 'lead');
  return shares.map((one, index) => ({
    ...one,
    role: !leads && index === 0 ? 'lead' : one.role === 'sole' ? 'lead' : one.role,
  }));
}

/** @param {(assignee: Share['assignee']) => void} add */
function unitPicker(add) {
  const list = h('datalist', { id: identifier('units') });
  /** @type {Map<string, Share['assignee']>} */
  const byName = new Map();
  const input = h('input', {
    type: 'text',
    'aria-label': t('dispatch.pick'),
    placeholder: t('dispatch.pick'),
    autocomplete: 'off',
  });
  input.setAttribute('list', list.id);
  const take = () => {
    const found = byName.get(input.value.trim());
    if (!found) return;
    add(found);
    input.value = '';
  };
  input.addEventListener('change', take);
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.ctrlKey || isComposing(event)) return;
    event.preventDefault();
    take();
  });
  Promise.all([allUnits(), neighbours()]).then(([units, nodes]) => {
    for (const node of nodes.filter((one) => one.relation === 'lower'))
      byName.set(t('dispatch.node', { name: node.name }), { node: node.code });
    for (const unit of units) byName.set(unit.name, { unit: unit.id });
    replace(
      list,
      [...byName.keys()].map((name) => h('option', { value: name })),
    );
  });
  const element = h(
    'div',
    { class: 'row dispatch-pick' },
    input,
    list,
    h('button', { type: 'button', class: 'button', onclick: take }, icon('add'), t('dispatch.add')),
  );
  return { element, input };
}

/** @param {string} id @param {HTMLElement} place @param {(assignee: Share['assignee']) => void} add */
async function suggest(id, place, add) {
  replace(place, h('li', { class: 'hint' }, t('loading')));
  const found = await get(`/tickets/${encodeURIComponent(id)}/suggestions`).catch(tellProblem);
  const items = found?.items ?? [];
  replace(
    place,
    items.length
      ? items.slice(0, 5).map((/** @type {any} */ one) => suggestion(one, add))
      : h('li', { class: 'hint' }, t('dispatch.noneSuggested')),
  );
}

/** @param {any} one @param {(assignee: Share['assignee']) => void} add */
function suggestion(one, add) {
  const grounds = (one.grounds ?? []).map((/** @type {any} */ ground) => `${ground.text}（${ground.article}）`);
  const earlier = one.because?.length
    ? t('dispatch.because', { count: one.because.length, number: one.because[0].number })
    : '';
  return h(
    'li',
    null,
    h('strong', null, one.name ?? nameOf(one.assignee)),
    one.grounds?.length > 0 && h('span', { class: 'mark mark-good' }, icon('check'), t('dispatch.principle')),
    one.difficult && h('span', { class: 'mark mark-warn' }, icon('returned'), t('dispatch.difficult')),
    h(
      'button',
      { type: 'button', class: 'button button-small push', onclick: () => add(one.assignee) },
      icon('add'),
      t('dispatch.choose'),
    ),
    h('small', null, [...grounds, earlier].filter(Boolean).join(t('list.comma'))),
  );
}
