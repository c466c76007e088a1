// @ts-check
// `/desk/admin/canned-texts`: texts that forms offer, by unit, kind, state and action, with what of a ticket is put in.

import { get, post } from '../api.js';
import { kinds, states } from '../codes.js';
import { confirmed } from '../dialog.js';
import { h, replace } from '../dom.js';
import { fieldControl } from '../form-fields.js';
import { icon } from '../icons.js';
import { named, t } from '../i18n.js';
import { tell, tellProblem } from '../notice.js';
import { dataTable } from '../network/data-table.js';
import { redraw } from '../network/redraw.js';
import { fill } from '../ticket/canned.js';
import { allUnits, nameOf, readNames } from '../tickets/units.js';
import { formDialog } from './form-dialog.js';

/** Who keeps texts; a unit keeps its own. */
const keepers = ['unit', 'operator', 'dispatcher', 'reviewer', 'admin'];
/** Actions whose forms have room for a text. */
const actions = [
  'accept', 'refuse', 'transfer', 'answer', 'dispatch', 'supplement', 'correct', 'withdraw', 'revisit', 'redo', 'archive', 'sign', 'return', 'approve-return', 'refuse-return', 'forward',
  'progress', 'contact', 'complete', 'approve-completion', 'refuse-completion', 'extend', 'approve-extension', 'refuse-extension', 'defer', 'approve-deferral',
  'refuse-deferral', 'strike-off', 'contest', 'decide-contest', 'supervise', 'answer-supervision', 'dismiss-proposal', 'answer-directive', 'escalate',
];

/** @typedef {{name: string, label: string}} Variable */
/** @typedef {{isUnit: boolean, variables: Variable[], again: () => Promise<void>}} How */

/** @param {import('../router.js').Visit} visit */
export default async function cannedTexts(visit) {
  const box = h('div', null);
  const read = async () => {
    const found = await get('/canned-texts', { signal: visit.signal });
    how.variables = found.variables;
    redraw(box, found.items, () => table(found.items, how));
  };
  /** @type {How} */
  const how = { isUnit: visit.session.role === 'unit', variables: [], again: () => read().catch(tellProblem) };
  await readNames();
  await read();
  return h('div', { class: 'page stack' },
    h('div', { class: 'page-head' }, h('h1', null, t('page.canned')),
      keepers.includes(visit.session.role) && h('button', { type: 'button', class: 'button button-primary', onclick: () => ask(null, how) }, icon('add'), t('canned.add'))),
    h('p', { class: 'hint' }, t('canned.hint')),
    h('section', { class: 'panel' }, box));
}

/** @param {any[]} items @param {How} how */
function table(items, how) {
  if (!items.length) return h('p', { class: 'empty' }, t('canned.none'));
  const button = (/** @type {any} */ one, /** @type {string} */ name, /** @type {() => void} */ run, look = '') => h('button', {
    type: 'button', class: `button button-small ${look}`, dataset: { key: `${name}-${one.id}` }, 'aria-label': `${t(`canned.${name}`)} ${one.title}`, onclick: run,
  }, t(`canned.${name}`));
  return dataTable(t('page.canned'), [...['title', 'text', 'for'].map((name) => t(`canned.${name}`)), t('network.actions')], items.map((one) => [
    h('bdi', null, one.title), h('p', { class: 'told' }, example(one.text, how.variables)), place(one),
    one.mayChange && h('div', { class: 'actions' }, button(one, 'change', () => ask(one, how)), button(one, 'remove', () => remove(one, how), 'button-danger')),
  ]));
}

/** Where a text is offered. @param {any} one */
function place(one) {
  const words = [one.unit && nameOf(one.unit), named('kind', one.kind), named('state', one.state), named('action', one.action)];
  return words.filter(Boolean).join(' · ') || t('canned.everywhere');
}

/** A text with what will stand in the place of its variables. @param {string} text @param {Variable[]} variables */
function example(text, variables) {
  return fill(text, Object.fromEntries(variables.map(({ name, label }) => [name, `〔${label}〕`])));
}

/** @param {any} one null for a new text @param {How} how */
async function ask(one, how) {
  const units = how.isUnit || one ? [] : await allUnits();
  const choice = (/** @type {string} */ name, /** @type {{value: string, label: string}[]} */ choices) =>
    ({ name, label: t(`canned.${name}`), type: 'choice', required: false, choices, hint: t('canned.all') });
  const listed = (/** @type {string} */ name, /** @type {string[]} */ values) => choice(name, values.map((value) => ({ value, label: named(name, value) })));
  const kept = await formDialog({
    title: t(one ? 'canned.change' : 'canned.add'), yes: t('save'), wide: true,
    fields: [
      { name: 'title', label: t('canned.title'), type: 'text', required: true, maxLength: 200 },
      { name: 'text', label: t('canned.text'), type: 'longText', required: true, maxLength: 20000 },
      ...(units.length ? [choice('unit', units.map((/** @type {any} */ unit) => ({ value: unit.id, label: unit.name })))] : []),
      listed('kind', kinds), listed('state', states), listed('action', actions),
    ],
    custom: { text: (field) => textControl(field, how.variables) },
    values: one ?? undefined,
    submit: (value, key) => post(one ? `/canned-texts/${encodeURIComponent(one.id)}/actions/change` : '/canned-texts', value, { key }),
  });
  if (!kept) return;
  tell(t('canned.kept', { title: kept.title }));
  await how.again();
}

/** A text, what may be put in, and how it will read. @param {import('../form.js').Field} field @param {Variable[]} variables */
function textControl(field, variables) {
  const control = fieldControl(field);
  const area = /** @type {HTMLTextAreaElement} */ (control.element.querySelector('textarea'));
  const shown = h('p', { class: 'told hint' });
  const draw = () => replace(shown, area.value && `${t('canned.preview')} ${example(area.value, variables)}`);
  const put = (/** @type {string} */ name) => {
    area.setRangeText(`{${name}}`, area.selectionStart, area.selectionEnd, 'end');
    area.dispatchEvent(new Event('input', { bubbles: true }));
    area.focus();
  };
  area.addEventListener('input', draw);
  area.after(h('div', { class: 'actions', role: 'group', 'aria-label': t('canned.variables') }, variables.map(({ name, label }) =>
    h('button', { type: 'button', class: 'button button-small', onclick: () => put(name) }, label))), shown);
  return { ...control, write: (/** @type {any} */ value) => {
    control.write?.(value);
    draw();
  } };
}

/** @param {any} one @param {How} how */
async function remove(one, how) {
  if (!(await confirmed({ title: t('canned.remove'), text: t('canned.remove.text', { title: one.title }), yes: t('canned.remove'), danger: true }))) return;
  try {
    await post(`/canned-texts/${encodeURIComponent(one.id)}/actions/remove`);
    await how.again();
  } catch (error) {
    tellProblem(error);
  }
}
