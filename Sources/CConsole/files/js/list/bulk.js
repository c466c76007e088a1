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
import { tagAction, tagControl, tagRequest } from './bulk-tags.js';
import { printButton } from './print.js';
import { urging } from './urge.js';

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
  supervisor: ['urge', 'supervise'],
  admin: ['accept', 'dispatch', 'approve-completion', 'refuse-completion', ...decisions, 'archive', 'urge', 'supervise'],
  unit: ['sign', 'progress', 'forward'],
};
/** Those that are addressed to shares, and the states in which a share takes them. @type {Record<string, string[]>} */
const onShares = {
  sign: ['dispatched'],
  progress: ['dispatched', 'signed', 'deferred'],
  forward: ['dispatched', 'signed', 'deferred'],
  urge: ['dispatched', 'signed', 'returnAsked'],
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
/**
 * Those that are another action of the ticket with a part of its form.
 * @type {Record<string, {action: string, narrow: (action: any, ticket: any) => Promise<any>}>}
 */
const narrowed = { urge: { action: 'supervise', narrow: urging } };
/** Rows of one request; what is more goes in several. */
const atOnce = 500;
/** The most rows that are marked by one button. */
const most = 10000;
/** Rows of an outcome that are shown; of more, first those that were refused. */
const mostShown = 300;

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
          { type: 'button', class: 'button button-small', onclick: () => rest(list(), element) },
          t('bulk.rest', { total: table.total }),
        ),
      isAll && table.total > most && h('span', { class: 'hint' }, t('bulk.most', { most })),
      buttons(rows, done, table),
      printButton(() => table.selection.list),
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

/**
 * Reads what is left of the list, and marks all of it.
 * @param {import('../tickets/ticket-table.js').TicketTable} list @param {HTMLElement} bar says how far it is
 */
async function rest(list, bar) {
  const { table } = list;
  const told = (/** @type {number} */ done) =>
    replace(bar, h('span', { role: 'status' }, t('bulk.reading', { done, total: table.total })));
  told(table.rows.length);
  await list.readAll(most, told);
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
  const chosen = subjects(name, rows);
  const action = tagAction(name) ?? (await openAction(name, chosen));
  await openDialog({
    title: t('bulk.do', { action: labelled('action', name, action?.label), count: chosen.length }),
    wide: true,
    body: (close) => {
      const place = h('div', { class: 'stack' });
      const status = h('p', { class: 'hint', role: 'status' });
      if (!action) return h('p', null, t('bulk.closed'));
      replace(
        place,
        renderForm({
          fields: action.fields.filter((/** @type {any} */ field) => field.type !== 'file'),
          values: action.values,
          yes: t('bulk.preview'),
          cancel: () => close(),
          custom: { assignments: (field) => dispatchControl(field, null), tags: tagControl },
          submit: async (form) => ({ form, items: await send(name, chosen, form, { isPreview: true, status }) }),
          done: (answer) => replace(place, preview(name, chosen, answer, close, done)),
        }),
        status,
      );
      return place;
    },
  });
}

/** The action as one of those that it is open for describes it. @param {string} name @param {Subject[]} chosen */
async function openAction(name, chosen) {
  const part = narrowed[name];
  const wanted = part?.action ?? name;
  for (const { name: id, row } of chosen.slice(0, 5)) {
    const ticket = await get(`/tickets/${encodeURIComponent(row.id)}`).catch(() => null);
    const share = !part && ticket?.assignments?.find((/** @type {any} */ one) => one.id === id);
    const found = (share || ticket)?.actions?.find((/** @type {any} */ one) => one.name === wanted && !one.closed);
    const form = found && part ? await part.narrow(found, ticket) : found;
    if (form) return form;
  }
  return null;
}

/**
 * In as many requests as it takes. Sent again under its key after it was cut off, it goes on where it was.
 * @param {string} action @param {Subject[]} chosen @param {any} form
 * @param {{isPreview: boolean, key?: string, status: HTMLElement}} how
 * @returns {Promise<any[]>}
 */
async function send(action, chosen, form, { isPreview, key, status }) {
  /** @type {any[]} */
  const items = [];
  for (let at = 0; at < chosen.length; at += atOnce) {
    if (at) replace(status, t('bulk.sending', { done: at, total: chosen.length }));
    const names = chosen.slice(at, at + atOnce).map((one) => one.name);
    const { path, body } = tagRequest(action, names, form) ?? actionRequest(action, names, form);
    const answer = await post(path, { ...body, preview: isPreview }, { key: key && `${key}-${at}` });
    items.push(...(answer.items ?? []));
  }
  replace(status);
  return items;
}

/** @param {string} action @param {string[]} names @param {any} form */
function actionRequest(action, names, form) {
  const kind = onShares[action] ? 'assignments' : 'tickets';
  return { path: `/${kind}/actions/${narrowed[action]?.action ?? action}`, body: { [kind]: names, form } };
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
  const status = h('p', { class: 'hint', role: 'status' });
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
          const outcome = await send(action, open, form, { isPreview: false, key, status });
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
    status,
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
  const weight = (/** @type {Subject} */ one) => (byName.get(one.name)?.problem ? 0 : 1);
  const shown = chosen.length > mostShown ? [...chosen].sort((a, b) => weight(a) - weight(b)) : chosen;
  const left = Math.max(0, chosen.length - mostShown);
  return h(
    'ul',
    { class: 'bulk-results' },
    shown.slice(0, mostShown).map(({ name, row }) => {
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
    left > 0 && h('li', null, t('bulk.more', { count: left })),
  );
}
