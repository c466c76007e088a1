// @ts-check
// The head of a ticket: its number, what stands out, and its state in one sentence and per unit.

import { h } from '../dom.js';
import { currentLanguage, named, t } from '../i18n.js';
import { currentSession } from '../session.js';
import { mark, stateMark } from '../tickets/marks.js';
import { nameOf } from '../tickets/units.js';
import { moment } from '../time.js';

/** @param {import('./ticket.js').Model} model */
export function headPanel({ ticket, limits }) {
  return h(
    'header',
    { class: 'ticket-title' },
    h(
      'div',
      { class: 'row' },
      h('span', { class: 'number ticket-number' }, ticket.number),
      stateMark(ticket.state),
      h('span', { class: 'mark' }, named('kind', ticket.matter.kind)),
      marksOf(ticket, limits).map((name) => mark(name)),
    ),
    h('h1', null, h('bdi', null, ticket.matter.title)),
    h('p', { class: 'sentence' }, sentence(ticket)),
    h(
      'p',
      { class: 'hint' },
      t('ticket.registered', {
        at: moment(ticket.registeredAt),
        channel: named('channel', ticket.matter.channel),
        by: personOf(ticket.registeredBy),
      }),
    ),
  );
}

/** The state in one sentence and per unit. @param {any} ticket */
export function sentence(ticket) {
  if (ticket.summary) return ticket.summary;
  const node = currentSession()?.node;
  const gap = currentLanguage() === 'en' ? ': ' : '';
  const tier = ticket.owner && ticket.owner !== node?.code ? nameOf(ticket.owner) : named('tier', node?.tier);
  const shares = (ticket.assignments ?? [])
    .filter((/** @type {any} */ share) => !share.replaced)
    .map((/** @type {any} */ share) => `${nameOf(share.assignee)}${gap}${named('assignmentState', share.state)}`);
  return [`${tier}${gap}${named('state', ticket.state)}`, ...shares].join(' · ');
}

/** Who did something, in words. @param {any} actor */
export function personOf(actor) {
  if (!actor) return '';
  if (actor.role === 'system') return named('role', 'system');
  const isHere = !actor.node || actor.node === currentSession()?.node.code;
  const where = actor.unit ? (isHere ? nameOf(actor.unit) : (actor.unitName ?? actor.unit)) : !isHere ? nameOf(actor.node) : '';
  const who = actor.unit && actor.person === actor.unit ? '' : (actor.name ?? actor.person ?? '');
  const role = named('role', actor.role);
  return [where, actor.unit ? who : `${role}${who && who !== actor.role ? ` ${who}` : ''}`].filter(Boolean).join(' ');
}

/** @param {any} ticket @param {any[]} limits */
function marksOf(ticket, limits) {
  const open = (ticket.supervisions ?? []).some((/** @type {any} */ one) => !one.answer);
  return [
    ticket.matter.emergency && 'emergency',
    limits.some((limit) => limit.overdue) && 'overdue',
    open && 'supervised',
    ticket.repeats > 0 && 'repeat',
    ticket.petitioner?.confidential && 'confidential',
    ticket.order && 'order',
    ticket.matter.massOutage && 'massOutage',
    limits.some((limit) => limit.running && limit.provisional) && 'provisional',
    (ticket.assignments ?? []).some((/** @type {any} */ one) => one.round > 1) && 'redone',
    (ticket.assignments ?? []).some((/** @type {any} */ one) =>
      one.extensions?.some((/** @type {any} */ two) => two.decision?.approved),
    ) && 'extended',
    (ticket.assignments ?? []).some((/** @type {any} */ one) => one.state === 'returned' || one.returnRequest) &&
      'returned',
  ]
    .filter(Boolean)
    .map(String);
}
