// @ts-check
// `/desk/admin/units`: the units and who answers for each (A岗, B岗); a change of people is filed here.

import { get, post } from '../api.js';
import { openDialog } from '../dialog.js';
import { debounced, h, replace } from '../dom.js';
import { icon } from '../icons.js';
import { t } from '../i18n.js';
import { tell, tellProblem } from '../notice.js';
import { dataTable } from '../network/data-table.js';
import { day, dayOfMoment, deadline, moment } from '../time.js';
import { formDialog } from './form-dialog.js';

/** Who may file for any unit; a unit files for itself. */
const filers = ['operator', 'dispatcher', 'reviewer', 'admin', 'unit'];

/** @param {import('../router.js').Visit} visit */
export default async function units(visit) {
  const box = h('div', null);
  const count = h('p', { class: 'hint', role: 'status' });
  const search = h('input', { type: 'search', placeholder: t('units.search'), 'aria-label': t('units.search') });
  const missing = h('input', { type: 'checkbox' });
  /** @type {any[]} */
  let all = [];
  const draw = () => {
    const words = search.value.trim();
    const shown = all.filter((unit) => matches(unit, words) && (!missing.checked || unit.missing.length > 0));
    count.textContent = t('units.count', { shown: shown.length, total: all.length });
    replace(box, shown.length ? table(shown, mayFile, read) : h('p', { class: 'empty' }, t('units.none')));
  };
  const read = async () => {
    all = (await get('/contacts', { signal: visit.signal })).items;
    draw();
  };
  const mayFile = filers.includes(visit.session.role);
  search.addEventListener('input', debounced(draw, 120));
  missing.addEventListener('change', draw);
  await read();
  return h('div', { class: 'page stack' },
    h('div', { class: 'page-head' }, h('h1', null, t('page.units')), count),
    h('p', { class: 'hint' }, t('units.hint')),
    h('div', { class: 'row admin-filter' }, search, h('label', { class: 'row' }, missing, t('units.missingOnly'))),
    h('section', { class: 'panel' }, box));
}

/** @param {any} unit @param {string} words */
function matches(unit, words) {
  return !words || [unit.name, unit.unit, ...unit.contacts.map((/** @type {any} */ one) => one.name)].some((text) => text.includes(words));
}

/** @param {any[]} shown @param {boolean} mayFile @param {() => Promise<void>} again */
function table(shown, mayFile, again) {
  const heads = ['units.unit', 'units.post.A', 'units.post.B', 'units.state', 'network.actions'].map((key) => t(key));
  return dataTable(t('page.units'), heads, shown.map((unit) => [
    h('span', { class: 'two-lines' }, h('span', null, unit.name), h('small', null, unit.unit)),
    holder(unit, 'A'), holder(unit, 'B'), state(unit),
    h('div', { class: 'actions' },
      mayFile && h('button', { type: 'button', class: 'button button-small', 'aria-label': `${t('units.file')} ${unit.name}`, onclick: () => file(unit, again) }, t('units.file')),
      h('button', { type: 'button', class: 'button button-small', 'aria-label': `${t('units.history')} ${unit.name}`, onclick: () => history(unit) }, t('units.history'))),
  ]));
}

/** @param {any} unit @param {string} post */
function holder(unit, post) {
  const one = unit.contacts.find((/** @type {any} */ each) => each.post === post);
  if (!one) return h('span', { class: 'text-soft' }, t('none'));
  return h('span', { class: 'two-lines' }, h('span', null, `${one.name}${one.position ? `（${one.position}）` : ''}`), h('small', { class: 'number' }, one.phone));
}

/** @param {any} unit */
function state(unit) {
  const late = unit.contacts.filter((/** @type {any} */ one) => one.late);
  return h('div', { class: 'marks' },
    unit.missing.map((/** @type {string} */ post) => h('span', { class: 'mark mark-warn' }, icon('warning'), t('units.missing', { post }))),
    late.map((/** @type {any} */ one) => h('span', { class: 'mark mark-bad' }, icon('clock'), t('units.late', { post: one.post }))),
    !unit.missing.length && !late.length && h('span', { class: 'mark mark-good' }, icon('check'), t('units.complete')));
}

/** @param {any} unit @param {() => Promise<void>} again */
async function file(unit, again) {
  const filed = await formDialog({
    title: t('units.file.title', { name: unit.name }), yes: t('units.file'), text: unit.article ? t('units.file.text', { article: unit.article }) : undefined,
    fields: [
      { name: 'post', label: t('units.post'), type: 'choice', required: true, choices: ['A', 'B'].map((value) => ({ value, label: t(`units.post.${value}`) })) },
      { name: 'name', label: t('units.name'), type: 'text', required: true, maxLength: 100 },
      { name: 'phone', label: t('units.phone'), type: 'text', required: true, maxLength: 40 },
      { name: 'position', label: t('units.position'), type: 'text', required: false, maxLength: 100 },
      { name: 'changedOn', label: t('units.changedOn'), type: 'day', required: true, hint: t('units.changedOn.hint') },
    ],
    values: { post: unit.missing[0] ?? 'A', changedOn: dayOfMoment(new Date()) },
    submit: (value, key) => post(`/contacts/${encodeURIComponent(unit.unit)}`, value, { key }),
  });
  if (!filed) return;
  tell(t('units.filed', { name: unit.name }));
  await again().catch(tellProblem);
}

/** @param {any} unit */
async function history(unit) {
  try {
    const found = await get(`/contacts/${encodeURIComponent(unit.unit)}`);
    const heads = ['units.post', 'units.name', 'units.phone', 'units.changedOn', 'units.filedAt', 'units.due'].map((key) => t(key));
    await openDialog({
      title: t('units.history.title', { name: unit.name }), wide: true,
      body: () => (found.history?.length ? dataTable(t('units.history'), heads, found.history.slice().reverse().map((/** @type {any} */ one) => [
        t(`units.post.${one.post}`), `${one.name}${one.position ? `（${one.position}）` : ''}`, h('span', { class: 'number' }, one.phone), day(one.changedOn),
        `${moment(one.filedAt)} ${one.filedBy}`,
        h('span', { class: one.late ? 'text-bad' : null }, one.due ? deadline(one.due) : t('units.noLimit'), one.late ? `（${t('units.isLate')}）` : ''),
      ])) : h('p', { class: 'hint' }, t('units.noHistory'))),
    });
  } catch (error) {
    tellProblem(error);
  }
}
