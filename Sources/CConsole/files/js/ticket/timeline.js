// @ts-check
// What happened to a ticket, newest first: who did what, when, and in which words.

import { h } from '../dom.js';
import { labelled, t, tIfAny } from '../i18n.js';
import { icon } from '../icons.js';
import { nameOf } from '../tickets/units.js';
import { moment } from '../time.js';
import { facts, shown } from './facts.js';
import { personOf } from './head.js';

/** How deep the words of an event may lie. */
const depth = 4;
/** What of an event people want to read, by the names in its data. */
const told = new Set([
  'reason',
  'reasons',
  'guidance',
  'note',
  'text',
  'to',
  'explanation',
  'basis',
  'suggestion',
  'until',
  'consent',
  'handling',
  'result',
  'rating',
  'wasTold',
  'wasSolved',
  'means',
  'reached',
  'section',
  'person',
  'statement',
  'category',
  'measures',
  'plan',
  'responsible',
  'approvedBy',
  'signedBy',
  'upheld',
  'leader',
  'content',
  'name',
  'due',
  'relatedTo',
  'message',
]);
/** Parts of an event that repeat what the page shows elsewhere. */
const passedOver = new Set([
  'matter',
  'assignee',
  'petitioner',
  'by',
  'rule',
  'handlingLimit',
  'signLimit',
  'limit',
  'ruleBook',
  'before',
  'ticket',
  'facts',
]);
/** Icons by the beginning of the event's type. @type {[string, string][]} */
const icons = [
  ['ticket.registered', 'phone'],
  ['ticket.dispatched', 'forward'],
  ['return', 'returned'],
  ['order', 'network'],
  ['completion', 'check'],
  ['timer', 'clock'],
  ['supervision', 'flag'],
  ['ticket.supervised', 'flag'],
  ['attachment', 'clip'],
  ['redo', 'redo'],
  ['extension', 'clock'],
  ['ticket.archived', 'archive'],
  ['ticket.corrected', 'edit'],
];

/** @param {import('./ticket.js').Model} model */
export function timelinePanel({ timeline }) {
  return h(
    'section',
    { class: 'panel', 'aria-labelledby': 'timeline' },
    h('h2', { id: 'timeline' }, t('timeline.title')),
    h('ol', { class: 'timeline', reversed: true }, [...timeline].reverse().map(eventLine)),
  );
}

/** One event. @param {any} event */
export function eventLine(event) {
  const type = String(event.type ?? '');
  const isBad = type === 'timer.overdue' || type === 'message.late' || type === 'history.lost';
  return h(
    'li',
    { class: isBad ? 'event event-bad' : 'event' },
    icon(icons.find(([prefix]) => type.startsWith(prefix))?.[1] ?? 'document'),
    h(
      'div',
      null,
      h(
        'p',
        { class: 'row' },
        h('strong', null, labelled('event', type, event.label)),
        where(event.data),
        h('span', { class: 'hint' }, personOf(event.actor)),
      ),
      facts(words(event.data ?? {}, 0)),
      h('time', { class: 'hint number', datetime: event.at }, moment(event.at)),
    ),
  );
}

/** To whom something went. @param {any} data */
function where(data) {
  const shares = Array.isArray(data?.assignments) ? data.assignments : [];
  return (
    shares.length > 0 &&
    h('span', null, shares.map((/** @type {any} */ one) => nameOf(one.assignee)).join(t('list.comma')))
  );
}

/** @param {any} data @param {number} level @returns {[string, import('../dom.js').Child][]} */
function words(data, level) {
  if (!data || typeof data !== 'object' || level > depth) return [];
  return Object.entries(data).flatMap(([name, value]) => {
    if (passedOver.has(name) || value === null) return [];
    if (typeof value === 'object')
      return Array.isArray(value) ? value.flatMap((one) => words(one, level + 1)) : words(value, level + 1);
    if (!told.has(name)) return [];
    const label = tIfAny(`data.${name}`) ?? name;
    return [/** @type {[string, import('../dom.js').Child]} */ ([label, named(name, value)])];
  });
}

/** @param {string} name @param {any} value */
function named(name, value) {
  return tIfAny(`${name}.${value}`) ?? shown(name, value);
}
