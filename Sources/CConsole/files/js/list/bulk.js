// @ts-check
// One action on many tickets: what would be refused, and why, is shown before anything is done.

import { get, newKey, post, Problem } from '../api.js';
import { openDialog } from '../dialog.js';
import { h, replace } from '../dom.js';
import { renderForm } from '../form.js';
import { labelled, t } from '../i18n.js';
import { icon } from '../icons.js';
import { problemText, tell } from '../notice.js';
import { currentSession } from '../session.js';
import { dispatchControl } from '../ticket/dispatch-form.js';

/** Actions that make sense on many at once, by role; which of them are open, the tickets say. @type {Record<string, string[]>} */
const offered = {
  operator: ['accept', 'supplement'], dispatcher: ['accept', 'dispatch'], reviewer: ['archive', 'redo'],
  supervisor: ['supervise'], admin: ['accept', 'dispatch', 'archive', 'supervise'],
};
/** The most tickets of one action. */
const most = 500;

/**
 * The bar that appears when rows are marked.
 * @param {() => void} done called after something was done
 * @param {() => import('../tickets/ticket-table.js').TicketTable} list
 */
export function bulkBar(done, list) {
  const element = h('div', { class: 'bulk', role: 'region', 'aria-label': t('bulk.title'), hidden: true });
  const show = (/** @type {any[]} */ rows) => {
    element.hidden = rows.length === 0;
    if (!rows.length) return;
    const { table } = list();
    const others = table.total - table.rows.length;
    const isAll = rows.length === table.rows.length && others > 0;
    replace(element,
      h('strong', { role: 'status' }, t('list.selected', { count: rows.length })),
      isAll && h('span', { class: 'hint' }, t('bulk.page', { total: table.total })),
      isAll && table.total <= most && h('button', { type: 'button', class: 'button button-small', onclick: () => rest(table) }, t('bulk.rest', { total: table.total })),
      isAll && table.total > most && h('span', { class: 'hint' }, t('bulk.most', { most })),
      actions(rows, done, table),
      h('button', { type: 'button', class: 'button-plain push', onclick: () => table.selection.clear() }, icon('close'), t('bulk.none')));
  };
  return { element, show };
}

/** Reads what is left of the list, and marks all of it. @param {import('../table.js').Table} table */
async function rest(table) {
  while (table.next && table.rows.length < most) await table.more();
  table.selection.all(table.rows);
}

/** @param {any[]} rows @param {() => void} done @param {import('../table.js').Table} table */
function actions(rows, done, table) {
  const names = offered[currentSession()?.role ?? ''] ?? [];
  return names.map((name) => h('button', {
    type: 'button', class: 'button button-small', onclick: () => run(name, rows, () => {
      table.selection.clear();
      done();
    }),
  }, labelled('action', name, undefined)));
}

/** Asks for the form of an action, previews it, and does it. @param {string} name @param {any[]} rows @param {() => void} done */
async function run(name, rows, done) {
  const action = await openAction(name, rows);
  await openDialog({
    title: t('bulk.do', { action: labelled('action', name, action?.label), count: rows.length }), wide: true,
    body: (close) => {
      const place = h('div', { class: 'stack' });
      if (!action) return h('p', null, t('bulk.closed'));
      replace(place, renderForm({
        fields: action.fields, yes: t('bulk.preview'), cancel: () => close(),
        custom: { assignments: (field) => dispatchControl(field, null) },
        submit: (form) => send(name, rows, form, true),
        done: (answer) => replace(place, preview(name, rows, answer, close, done)),
      }));
      return place;
    },
  });
}

/** The action as one of the tickets that it is open for describes it. @param {string} name @param {any[]} rows */
async function openAction(name, rows) {
  for (const row of rows.slice(0, 5)) {
    const ticket = await get(`/tickets/${encodeURIComponent(row.id)}`).catch(() => null);
    const found = ticket?.actions?.find((/** @type {any} */ one) => one.name === name && !one.closed);
    if (found) return found;
  }
  return null;
}

/** @param {string} name @param {any[]} rows @param {any} form @param {boolean} isPreview @param {string} [key] */
async function send(name, rows, form, isPreview, key) {
  const answer = await post(`/tickets/actions/${name}`, { tickets: rows.map((row) => row.id), form, preview: isPreview }, { key });
  return { form, results: answer.items ?? answer.results ?? [] };
}

/** @param {string} name @param {any[]} rows @param {{form: any, results: any[]}} answer @param {() => void} close @param {() => void} done */
function preview(name, rows, { form, results }, close, done) {
  const byId = new Map(results.map((one) => [one.ticket ?? one.id, one]));
  const open = rows.filter((row) => !refusal(byId.get(row.id)));
  const button = h('button', {
    type: 'button', class: 'button button-primary', disabled: open.length === 0, onclick: async () => {
      button.disabled = true;
      try {
        const outcome = await send(name, open, form, false, newKey());
        const failed = outcome.results.filter(refusal).length;
        tell(t('bulk.done', { count: open.length - failed, failed }));
        done();
        if (failed) replace(/** @type {Element} */ (button.closest('.dialog-body')), resultList(open, outcome.results));
        else close();
      } catch (error) {
        button.after(problemText(error));
        button.disabled = false;
      }
    },
  }, t('bulk.go', { count: open.length }));
  return [h('p', { role: 'status' }, t('bulk.would', { open: open.length, closed: rows.length - open.length })),
    resultList(rows, results), h('div', { class: 'actions' }, button, h('button', { type: 'button', class: 'button', onclick: () => close() }, t('cancel')))];
}

/** @param {any[]} rows @param {any[]} results */
function resultList(rows, results) {
  const byId = new Map(results.map((one) => [one.ticket ?? one.id, one]));
  return h('ul', { class: 'bulk-results' }, rows.map((row) => {
    const why = refusal(byId.get(row.id));
    return h('li', null,
      h('span', { class: why ? 'mark mark-bad' : 'mark mark-good' }, icon(why ? 'close' : 'check'), t(why ? 'bulk.refused' : 'bulk.accepted')),
      h('span', { class: 'number' }, row.number), h('bdi', null, row.title), why && h('span', { class: 'text-soft' }, why));
  }));
}

/** Why a ticket's row was or would be refused; null where it is not. @param {any} result @returns {string | null} */
function refusal(result) {
  if (!result) return null;
  const problem = result.problem ?? result.refusal ?? result.error ?? (result.ok === false ? result : null);
  if (!problem) return (result.status ?? 200) >= 400 ? new Problem(result, result.status).message : null;
  return [problem.detail ?? problem.message ?? problem.title, problem.cure].filter(Boolean).join(t('list.stop'));
}
