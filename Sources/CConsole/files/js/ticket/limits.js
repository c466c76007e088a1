// @ts-check
// The limits of a ticket: what remains in the rule's own unit, when it ends, and how that was counted, day by day.

import { h } from '../dom.js';
import { labelled, t } from '../i18n.js';
import { icon } from '../icons.js';
import { leftText, mark } from '../tickets/marks.js';
import { nameOf } from '../tickets/units.js';
import { day, deadline, moment, until } from '../time.js';

/** How often a countdown is drawn anew, in milliseconds. */
const beat = 20000;
/** A limit that ends within this is counted down, in milliseconds. */
const near = 86400000;

/** @param {import('./ticket.js').Model} model */
export function limitPanel({ ticket, limits }) {
  const running = limits.filter((limit) => limit.running);
  const ended = limits.filter((limit) => !limit.running);
  const panel = h(
    'section',
    { class: 'panel', 'aria-labelledby': 'limits' },
    h('h2', { id: 'limits' }, t('limits.title')),
    running.length > 0
      ? h(
          'ul',
          { class: 'limits' },
          running.map((limit) => row(limit, ticket)),
        )
      : h('p', { class: 'hint' }, t('limits.none')),
    ended.length > 0 &&
      h(
        'details',
        null,
        h('summary', null, t('limits.ended', { count: ended.length })),
        h(
          'ul',
          { class: 'limits' },
          ended.map((limit) => row(limit, ticket)),
        ),
      ),
  );
  const timer = setInterval(() => {
    if (!panel.isConnected) return clearInterval(timer);
    for (const place of panel.querySelectorAll('[data-due]')) tick(/** @type {HTMLElement} */ (place));
  }, beat);
  return panel;
}

/** @param {any} limit @param {any} ticket */
function row(limit, ticket) {
  const share = (ticket.assignments ?? []).find((/** @type {any} */ one) => one.id === limit.assignment);
  return h(
    'li',
    { class: limit.overdue ? 'limit limit-over' : 'limit' },
    h(
      'div',
      { class: 'row' },
      h('strong', null, labelled('limit', limit.name, limit.label)),
      share && h('span', { class: 'text-soft' }, nameOf(share.assignee)),
      limit.overdue && mark('overdue'),
      limit.provisional && mark('provisional'),
      limit.boundByOrder && mark('order', t('limits.bound')),
    ),
    h(
      'p',
      { class: `limit-left${limit.overdue ? ' text-bad' : ''}` },
      icon(limit.overdue ? 'warning' : 'clock'),
      ' ',
      limit.running ? leftText(limit) : deadline(limit.due),
      ' ',
      countdown(limit),
    ),
    explanation(limit),
  );
}

/**
 * How long it still is until a limit that ends within a day: the clock's time, whatever the rule counts.
 * @param {any} limit
 */
function countdown(limit) {
  if (!limit.running || limit.overdue || Date.parse(limit.due) - Date.now() > near) return null;
  const place = h('span', { class: 'text-soft', dataset: { due: limit.due } });
  tick(place);
  return place;
}

/** @param {HTMLElement} place */
function tick(place) {
  if (place.dataset.due) place.textContent = until(place.dataset.due);
}

/** 怎么算的. @param {any} limit */
function explanation(limit) {
  const counted = (limit.days ?? []).filter((/** @type {any} */ one) => one.counted).length;
  let number = 0;
  return h(
    'details',
    { class: 'counting' },
    h('summary', null, t('limits.how')),
    h('p', { class: 'hint' }, t('limits.from', { at: moment(limit.from) }), ' ', limit.article),
    limit.ownDue && limit.boundByOrder && h('p', { class: 'hint' }, t('limits.own', { at: deadline(limit.ownDue) })),
    limit.passed && h('p', { class: 'hint' }, t('limits.passed', { at: deadline(limit.passed) })),
    limit.days
      ? h(
          'table',
          { class: 'days' },
          h('caption', null, t('limits.counted', { count: counted })),
          h(
            'thead',
            null,
            h(
              'tr',
              null,
              h('th', { scope: 'col' }, t('limits.day')),
              h('th', { scope: 'col' }, t('limits.number')),
              h('th', { scope: 'col' }, t('limits.why')),
            ),
          ),
          h(
            'tbody',
            null,
            limit.days.map((/** @type {any} */ one) =>
              h(
                'tr',
                { class: one.counted ? 'day-counted' : 'day-skipped' },
                h('th', { scope: 'row' }, day(one.date), ' ', weekday(one.date)),
                h('td', null, one.counted ? t('limits.nth', { number: (number += 1) }) : t('limits.skipped')),
                h('td', null, one.why),
              ),
            ),
          ),
        )
      : h('p', { class: 'hint' }, t('limits.byHand')),
  );
}

/** @param {string} date */
function weekday(date) {
  return t(`weekday.${new Date(`${date}T00:00:00Z`).getUTCDay()}`);
}
