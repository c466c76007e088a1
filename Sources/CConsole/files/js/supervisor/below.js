// @ts-check
// The nodes below: supervision, spot checks and complaints of their tickets, and what they raised or answered.

import { get, post } from '../api.js';
import { debounced, h, replace } from '../dom.js';
import { named, t } from '../i18n.js';
import { whenChanged } from '../live.js';
import { problemBox, tell } from '../notice.js';
import { dataTable } from '../network/data-table.js';
import { formDialog } from '../admin/form-dialog.js';
import { moment } from '../time.js';
import { dueCell } from '../tickets/marks.js';
import { nameOf } from '../tickets/units.js';

/** @param {import('../router.js').Visit} visit @param {any} how */
export async function belowPanel(visit, how) {
  const status = await get('/status', { signal: visit.signal });
  const hasBelow = status.mirrors > 0 || status.peers.some((/** @type {any} */ peer) => peer.relation === 'lower');
  if (!hasBelow) return null;
  const raised = h('div', null);
  const found = h('div', { 'aria-live': 'polite' });
  const search = h('input', { type: 'search', 'aria-label': t('supervision.below.search'), placeholder: t('supervision.below.search') });
  const late = h('input', { type: 'checkbox' });
  const find = async () => {
    try {
      const page = await get('/mirror/tickets', { query: { q: search.value.trim(), overdue: late.checked ? 'true' : null, limit: 20 }, signal: visit.signal });
      replace(found, mirrors(page, how));
    } catch (error) {
      if (!visit.signal.aborted) replace(found, problemBox(error, find));
    }
  };
  const readRaised = async () => replace(raised, escalations((await get('/escalations', { query: { limit: 50 }, signal: visit.signal })).items));
  search.addEventListener('input', debounced(find, 300));
  late.addEventListener('change', find);
  await Promise.all([find(), readRaised()]);
  whenChanged(() => true, () => readRaised().catch(() => {}), { pause: 1500, signal: visit.signal });
  return [
    h('section', { class: 'panel' }, h('h2', null, t('supervision.below')), h('p', { class: 'hint' }, t('supervision.below.hint')),
      h('div', { class: 'row admin-filter' }, search, h('label', { class: 'row' }, late, t('supervision.below.overdue'))), found),
    h('section', { class: 'panel' }, h('h2', null, t('supervision.raised')), raised),
  ];
}

/** @param {any} page @param {any} how */
function mirrors(page, how) {
  if (!page.items.length) return h('p', { class: 'hint' }, t('supervision.below.none'));
  return dataTable(t('supervision.below'), ['supervision.matter', 'supervision.owner', 'network.state', 'supervision.due', 'network.actions'].map((key) => t(key)), page.items.map((/** @type {any} */ row) => [
    h('span', { class: 'two-lines' }, h('bdi', null, row.title), h('small', { class: 'number' }, row.number)),
    nameOf(row.owner), named('state', row.state), dueCell(row),
    how.mayAct && h('div', { class: 'actions' }, ['supervise', 'spot-check', 'complain'].map((name) => h('button', {
      type: 'button', class: 'button button-small', 'aria-label': `${t(`supervision.${name}`)} ${row.number}`, onclick: () => direct(row, name),
    }, t(`supervision.${name}`)))),
  ]));
}

/** @param {any} row @param {string} name */
async function direct(row, name) {
  const title = t(`supervision.${name}`);
  const done = await formDialog({
    title: `${title} · ${row.number}`, yes: title, text: row.title,
    fields: [
      { name: 'text', label: t('supervision.content'), type: 'longText', required: true, maxLength: 4000 },
      { name: 'answerDue', label: t('supervision.answerDue'), type: 'moment', required: false },
    ],
    submit: (value, key) => post(`/mirror/tickets/${encodeURIComponent(row.id)}/actions/${name}`, value, { key }),
  });
  if (done) tell(t('supervision.directed'));
}

/** @param {any[]} items */
function escalations(items) {
  if (!items.length) return h('p', { class: 'hint' }, t('supervision.raised.none'));
  return dataTable(t('supervision.raised'), ['network.at', 'supervision.from', 'supervision.what', 'supervision.matter', 'supervision.content'].map((key) => t(key)), items.map((one) => [
    moment(one.at), nameOf(one.from), named('escalation', one.kind), h('span', { class: 'number' }, one.ticket), h('span', { class: 'told' }, one.text),
  ]));
}
