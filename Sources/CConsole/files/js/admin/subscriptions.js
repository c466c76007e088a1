// @ts-check
// `/desk/admin/subscriptions`: systems that are told of changes by HTTP push, how far each has been told, and what it
// would not take.

import { get, post } from '../api.js';
import { confirmed, openDialog } from '../dialog.js';
import { h } from '../dom.js';
import { icon } from '../icons.js';
import { named, t } from '../i18n.js';
import { problemBox, tell, tellProblem } from '../notice.js';
import { dataTable } from '../network/data-table.js';
import { redraw, repeatedly } from '../network/redraw.js';
import { ago } from '../network/state.js';
import { nameOf, readNames } from '../tickets/units.js';
import { moment } from '../time.js';
import { formDialog } from './form-dialog.js';
import { orderOf, subscriptionFields, valuesOf } from './subscription-form.js';

/** How each state looks: its colour and its icon. @type {Record<string, [string, string]>} */
const looks = { current: ['good', 'check'], behind: ['calm', 'forward'], failing: ['warn', 'redo'], suspended: ['bad', 'lock'] };
/** The list is read again after so many milliseconds. */
const pause = 5000;

/** @typedef {{isAdmin: boolean, signal: AbortSignal, again: () => Promise<void>}} How */

/** @param {import('../router.js').Visit} visit */
export default async function subscriptions(visit) {
  const box = h('div', null);
  const { signal } = visit;
  const read = async () => {
    const { items } = await get('/subscriptions', { signal });
    // Ages are shown in words: they are drawn anew at least every quarter of a minute.
    redraw(box, [items, Math.floor(Date.now() / 15000)], () => table(items, how));
  };
  /** @type {How} */
  const how = { isAdmin: visit.session.role === 'admin', signal, again: () => read().catch(tellProblem) };
  await readNames();
  await read();
  repeatedly(read, pause, signal);
  return h('div', { class: 'page stack' },
    h('div', { class: 'page-head' }, h('h1', null, t('page.subscriptions')),
      how.isAdmin && h('button', { type: 'button', class: 'button button-primary', onclick: () => add(how) }, icon('add'), t('subscriptions.add'))),
    h('p', { class: 'hint' }, t('subscriptions.hint')),
    h('section', { class: 'panel' }, box));
}

/** @param {any[]} items @param {How} how */
function table(items, how) {
  if (!items.length) return h('p', { class: 'empty' }, t('subscriptions.none'));
  const heads = ['title', 'state', 'backlog', 'oldest', 'delivered', 'nextTry'].map((name) => t(`subscriptions.${name}`));
  return dataTable(t('page.subscriptions'), [...heads, t('network.actions')], items.map((one) => [
    h('span', { class: 'two-lines' }, h('span', null, one.title), h('small', null, `${one.id} · ${one.address}`), h('small', null, filterText(one.filter))),
    state(one), h('span', { class: 'number' }, one.backlog),
    one.oldestOwedAt ? h('span', { title: moment(one.oldestOwedAt) }, ago(one.oldestOwedAt)) : t('network.nothing'),
    one.deliveredAt ? moment(one.deliveredAt) : t('subscriptions.never'),
    one.nextTryAt ? moment(one.nextTryAt) : t('network.nothing'),
    actions(one, how),
  ]));
}

/** How it fares, and why where something is wrong. @param {any} one */
function state(one) {
  const [look, drawing] = looks[one.state] ?? ['plain', 'link'];
  return h('div', { class: 'stack' },
    h('div', { class: 'marks' },
      h('span', { class: `mark mark-${look}` }, icon(drawing), named('subscription', one.state)),
      one.setAside > 0 && h('span', { class: 'mark mark-bad' }, icon('warning'), t('subscriptions.setAside.count', { count: one.setAside }))),
    one.suspended && h('p', { class: 'told' }, one.suspended),
    one.lastError && h('p', { class: 'hint told' }, one.failures > 0 ? t('subscriptions.failures', { count: one.failures, error: one.lastError }) : one.lastError));
}

/** Which changes it is told of, in words. @param {any} filter */
function filterText(filter) {
  const parts = [
    filter.kinds.map((/** @type {string} */ kind) => named('kind', kind)), filter.categories, filter.units.map(nameOf), filter.nodes.map(nameOf),
  ].filter((list) => list.length).map((list) => list.join(t('list.comma')));
  if (filter.confidential) parts.push(t('subscriptions.confidential.told'));
  return parts.join(' · ') || t('subscriptions.everything');
}

/** @param {any} one @param {How} how */
function actions(one, how) {
  if (!how.isAdmin) return null;
  const button = (/** @type {string} */ name, /** @type {() => void} */ run, look = '') => h('button', {
    type: 'button', class: `button button-small ${look}`, dataset: { key: `${name}-${one.id}` },
    'aria-label': `${t(`subscriptions.${name}`)} ${one.title}`, onclick: run,
  }, t(`subscriptions.${name}`));
  return h('div', { class: 'actions' },
    one.suspended
      ? button('resume', () => act(one, 'resume', {}, how), 'button-primary')
      : [button('retry', () => act(one, 'retry', {}, how)), button('suspend', () => suspend(one, how))],
    one.setAside > 0 && button('setAside', () => setAside(one, how)),
    button('replay', () => replay(one, how)), button('change', () => change(one, how)),
    button('remove', () => remove(one, how), 'button-danger'));
}

