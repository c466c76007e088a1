// @ts-check
// One action on many tickets, or on one's shares of them: what would be refused, and why, is shown before it is done.

import { get, newKey, post } from '../api.js';
import { openDialog } from '../dialog.js';
import { h, replace } from '../dom.js';
import { renderForm } from '../form.js';
import { labelled, t } from '../i18n.js';
import { icon } from '../icons.js';
import { problemText, tell } from '../notice.js';
import { currentSession } from '../session.js';
import { dispatchControl } from '../ticket/dispatch-form.js';
import { readButton } from './bulk-read.js';
import { sendTags, tagAction, tagControl } from './bulk-tags.js';

/** @typedef {{name: string, row: any}} Subject a ticket or a share by its name in the API, and its row */

/** What dispatchers and reviewers decide of what units asked. */
const decisions = [
  'approve-return',
  'refuse-return',
  'approve-extension',
  'refuse-extension',
  'approve-deferral',
  'refuse-deferral',
];
/**
 * Actions that make sense on many at once, by role; which of them are open, the tickets say.
 * @type {Record<string, string[]>}
 */
const offered = {
  operator: ['accept', 'supplement'],
  dispatcher: ['accept', 'dispatch', ...decisions],
  reviewer: ['approve-completion', 'refuse-completion', ...decisions, 'archive', 'redo'],
  supervisor: ['supervise'],
  admin: ['accept', 'dispatch', 'approve-completion', 'refuse-completion', ...decisions, 'archive', 'supervise'],
  unit: ['sign', 'progress', 'forward'],
};
/** Those that are addressed to shares, and the states in which a share takes them. @type {Record<string, string[]>} */
const onShares = {
  sign: ['dispatched'],
  progress: ['dispatched', 'signed', 'deferred'],
  forward: ['dispatched', 'signed', 'deferred'],
  'approve-completion': ['submitted'],
  'refuse-completion': ['submitted'],
  'approve-return': ['returnAsked'],
  'refuse-return': ['returnAsked'],
  'approve-extension': ['signed', 'returnAsked', 'submitted'],
  'refuse-extension': ['signed', 'returnAsked', 'deferred', 'submitted'],
  'approve-deferral': ['signed'],
  'refuse-deferral': ['signed', 'submitted'],
};
/** Those that decide on what the state of a share does not tell, and the mark of its ticket. @type {Record<string, string>} */
const onMarked = {
  'approve-extension': 'extensionAsked',
  'refuse-extension': 'extensionAsked',
  'approve-deferral': 'deferralAsked',
  'refuse-deferral': 'deferralAsked',
};
/** The most of one action. */
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
    const isAll = rows.length === table.rows.length && table.total > table.rows.length;
    replace(
      element,
      h('strong', { role: 'status' }, t('list.selected', { count: rows.length })),
      isAll && h('span', { class: 'hint' }, t('bulk.page', { total: table.total })),
      isAll &&
        table.total <= most &&
        h(
          'button',
          { type: 'button', class: 'button button-small', onclick: () => rest(table) },
          t('bulk.rest', { total: table.total }),
        ),
      isAll && table.total > most && h('span', { class: 'hint' }, t('bulk.most', { most })),
      buttons(rows, done, table),
      readButton(rows, done),
      h(
        'button',
        { type: 'button', class: 'button-plain push', onclick: () => table.selection.clear() },
        icon('close'),
        t('bulk.none'),
      ),
    );
  };
  return { element, show };
}

/** Reads what is left of the list, and marks all of it. @param {import('../table.js').Table} table */
async function rest(table) {
  let isMore = table.rows.length < most;
  while (isMore) isMore = (await table.more()) && table.rows.length < most;
  table.selection.all(table.rows);
}

/** @param {any[]} rows @param {() => void} done @param {import('../table.js').Table} table */
function buttons(rows, done, table) {
  const own = offered[currentSession()?.role ?? ''];
  const names = own ? [...own, 'tag', 'untag'] : [];
  const ended = () => {
    table.selection.clear();
    done();
  };
  return names
    .filter((name) => subjects(name, rows).length > 0)
    .map((name) =>
      h(
        'button',
        { type: 'button', class: 'button button-small', onclick: () => run(name, table.selection.list, ended) },
        labelled('action', name, undefined),
      ),
    );
}

/** What an action would be done on. @param {string} action @param {any[]} rows @returns {Subject[]} */
function subjects(action, rows) {
  const states = onShares[action];
  if (!states) return rows.map((row) => ({ name: row.id, row }));
  const unit = currentSession()?.unit;
  const mark = onMarked[action];
  const marked = mark ? rows.filter((row) => row.marks.includes(mark)) : rows;
  return marked.flatMap((row) =>
    row.shares
      .filter((/** @type {any} */ share) => states.includes(share.state) && (!unit || share.unit === unit))
      .map((/** @type {any} */ share) => ({ name: share.assignment, row })),
  );
}

