// @ts-check
// `/desk/admin/calendar`: the working-day calendar of each announced year, and the loading of a new one.

import { get } from '../api.js';
import { h, replace } from '../dom.js';
import { icon } from '../icons.js';
import { t } from '../i18n.js';
import { problemBox } from '../notice.js';
import { noteAddress } from '../router.js';
import { dataTable } from '../network/data-table.js';
import { beijing, moment } from '../time.js';
import { loadPanel } from './calendar-load.js';
import { yearSheet } from './calendar-year.js';

/** @param {import('../router.js').Visit} visit */
export default async function calendar(visit) {
  const list = await get('/calendar', { signal: visit.signal });
  const box = h('div', { class: 'stack', 'aria-live': 'polite' });
  const tabs = h('nav', { class: 'row year-tabs', 'aria-label': t('calendar.years') });
  const state = { year: 0, items: list.items };
  const open = async (/** @type {number} */ year) => {
    state.year = year;
    noteAddress(`/desk/admin/calendar?year=${year}`);
    drawTabs(tabs, state, open);
    try {
      const found = await get(`/calendar/${year}`, { signal: visit.signal });
      replace(box, yearPanel(found));
    } catch (error) {
      if (!visit.signal.aborted) replace(box, problemBox(error, () => open(year)));
    }
  };
  const reread = async (/** @type {number} */ year) => {
    state.items = (await get('/calendar', { signal: visit.signal })).items;
    await open(year);
  };
  const years = known(state.items);
  const asked = Number(visit.query.get('year') ?? beijing(new Date()).year);
  await open(years.includes(asked) ? asked : years[years.length - 1]);
  return h('div', { class: 'page stack' },
    h('div', { class: 'page-head' }, h('h1', null, t('page.calendar'))),
    h('p', { class: 'hint' }, t('calendar.hint')), tabs, box,
    visit.session.role === 'admin' && loadPanel(reread));
}

/** @param {any[]} items */
function known(items) {
  return [...new Set(items.map((item) => Number(item.year)))].sort();
}

/** @param {HTMLElement} tabs @param {any} state @param {(year: number) => void} open */
function drawTabs(tabs, state, open) {
  const years = known(state.items);
  const next = Number(beijing(new Date()).year) + 1;
  replace(tabs,
    years.map((year) => h('button', { type: 'button', class: `button button-small${year === state.year ? ' button-primary' : ''}`, 'aria-pressed': String(year === state.year), onclick: () => open(year) }, year)),
    !years.includes(next) && h('span', { class: 'mark mark-warn' }, icon('warning'), t('calendar.missing', { year: next })));
}

/** @param {any} found */
function yearPanel(found) {
  return [
    h('section', { class: 'panel' },
      h('div', { class: 'panel-head' },
        h('h2', null, t('calendar.year', { year: found.year })),
        h('p', { class: 'hint' }, t('calendar.summary', { holidays: found.holidays, workdays: found.workdays }))),
      h('p', null, `${t('calendar.notices')}：${found.notices.join('、')}`),
      yearSheet(Number(found.year), found.days)),
    h('section', { class: 'panel' }, h('h2', null, t('calendar.versions')),
      dataTable(t('calendar.versions'), ['calendar.version', 'calendar.state', 'calendar.notices', 'calendar.days', 'calendar.importedBy'].map((key) => t(key)),
        found.versions.slice().reverse().map((/** @type {any} */ one) => [
          one.version === 0 ? t('calendar.own') : one.version,
          one.inForce ? h('span', { class: 'mark mark-good' }, icon('check'), t('calendar.inForce')) : h('span', { class: 'mark' }, icon('archive'), t('calendar.replaced')),
          one.notices.join('、'), t('calendar.summary', { holidays: one.holidays, workdays: one.workdays }),
          one.importedAt ? `${one.importedBy ?? ''} ${moment(one.importedAt)}` : t('calendar.withProgram'),
        ]))),
  ];
}