/** @param {any} one */
function path(one) {
  return `/subscriptions/${encodeURIComponent(one.id)}`;
}

/** Does something of one subscriber; answers whether it was done. @param {any} one @param {string} action @param {any} body @param {How} how */
async function act(one, action, body, how) {
  try {
    await post(`${path(one)}/actions/${action}`, body);
  } catch (error) {
    tellProblem(error);
    return false;
  }
  tell(t('subscriptions.done', { title: one.title }));
  await how.again();
  return true;
}

/** Asks by a form, and shows what came of it. @param {Parameters<typeof formDialog>[0]} what @param {How} how */
async function ask(what, how) {
  const answer = await formDialog(what);
  if (!answer) return;
  tell(t('subscriptions.done', { title: answer.title }));
  await how.again();
}

/** @param {How} how */
async function add(how) {
  const { fields, custom } = await subscriptionFields(null);
  await ask({
    title: t('subscriptions.add'), fields, custom, values: valuesOf(null), wide: true,
    submit: (value) => post('/subscriptions', orderOf(value)),
  }, how);
}

/** @param {any} one @param {How} how */
async function change(one, how) {
  const { fields, custom } = await subscriptionFields(one);
  await ask({
    title: t('subscriptions.change.title', { title: one.title }), yes: t('save'), fields, custom, values: valuesOf(one), wide: true,
    submit: (value) => post(`${path(one)}/actions/change`, orderOf(value)),
  }, how);
}

/** @param {any} one @param {How} how */
async function replay(one, how) {
  await ask({
    title: t('subscriptions.replay.title', { title: one.title }), yes: t('subscriptions.replay'), text: t('subscriptions.replay.text'),
    fields: [{ name: 'since', label: t('subscriptions.since'), type: 'moment', required: true }],
    submit: (value) => post(`${path(one)}/actions/replay`, value),
  }, how);
}

/** @param {any} one @param {How} how */
async function suspend(one, how) {
  const text = t('subscriptions.suspend.text', { title: one.title });
  if (await confirmed({ title: t('subscriptions.suspend'), text, yes: t('subscriptions.suspend') })) await act(one, 'suspend', {}, how);
}

/** @param {any} one @param {How} how */
async function remove(one, how) {
  const text = t('subscriptions.remove.text', { title: one.title, count: one.backlog + one.setAside });
  if (await confirmed({ title: t('subscriptions.remove'), text, yes: t('subscriptions.remove'), danger: true })) await act(one, 'remove', {}, how);
}

/** What it would not take, to decide one by one. @param {any} one @param {How} how */
async function setAside(one, how) {
  const box = h('div', { class: 'stack', tabindex: '-1' });
  const read = async () => {
    try {
      const found = await get(`${path(one)}/set-aside`, { signal: how.signal });
      redraw(box, found, () => messages(found, decide));
    } catch (error) {
      redraw(box, String(error), () => problemBox(error, read));
    }
  };
  const decide = async (/** @type {any} */ item, /** @type {string} */ action) => {
    if (action === 'discard' && !(await isDropped(item))) return;
    if (!(await act(one, action, { position: item.position }, how))) return;
    await read();
    if (!box.contains(document.activeElement)) (box.querySelector('button') ?? box).focus();
  };
  await read();
  await openDialog({ title: t('subscriptions.setAside.title', { title: one.title }), wide: true, body: () => box });
}

/** Asks before a message is dropped for good. @param {any} item */
function isDropped(item) {
  const text = t('subscriptions.discard.text', { position: item.position });
  return confirmed({ title: t('subscriptions.discard'), text, yes: t('subscriptions.discard'), danger: true });
}

/** @param {{items: any[], total: number}} found @param {(item: any, action: string) => void} decide */
function messages(found, decide) {
  if (!found.items.length) return h('p', { class: 'empty' }, t('subscriptions.setAside.none'));
  const button = (/** @type {any} */ item, /** @type {string} */ action, look = '') => h('button', {
    type: 'button', class: `button button-small ${look}`, dataset: { key: `${action}-${item.position}` },
    'aria-label': `${t(`subscriptions.${action}`)} ${item.position}`, onclick: () => decide(item, action),
  }, t(`subscriptions.${action}`));
  const heads = ['network.position', 'subscriptions.ticket', 'subscriptions.owedAt', 'subscriptions.bytes', 'subscriptions.problem', 'network.actions'].map((key) => t(key));
  return [
    h('p', { class: 'hint' }, t('subscriptions.setAside.hint')),
    dataTable(t('subscriptions.setAside'), heads, found.items.map((item) => [
      h('span', { class: 'number' }, item.position), h('span', { class: 'number' }, item.ticket ?? t('none')), moment(item.owedAt), item.bytes,
      h('span', { class: 'told' }, item.problem),
      h('div', { class: 'actions' }, button(item, 'requeue'), button(item, 'discard', 'button-danger')),
    ])),
    h('p', { class: 'hint', role: 'status' }, t('list.shown', { shown: found.items.length, total: found.total })),
  ];
}
