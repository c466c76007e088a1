// @ts-check
// Loading a year: the file is shown before anything changes, and what is wrong with it is told at its place.

import { post, Problem } from '../api.js';
import { h, replace } from '../dom.js';
import { icon } from '../icons.js';
import { t } from '../i18n.js';
import { problemText, tell } from '../notice.js';
import { yearSheet } from './calendar-year.js';

/** Longer than any calendar, in bytes. */
const longest = 1 << 20;
const sample = '{"years":{"2027":{"notices":["国办发明电〔2026〕…号"],"holidays":{"2027-01-01":"元旦"},"workdays":{"2027-01-02":"元旦"}}}}';

/** @param {(year: number) => Promise<void>} done */
export function loadPanel(done) {
  const preview = h('div', { class: 'stack', 'aria-live': 'polite' });
  const text = h('textarea', { rows: 6, spellcheck: 'false', class: 'number', 'aria-label': t('calendar.load.text') });
  const file = h('input', { type: 'file', accept: '.json,application/json', 'aria-label': t('calendar.load.file') });
  const show = () => drawPreview(preview, text.value, done);
  file.addEventListener('change', async () => {
    const chosen = file.files?.[0];
    if (!chosen) return;
    if (chosen.size > longest) return replace(preview, wrong(t('calendar.load.tooLarge')));
    text.value = await chosen.text();
    show();
  });
  return h('section', { class: 'panel' }, h('h2', null, t('calendar.load')),
    h('p', { class: 'hint' }, t('calendar.load.hint')),
    h('p', { class: 'hint number' }, sample),
    h('div', { class: 'row' }, file), text,
    h('div', { class: 'actions' }, h('button', { type: 'button', class: 'button', onclick: show }, icon('eye'), t('calendar.load.preview'))),
    preview);
}

/** @param {string} words */
function wrong(words) {
  return h('div', { class: 'form-errors', role: 'alert' }, icon('warning'), words);
}

/** @param {HTMLElement} preview @param {string} text @param {(year: number) => Promise<void>} done */
function drawPreview(preview, text, done) {
  let found;
  try {
    found = JSON.parse(text);
  } catch (error) {
    return replace(preview, wrong(t('calendar.load.notJSON', { reason: String(/** @type {Error} */ (error).message) })));
  }
  const years = found?.years;
  if (!years || typeof years !== 'object' || Array.isArray(years)) return replace(preview, wrong(t('calendar.load.noYears')));
  const faults = Object.entries(years).flatMap(([year, one]) => faultsOf(year, one));
  if (faults.length) return replace(preview, h('div', { class: 'form-errors', role: 'alert' }, h('strong', null, t('calendar.load.wrong')), h('ul', null, faults.map((fault) => h('li', null, fault)))));
  const errors = h('div', null);
  const load = h('button', { type: 'button', class: 'button button-primary', onclick: () => send(found, load, errors, done) }, t('calendar.load.go', { years: Object.keys(years).join('、') }));
  replace(preview, Object.entries(years).map(([year, one]) => yearPreview(year, one)), errors, h('div', { class: 'actions' }, load));
}

/** What the node would refuse, told before anything is sent. @param {string} year @param {any} one @returns {string[]} */
function faultsOf(year, one) {
  if (!/^\d{4}$/.test(year)) return [t('calendar.load.noYear', { year })];
  const notices = Array.isArray(one?.notices) && one.notices.some((/** @type {any} */ notice) => String(notice).trim());
  const days = ['holidays', 'workdays'].flatMap((name) => Object.keys(one?.[name] ?? {}).filter((day) => !isDayOf(year, day))
    .map((day) => t('calendar.load.noDay', { place: `years.${year}.${name}`, day, year })));
  return notices ? days : [t('calendar.load.noNotice', { year }), ...days];
}

/** @param {string} year @param {string} day */
function isDayOf(year, day) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !day.startsWith(year)) return false;
  const moment = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(day);
}

/** @param {string} year @param {any} one */
function yearPreview(year, one) {
  const holidays = entries(one?.holidays, 'holiday');
  const workdays = entries(one?.workdays, 'makeUpWorkingDay');
  return h('section', { class: 'stack' },
    h('h3', null, t('calendar.year', { year })),
    h('p', null, `${t('calendar.notices')}：${Array.isArray(one?.notices) ? one.notices.map(String).join('、') : t('none')} · ${t('calendar.summary', { holidays: holidays.length, workdays: workdays.length })}`),
    yearSheet(Number(year), [...holidays, ...workdays]));
}

/** @param {any} days @param {string} kind */
function entries(days, kind) {
  return days && typeof days === 'object' ? Object.entries(days).map(([date, name]) => ({ date, kind, name: String(name) })) : [];
}

/** @param {any} body @param {HTMLButtonElement} button @param {HTMLElement} errors @param {(year: number) => Promise<void>} done */
async function send(body, button, errors, done) {
  button.disabled = true;
  replace(errors);
  try {
    const answer = await post('/calendar', body);
    tell(answer.imported.length
      ? t('calendar.load.done', { years: answer.imported.join('、'), count: answer.recounted })
      : t('calendar.load.unchanged', { years: answer.unchanged.join('、') }));
    await done(Number(answer.imported[0] ?? answer.unchanged[0]));
  } catch (error) {
    const places = error instanceof Problem ? error.errors : [];
    replace(errors, h('div', { class: 'form-errors', role: 'alert' }, problemText(error),
      places.length > 0 && h('ul', null, places.map((place) => h('li', null, h('span', { class: 'number' }, place.field), ` ${place.message}`)))));
  } finally {
    button.disabled = false;
  }
}
