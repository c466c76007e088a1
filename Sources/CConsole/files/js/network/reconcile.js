// @ts-check
// 对账: both sides' books day by day, and what differs delivered again by one click.

import { post } from '../api.js';
import { h, replace } from '../dom.js';
import { icon } from '../icons.js';
import { currentLanguage, t } from '../i18n.js';
import { problemBox, tell, tellProblem } from '../notice.js';
import { day, dayOfMoment } from '../time.js';
import { asTable } from './data-table.js';
import { mark } from './links.js';

/** @typedef {{peer: string, from: string, to: string}} Span */

/** Days that are compared when nothing else is asked. */
const usualDays = 30;

/** @param {any[]} peers @param {{mayMend: boolean, mayCompare: boolean, nameOf: (code: string) => string, signal: AbortSignal}} how */
export function reconcilePanel(peers, how) {
  const peer = h('select', null, h('option', { value: '' }, t('network.reconcile.all')), peers.map((one) => h('option', { value: one.code }, one.name ?? one.code)));
  const from = h('input', { type: 'date', value: dayBefore(usualDays), required: true });
  const to = h('input', { type: 'date', value: dayBefore(0), required: true });
  const box = h('div', { class: 'stack', 'aria-live': 'polite' });
  const run = (/** @type {Event} */ event) => {
    event.preventDefault();
    compare(box, { peer: peer.value, from: from.value, to: to.value }, how);
  };
  return h('div', { class: 'stack' },
    h('p', { class: 'hint' }, t('network.reconcile.hint')),
    how.mayCompare && h('form', { class: 'inline-form', onsubmit: run },
      labelled('network.reconcile.peer', peer), labelled('network.reconcile.from', from), labelled('network.reconcile.to', to),
      h('button', { type: 'submit', class: 'button button-primary' }, t('network.reconcile.go'))),
    box);
}

/** @param {string} key @param {HTMLElement} input */
function labelled(key, input) {
  return h('label', { class: 'field' }, h('span', { class: 'field-label' }, t(key)), input);
}

/** The day in Beijing so many days ago. @param {number} days */
function dayBefore(days) {
  return dayOfMoment(new Date(Date.now() - days * 86400000));
}

/** @param {HTMLElement} box @param {Span} span @param {any} how */
async function compare(box, span, how) {
  replace(box, h('p', { class: 'hint' }, t('network.reconcile.busy')));
  try {
    const body = { ...(span.peer ? { peer: span.peer } : {}), from: span.from, to: span.to, repair: false };
    const found = await post('/reconciliation', body, { signal: how.signal });
    replace(box, result(box, found.days, span, how));
  } catch (error) {
    if (!how.signal.aborted) replace(box, problemBox(error, () => compare(box, span, how)));
  }
}

/** @param {HTMLElement} box @param {any[]} days @param {Span} span @param {any} how */
function result(box, days, span, how) {
  if (!days.length) return h('p', { class: 'hint' }, t('network.reconcile.empty'));
  const unequal = days.filter((one) => !one.equal);
  const count = days.reduce((sum, one) => sum + one.ours.count, 0);
  const isMendable = how.mayMend && unequal.length > 0;
  return [
    h('div', { class: 'row' },
      unequal.length
        ? mark({ tone: 'bad', icon: 'warning', label: t('network.reconcile.differs', { days: unequal.length }) })
        : mark({ tone: 'good', icon: 'check', label: t('network.reconcile.equal', { days: days.length, count: number(count) }) }),
      isMendable && h('button', { type: 'button', class: 'button button-primary', onclick: (/** @type {any} */ event) => mend(event, box, span, how) }, t('network.reconcile.mendAll'))),
    table(box, [...unequal, ...days.filter((one) => one.equal)], span, how),
  ];
}

/** @param {number} value */
function number(value) {
  return value.toLocaleString(currentLanguage() === 'zh' ? 'zh-CN' : 'en');
}

/** @param {HTMLElement} box @param {any[]} days @param {Span} span @param {any} how */
function table(box, days, span, how) {
  const heads = ['day', 'source', 'ours', 'theirs', 'result'].map((name) => t(`network.reconcile.${name}`));
  return h('div', { class: 'data-scroller is-tall', tabindex: '0', role: 'region', 'aria-label': t('network.reconcile') }, asTable(h('table', { class: 'data' },
    h('caption', { class: 'visually-hidden' }, t('network.reconcile')),
    h('thead', null, h('tr', null, heads.map((head) => h('th', { scope: 'col' }, head)))),
    h('tbody', null, days.map((one) => h('tr', null,
      h('th', { scope: 'row', dataset: { label: heads[0] } }, day(one.day)),
      h('td', { dataset: { label: heads[1] } }, how.nameOf(one.source)),
      h('td', { dataset: { label: heads[2] }, class: 'number' }, number(one.ours.count)),
      h('td', { dataset: { label: heads[3] }, class: 'number' }, number(one.theirs.count)),
      h('td', { dataset: { label: heads[4] } }, verdict(box, one, span, how))))))));
}

/** @param {HTMLElement} box @param {any} one @param {Span} span @param {any} how */
function verdict(box, one, span, how) {
  if (one.equal) return h('span', { class: 'row' }, mark({ tone: 'good', icon: 'check', label: t('network.reconcile.same') }));
  const only = { ...span, from: one.day, to: one.day };
  return h('div', { class: 'stack' },
    h('p', { class: 'text-bad' }, icon('warning'), ' ', t('network.reconcile.sentence', { ours: number(one.ours.count), theirs: number(one.theirs.count) })),
    ['missing', 'older', 'newer', 'different'].filter((name) => one[name]?.length).map((name) =>
      h('p', null, `${t(`network.reconcile.${name}`)}（${one[name].length}）：`, h('span', { class: 'number' }, one[name].join('、')))),
    one.redelivered > 0 && h('p', null, t('network.reconcile.redelivered', { count: one.redelivered })),
    how.mayMend && h('button', { type: 'button', class: 'button button-small', onclick: (/** @type {any} */ event) => mend(event, box, only, how, one.source, span) }, icon('redo'), t('network.reconcile.mend')));
}

/** Has what differs delivered again, then compares anew. @param {any} event @param {HTMLElement} box @param {Span} span @param {any} how @param {string} [source] @param {Span} [shown] */
async function mend(event, box, span, how, source, shown = span) {
  event.target.disabled = true;
  try {
    const body = { ...(span.peer ? { peer: span.peer } : {}), ...(source ? { source } : {}), from: span.from, to: span.to, repair: true };
    const mended = await post('/reconciliation', body);
    const count = mended.days.reduce((/** @type {number} */ sum, /** @type {any} */ one) => sum + (one.redelivered ?? 0), 0);
    tell(t('network.reconcile.redelivered', { count }));
    await compare(box, shown, how);
  } catch (error) {
    event.target.disabled = false;
    tellProblem(error);
  }
}
