// @ts-check
// A year as twelve months: each day that differs from its weekday says why, in colour and by a sign.

import { h } from '../dom.js';
import { t } from '../i18n.js';

/** @typedef {{date: string, kind: string, name: string}} SpecialDay */

/** @param {number} year @param {SpecialDay[]} days */
export function yearSheet(year, days) {
  const special = new Map(days.map((one) => [one.date, one]));
  return h('div', { class: 'stack' },
    h('p', { class: 'row calendar-key' },
      h('span', { class: 'calendar-sign is-holiday' }, t('calendar.sign.holiday')), t('calendar.holiday'),
      h('span', { class: 'calendar-sign is-work' }, t('calendar.sign.work')), t('calendar.work'),
      h('span', { class: 'calendar-sign is-weekend' }, ' '), t('calendar.weekend')),
    h('div', { class: 'year-sheet' }, Array.from({ length: 12 }, (_, month) => monthTable(year, month + 1, special))));
}

/** @param {number} year @param {number} month @param {Map<string, SpecialDay>} special */
function monthTable(year, month, special) {
  const count = new Date(Date.UTC(year, month, 0)).getUTCDate();
  // Weeks begin on Monday.
  const lead = (new Date(Date.UTC(year, month - 1, 1)).getUTCDay() + 6) % 7;
  /** @type {(number | null)[]} */
  const cells = [...Array(lead).fill(null), ...Array.from({ length: count }, (_, index) => index + 1)];
  while (cells.length % 7) cells.push(null);
  const weeks = Array.from({ length: cells.length / 7 }, (_, index) => cells.slice(7 * index, 7 * index + 7));
  return h('table', { class: 'month' },
    h('caption', null, t('calendar.month', { month })),
    h('thead', null, h('tr', null, [1, 2, 3, 4, 5, 6, 7].map((day) => h('th', { scope: 'col' }, t(`calendar.weekday.${day}`))))),
    h('tbody', null, weeks.map((week) => h('tr', null, week.map((day, weekday) => dayCell(year, month, day, weekday, special))))));
}

/** @param {number} year @param {number} month @param {number | null} day @param {number} weekday @param {Map<string, SpecialDay>} special */
function dayCell(year, month, day, weekday, special) {
  if (day === null) return h('td', null);
  const date = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  const one = special.get(date);
  if (!one) return h('td', { class: weekday > 4 ? 'is-weekend' : null }, day);
  const isHoliday = one.kind === 'holiday';
  const words = t(isHoliday ? 'calendar.isHoliday' : 'calendar.isWork', { name: one.name });
  return h('td', { class: isHoliday ? 'is-holiday' : 'is-work', title: `${date} ${words}` }, day,
    h('span', { class: 'month-sign', 'aria-hidden': 'true' }, t(isHoliday ? 'calendar.sign.holiday' : 'calendar.sign.work')),
    h('span', { class: 'visually-hidden' }, words));
}
