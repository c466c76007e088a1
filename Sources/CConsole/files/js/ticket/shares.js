// @ts-check
// Each unit's or node's share of a ticket: its state, what was done, what was asked for, and what may be done now.

import { h } from '../dom.js';
import { named, t } from '../i18n.js';
import { icon } from '../icons.js';
import { mark, stateMark } from '../tickets/marks.js';
import { nameOf } from '../tickets/units.js';
import { deadline, moment } from '../time.js';
import { actionButtons } from './actions.js';
import { facts, formFacts } from './facts.js';
import { personOf } from './head.js';

/** @typedef {import('./ticket.js').Model} Model */

/** @param {Model} model @param {any} page */
export function sharePanels(model, page) {
  const shares = model.ticket.assignments ?? [];
  if (!shares.length) return null;
  return h('section', { class: 'panel', 'aria-labelledby': 'shares' }, h('h2', { id: 'shares' }, t('shares.title')),
    shares.map((/** @type {any} */ share) => panel(share, model, page)));
}

/** @param {any} share @param {Model} model @param {any} page */
function panel(share, model, page) {
  return h('article', { class: `share share-${share.state}` },
    h('div', { class: 'panel-head' },
      h('div', { class: 'row' }, icon(share.assignee.node ? 'network' : 'unit'), h('h3', null, nameOf(share.assignee)), h('span', { class: 'mark' }, named('assignmentRole', share.role)),
        stateMark(share.state, 'assignmentState'), share.round > 1 && mark('redone', t('shares.round', { round: share.round })),
        share.firstResponsible && h('span', { class: 'mark' }, icon('flag'), t('shares.first')), share.replaced && h('span', { class: 'mark' }, t('shares.replaced'))),
      h('span', { class: 'hint number' }, share.id)),
    facts([
      [t('shares.dispatched'), moment(share.dispatchedAt)],
      [t('shares.signed'), share.signedAt && [moment(share.signedAt), share.signedLate && [' ', mark('overdue', t('shares.late'))]]],
      [t('shares.due'), share.handlingLimit && deadline(share.handlingLimit.due)],
      [t('shares.note'), share.note && h('span', { class: 'told' }, share.note)],
      [t('shares.completed'), share.completedAt && [moment(share.completedAt), share.completedLate && [' ', mark('overdue', t('shares.late'))]]],
    ]),
    returnBox(share), requestBoxes(share), completionBox(share, model), records(share),
    actionButtons(share.actions ?? [], share.id, page));
}

/** @param {any} share */
function returnBox(share) {
  const asked = share.returnRequest;
  return asked && h('div', { class: 'request' }, h('h4', null, t('shares.return')), formFacts(pick(asked, ['reason', 'explanation', 'basis', 'suggestion', 'foundAt', 'askedAt']), new Map()), decision(asked.decision));
}

/** @param {any} share */
function requestBoxes(share) {
  return [
    (share.extensions ?? []).map((/** @type {any} */ one) => h('div', { class: 'request' }, h('h4', null, t('shares.extension')),
      formFacts(pick(one, ['until', 'reason', 'basis', 'consent', 'petitionerTold', 'askedAt']), new Map()), decision(one.decision))),
    share.deferral && h('div', { class: 'request' }, h('h4', null, t('shares.deferral')),
      formFacts(pick(share.deferral, ['until', 'reason', 'progress', 'measures', 'plan', 'responsible', 'petitionerTold', 'askedAt']), new Map()), decision(share.deferral.decision)),
  ];
}

/** @param {any} share @param {Model} model */
function completionBox(share, model) {
  const { completion } = share;
  return completion && h('div', { class: `request${share.state === 'submitted' ? ' request-open' : ''}` },
    h('h4', null, t('shares.completion')), formFacts(completion.form, model.labels),
    h('p', { class: 'hint' }, t('shares.submitted', { at: moment(completion.submittedAt), by: personOf(completion.by) })), decision(completion.decision));
}

/** @param {any} made */
function decision(made) {
  return made && h('p', { class: 'row' }, h('span', { class: made.approved ? 'mark mark-good' : 'mark mark-bad' }, icon(made.approved ? 'check' : 'close'), t(made.approved ? 'shares.approved' : 'shares.refused')),
    made.reasons && h('span', { class: 'told' }, made.reasons), h('span', { class: 'hint' }, moment(made.at), ' ', personOf(made.by)));
}

/** @param {any} share */
function records(share) {
  const lines = [
    ...(share.forwards ?? []).map((/** @type {any} */ one) => [one.at, t('shares.forwarded'), [one.section, one.person].filter(Boolean).join(' '), one.by]),
    ...(share.progress ?? []).map((/** @type {any} */ one) => [one.at, t('shares.progress'), one.text, one.by]),
    ...(share.contacts ?? []).map((/** @type {any} */ one) => [one.at, t(one.reached ? 'shares.reached' : 'shares.unreached'), [one.means, one.note].filter(Boolean).join('：'), one.by]),
  ].sort((a, b) => String(a[0]).localeCompare(String(b[0])));
  return lines.length > 0 && h('ul', { class: 'records' }, lines.map(([at, what, text, by]) =>
    h('li', null, h('span', { class: 'hint number' }, moment(at)), h('strong', null, what), h('span', { class: 'told' }, text), h('span', { class: 'hint' }, personOf(by)))));
}

/** The order from above that made the ticket. @param {Model} model @param {any} page */
export function orderPanel({ ticket, labels }, page) {
  const { order } = ticket;
  if (!order) return null;
  return h('section', { class: 'panel', 'aria-labelledby': 'order' },
    h('div', { class: 'panel-head' }, h('h2', { id: 'order' }, t('order.title', { node: nameOf(order.assigner) })), stateMark(order.state, 'assignmentState')),
    facts([
      [t('order.issued'), moment(order.issuedAt)], [t('order.received'), moment(order.receivedAt)], [t('shares.due'), order.due && deadline(order.due)],
      [t('shares.signed'), order.signedAt && moment(order.signedAt)], [t('shares.note'), order.note && h('span', { class: 'told' }, order.note)],
      [t('order.number'), h('span', { class: 'number' }, order.assignment)],
    ]),
    order.completion && h('div', { class: 'request' }, h('h3', null, t('order.reported')), formFacts(order.completion.form, labels), decision(order.completion.decision)),
    (ticket.directives ?? []).map((/** @type {any} */ one) => h('div', { class: 'request' }, h('h3', null, t('order.directive')), h('p', { class: 'told' }, one.text ?? one.directive?.text), h('p', { class: 'hint' }, moment(one.at ?? one.receivedAt)))),
    actionButtons(ticket.orderActions ?? [], order.assignment, page));
}

/** @param {any} from @param {string[]} names */
function pick(from, names) {
  return Object.fromEntries(names.filter((name) => from[name] !== undefined && from[name] !== null).map((name) => [name, from[name]]));
}

