// @ts-check
// `/desk/admin/restrictions`: telephones that are kept from the line for a time, with reason, end and who decided.

import { get, post } from '../api.js';
import { h, replace } from '../dom.js';
import { icon } from '../icons.js';
import { t } from '../i18n.js';
import { tell, tellProblem } from '../notice.js';
import { dataTable } from '../network/data-table.js';
import { moment } from '../time.js';
import { formDialog } from './form-dialog.js';

/** @param {import('../router.js').Visit} visit */
export default async function restrictions(visit) {
  const mayDecide = ['supervisor', 'admin'].includes(visit.session.role);
  const box = h('div', null);
  const active = h('input', { type: 'checkbox', checked: true });
  const read = async () => {
    const found = await get('/restrictions', { query: { active: active.checked ? 'true' : null }, signal: visit.signal });
    replace(box, found.items.length ? table(found.items, mayDecide, read) : h('p', { class: 'empty' }, t('restrictions.none')));
  };
  active.addEventListener('change', () => read().catch(tellProblem));
  await read();
  return h('div', { class: 'page stack' },
    h('div', { class: 'page-head' }, h('h1', null, t('page.restrictions')),
      mayDecide && h('button', { type: 'button', class: 'button button-primary', onclick: () => restrict(read) }, icon('add'), t('restrictions.add'))),
    h('p', { class: 'hint' }, t('restrictions.hint')),
    h('label', { class: 'row' }, active, t('restrictions.activeOnly')),
    h('section', { class: 'panel' }, box));
}

/** @param {any[]} items @param {boolean} mayDecide @param {() => Promise<void>} again */
function table(items, mayDecide, again) {
  const heads = ['phone', 'reason', 'period', 'decidedBy', 'state', 'police'].map((name) => t(`restrictions.${name}`));
  return dataTable(t('page.restrictions'), [...heads, t('network.actions')], items.map((one) => [
    h('span', { class: 'number' }, one.phone), h('span', { class: 'told' }, one.reason), h('span', null, moment(one.from), h('br'), `→ ${moment(one.until)}`), one.decidedBy,
    state(one),
    one.handOvers.map((/** @type {any} */ each) => h('p', null, `${moment(each.at)} ${each.agency}${each.receipt ? `（${each.receipt}）` : ''}：${each.facts}`)),
    mayDecide && h('div', { class: 'actions' },
      one.active && h('button', { type: 'button', class: 'button button-small', 'aria-label': `${t('restrictions.lift')} ${one.phone}`, onclick: () => lift(one, again) }, t('restrictions.lift')),
      h('button', { type: 'button', class: 'button button-small', 'aria-label': `${t('restrictions.handOver')} ${one.phone}`, onclick: () => handOver(one, again) }, t('restrictions.handOver'))),
  ]));
}

/** @param {any} one */
function state(one) {
  if (one.active) return h('span', { class: 'mark mark-warn' }, icon('lock'), t('restrictions.inForce'));
  if (one.liftedAt) return h('span', null, h('span', { class: 'mark' }, icon('check'), t('restrictions.lifted')), h('p', { class: 'hint' }, `${one.liftedBy} ${moment(one.liftedAt)}：${one.liftReason}`));
  return h('span', { class: 'mark' }, icon('clock'), t('restrictions.over'));
}

/** @param {any} what @param {() => Promise<void>} again */
async function ask(what, again) {
  if (!(await formDialog(what))) return;
  tell(t('network.keys.done'));
  await again().catch(tellProblem);
}

/** @param {() => Promise<void>} again */
function restrict(again) {
  return ask({
    title: t('restrictions.add'), text: t('restrictions.add.text'),
    fields: [
      { name: 'phone', label: t('restrictions.phone'), type: 'text', required: true, maxLength: 40 },
      { name: 'reason', label: t('restrictions.reason'), type: 'longText', required: true, maxLength: 1000 },
      { name: 'until', label: t('restrictions.until'), type: 'moment', required: true },
      { name: 'from', label: t('restrictions.from'), type: 'moment', required: false, hint: t('restrictions.from.hint') },
      { name: 'decidedBy', label: t('restrictions.decidedBy'), type: 'text', required: false, maxLength: 100, hint: t('restrictions.decidedBy.hint') },
    ],
    submit: (/** @type {any} */ value, /** @type {string} */ key) => post('/restrictions', value, { key }),
  }, again);
}

/** @param {any} one @param {() => Promise<void>} again */
function lift(one, again) {
  return ask({
    title: t('restrictions.lift'), fields: [{ name: 'reason', label: t('restrictions.reason'), type: 'longText', required: true, maxLength: 1000 }],
    submit: (/** @type {any} */ value, /** @type {string} */ key) => post(`/restrictions/${one.id}/actions/lift`, value, { key }),
  }, again);
}

/** @param {any} one @param {() => Promise<void>} again */
function handOver(one, again) {
  return ask({
    title: t('restrictions.handOver'), text: t('restrictions.handOver.text'),
    fields: [
      { name: 'agency', label: t('restrictions.agency'), type: 'text', required: true, maxLength: 200 },
      { name: 'facts', label: t('restrictions.facts'), type: 'longText', required: true, maxLength: 4000 },
      { name: 'receipt', label: t('restrictions.receipt'), type: 'text', required: false, maxLength: 200 },
      { name: 'at', label: t('restrictions.at'), type: 'moment', required: false },
    ],
    submit: (/** @type {any} */ value, /** @type {string} */ key) => post(`/restrictions/${one.id}/actions/hand-over`, value, { key }),
  }, again);
}