/**
 * Asks for the form of an action, previews it, and does it.
 * @param {string} name @param {any[]} rows @param {() => void} done
 */
async function run(name, rows, done) {
  const chosen = subjects(name, rows).slice(0, most);
  const action = tagAction(name) ?? (await openAction(name, chosen));
  await openDialog({
    title: t('bulk.do', { action: labelled('action', name, action?.label), count: chosen.length }),
    wide: true,
    body: (close) => {
      const place = h('div', { class: 'stack' });
      if (!action) return h('p', null, t('bulk.closed'));
      replace(
        place,
        renderForm({
          fields: action.fields.filter((/** @type {any} */ field) => field.type !== 'file'),
          yes: t('bulk.preview'),
          cancel: () => close(),
          custom: { assignments: (field) => dispatchControl(field, null), tags: tagControl },
          submit: async (form) => ({ form, items: await send(name, chosen, form, true) }),
          done: (answer) => replace(place, preview(name, chosen, answer, close, done)),
        }),
      );
      return place;
    },
  });
}

/** The action as one of those that it is open for describes it. @param {string} name @param {Subject[]} chosen */
async function openAction(name, chosen) {
  for (const { name: id, row } of chosen.slice(0, 5)) {
    const ticket = await get(`/tickets/${encodeURIComponent(row.id)}`).catch(() => null);
    const share = ticket?.assignments?.find((/** @type {any} */ one) => one.id === id);
    const found = (share ?? ticket)?.actions?.find((/** @type {any} */ one) => one.name === name && !one.closed);
    if (found) return found;
  }
  return null;
}

/**
 * @param {string} action @param {Subject[]} chosen @param {any} form @param {boolean} isPreview @param {string} [key]
 * @returns {Promise<any[]>}
 */
async function send(action, chosen, form, isPreview, key) {
  if (tagAction(action)) return sendTags(action, chosen, form, isPreview);
  const kind = onShares[action] ? 'assignments' : 'tickets';
  const body = { [kind]: chosen.map((one) => one.name), form, preview: isPreview };
  return (await post(`/${kind}/actions/${action}`, body, { key })).items ?? [];
}

/**
 * @param {string} action @param {Subject[]} chosen @param {{form: any, items: any[]}} answer
 * @param {() => void} close @param {() => void} done
 */
function preview(action, chosen, { form, items }, close, done) {
  const refused = new Set(items.filter((one) => !one.ok).map((one) => one.name));
  const open = chosen.filter((one) => !refused.has(one.name));
  const key = newKey();
  const refusal = h('div', { role: 'alert' });
  const button = h(
    'button',
    {
      type: 'button',
      class: 'button button-primary',
      disabled: open.length === 0,
      onclick: async () => {
        button.disabled = true;
        replace(refusal);
        try {
          const outcome = await send(action, open, form, false, key);
          const failed = outcome.filter((one) => !one.ok).length;
          tell(t('bulk.done', { count: open.length - failed, failed }));
          done();
          if (failed) replace(/** @type {Element} */ (button.closest('.dialog-body')), results(open, outcome));
          else close();
        } catch (error) {
          replace(refusal, problemText(error));
          button.disabled = false;
        }
      },
    },
    t('bulk.go', { count: open.length }),
  );
  return [
    h('p', { role: 'status' }, t('bulk.would', { open: open.length, closed: refused.size })),
    results(chosen, items),
    refusal,
    h(
      'div',
      { class: 'actions' },
      button,
      h('button', { type: 'button', class: 'button', onclick: () => close() }, t('cancel')),
    ),
  ];
}

/** How each row went, or would go. @param {Subject[]} chosen @param {any[]} items */
function results(chosen, items) {
  const byName = new Map(items.map((one) => [one.name, one]));
  return h(
    'ul',
    { class: 'bulk-results' },
    chosen.map(({ name, row }) => {
      const { problem } = byName.get(name) ?? {};
      return h(
        'li',
        null,
        h(
          'span',
          { class: problem ? 'mark mark-bad' : 'mark mark-good' },
          icon(problem ? 'close' : 'check'),
          t(problem ? 'bulk.refused' : 'bulk.accepted'),
        ),
        h('span', { class: 'number' }, row.number),
        h('bdi', null, row.title),
        problem &&
          h(
            'span',
            { class: 'text-soft' },
            [problem.detail ?? problem.title, problem.cure].filter(Boolean).join(t('list.stop')),
          ),
      );
    }),
  );
}
