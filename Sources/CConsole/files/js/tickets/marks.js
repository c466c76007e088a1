// @ts-check
// What stands out about a ticket: in colour, in words and with an icon, never by colour alone.

import { h } from '../dom.js';
import { currentLanguage, named, t, tIfAny } from '../i18n.js';
import { icon } from '../icons.js';
import { deadline } from '../time.js';

/** How each mark looks: its colour and its icon. @type {Record<string, [string, string]>} */
const looks = {
  overdue: ['bad', 'warning'],
  emergency: ['bad', 'emergency'],
  returned: ['warn', 'returned'],
  extended: ['plain', 'clock'],
  redone: ['warn', 'redo'],
  supervised: ['bad', 'flag'],
  repeat: ['calm', 'repeat'],
  confidential: ['calm', 'lock'],
  provisional: ['plain', 'calendar'],
  deferred: ['plain', 'book'],
  passed: ['warn', 'clock'],
  extensionAsked: ['warn', 'clock'],
  deferralAsked: ['warn', 'book'],
  proposed: ['warn', 'flag'],
  directive: ['bad', 'flag'],
  order: ['calm', 'arrowDown'],
  massOutage: ['warn', 'warning'],
  unread: ['calm', 'unread'],
  openBy: ['warn', 'eye'],
};

/** One mark. @param {string} name @param {string} [words] */
export function mark(name, words) {
  const [look, drawing] = looks[name] ?? ['plain', 'flag'];
  return h('span', { class: `mark mark-${look}` }, icon(drawing), words ?? tIfAny(`mark.${name}`) ?? name);
}

/** The marks of a row. @param {any} row */
export function rowMarks(row) {
  const marks = new Set(row.marks);
  if (isOverdue(row)) marks.add('overdue');
  if (row.provisional) marks.add('provisional');
  if (row.owner && row.rootId && !String(row.rootId).startsWith(`${row.owner}-`)) marks.add('order');
  return [...marks].sort((a, b) => weight(a) - weight(b));
}

/** The gravest first. @param {string} name */
function weight(name) {
  return ['bad', 'warn', 'calm', 'plain'].indexOf(looks[name]?.[0] ?? 'plain');
}

/** Whether a limit of a row has passed. @param {any} row */
export function isOverdue(row) {
  return Boolean(row.dueNext?.isOverdue);
}

/**
 * The limit that ends next: what remains in the rule's own unit as the node says it, and when it ends.
 * @param {any} row
 */
export function dueCell(row) {
  if (!row.dueNext) return h('span', { class: 'text-soft' }, t('due.noLimit'));
  const [first, ...rest] = leftText(row.dueNext).split(' · ');
  const over = isOverdue(row);
  return h(
    'span',
    { class: 'two-lines' },
    h(
      'span',
      { class: over ? 'text-bad' : isNear(row) ? 'text-warn' : '' },
      icon(over ? 'warning' : 'clock'),
      ' ',
      first,
    ),
    h('small', null, rest.join(' · ')),
  );
}

/**
 * What is left of a limit and when it ends, as the node counted it; the node's own words are Chinese.
 * @param {{remaining: {amount: number, unit: string}, text: string, at?: string, due?: string}} limit of a list, or explained
 */
export function leftText(limit) {
  if (currentLanguage() !== 'en') return limit.text;
  const end = limit.at ?? limit.due ?? '';
  const { amount, unit } = limit.remaining;
  const isOver = Date.parse(end) < Date.now();
  const count = t(`left.${unit}`, { count: Math.abs(amount) });
  const left = amount === 0 ? t(isOver ? 'left.over' : 'left.last') : t(isOver ? 'left.overBy' : 'left.left', { count });
  return `${left} · ${deadline(end)}`;
}

/** A limit that ends within this is near, in milliseconds. */
const near = 86400000;

/** Whether a row's next limit ends soon, or has ended. @param {any} row */
export function isNear(row) {
  return Date.parse(row.dueNext.at) - Date.now() < near;
}

/** A state in its colour. @param {string} state @param {string} [group] */
export function stateMark(state, group = 'state') {
  const look =
    {
      registered: 'warn',
      accepted: 'warn',
      handling: 'calm',
      revisiting: 'warn',
      revisited: 'good',
      archived: 'good',
      answered: 'good',
      dispatched: 'warn',
      signed: 'calm',
      returnAsked: 'warn',
      submitted: 'warn',
      completed: 'good',
      deferred: 'plain',
    }[state] ?? 'plain';
  return h('span', { class: `mark mark-${look}` }, named(group, state));
}
