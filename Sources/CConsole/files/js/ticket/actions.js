// @ts-check
// What may be done now, and where something is closed, why.

import { newKey, Problem, request } from '../api.js';
import { openDialog } from '../dialog.js';
import { h } from '../dom.js';
import { renderForm } from '../form.js';
import { labelled, t, tIfAny } from '../i18n.js';
import { tellProblem } from '../notice.js';
import { offerCannedTexts } from './canned.js';
import { showConflict } from './conflict.js';
import { dispatchControl } from './dispatch-form.js';
import { formFacts } from './facts.js';
import { firstValues } from './first-values.js';

/** Actions that end something or send it back. */
const grave = new Set([
  'refuse',
  'withdraw',
  'return',
  'refuse-return',
  'refuse-completion',
  'refuse-extension',
  'refuse-deferral',
  'redo',
  'dismiss-proposal',
]);
/** Actions that a role comes for; they stand first. */
const first = [
  'sign',
  'approve-completion',
  'refuse-completion',
  'approve-return',
  'refuse-return',
  'complete',
  'accept',
  'dispatch',
  'revisit',
  'answer',
  'archive',
];
/** Actions that are decided on what the matter was, and what was done. */
const reminded = new Set([
  'revisit',
  'dispatch',
  'approve-completion',
  'refuse-completion',
  'approve-return',
  'refuse-return',
  'answer',
  'complete',
]);
/** Actions that have a place of their own on the page. */
const elsewhere = new Set(['attach']);

/** @param {import('./ticket.js').Model} model @param {any} page */
export function actionPanel({ ticket }, page) {
  const shares = [...(ticket.assignments ?? []), ...(ticket.order ? [orderToSign(ticket)] : [])];
  const urgent = shares.flatMap((share) =>
    (share.actions ?? [])
      .filter((/** @type {any} */ one) => !one.closed && first.includes(one.name))
      .map((/** @type {any} */ action) => ({ action, share })),
  );
  return h(
    'section',
    { class: 'panel action-panel', 'aria-labelledby': 'actions' },
    h('h2', { id: 'actions' }, t('actions.title')),
    urgent.length > 0 &&
      h(
        'div',
        { class: 'action-list' },
        sorted(urgent, (one) => one.action.name).map(({ action, share }, index) =>
          button(action, share.id, page, index === 0),
        ),
      ),
    actionButtons(ticket.actions ?? [], null, page, urgent.length === 0),
  );
}

/**
 * Of an order from above, signing is what cannot wait; its result is put together from the shares.
 * @param {any} ticket
 */
function orderToSign(ticket) {
  const actions = (ticket.orderActions ?? []).filter((/** @type {any} */ one) => one.name === 'sign');
  return { actions, id: ticket.order.assignment };
}

/**
 * The buttons of actions that are open, and why the others are not.
 * @param {any[]} actions @param {string | null} assignment @param {any} page @param {boolean} [isMain]
 */
export function actionButtons(actions, assignment, page, isMain = false) {
  const open = sorted(
    actions.filter((one) => !one.closed && !elsewhere.has(one.name)),
    (one) => one.name,
  );
  const closed = actions.filter((one) => one.closed);
  if (!actions.length) return assignment ? null : h('p', { class: 'hint' }, t('actions.none'));
  return h(
    'div',
    { class: 'stack screen-only' },
    open.length > 0 &&
      h(
        'div',
        { class: 'action-list' },
        open.map((action, index) => button(action, assignment, page, isMain && index === 0)),
      ),
    closed.length > 0 &&
      h(
        'details',
        { class: 'closed' },
        h('summary', null, t('actions.closed', { count: closed.length })),
        h(
          'dl',
          null,
          closed.map((action) => [
            h('dt', null, labelled('action', action.name, action.label)),
            h(
              'dd',
              null,
              action.closed.message,
              action.closed.cure && h('span', { class: 'cure' }, action.closed.cure),
              action.closed.article && h('span', { class: 'article' }, action.closed.article),
            ),
          ]),
        ),
      ),
  );
}

/** @template T @param {T[]} list @param {(one: T) => string} name @returns {T[]} */
function sorted(list, name) {
  const place = (/** @type {T} */ one) => (first.indexOf(name(one)) + first.length + 1) % (first.length + 1);
  return [...list].sort((a, b) => place(a) - place(b));
}

/** @param {any} action @param {string | null} assignment @param {any} page @param {boolean} isMain */
function button(action, assignment, page, isMain) {
  const look = grave.has(action.name) ? 'button-danger' : isMain ? 'button-primary' : '';
  return h(
    'button',
    {
      type: 'button',
      class: `button ${look}`,
      dataset: { action: action.name },
      onclick: () => page.act(action, assignment),
    },
    labelled('action', action.name, action.label),
  );
}

/**
 * Opens an action's form over the page; answers whether it was done.
 * @param {{action: any, assignment: string | null, page: any}} what
 */
export async function openAction({ action, assignment, page }) {
  // The page goes on changing while a form is open; what is sent was decided on this version.
  const opened = page.model;
  let { etag } = opened;
  const { ticket } = opened;
  const path = assignment
    ? `/assignments/${encodeURIComponent(assignment)}/actions/${action.name}`
    : `${page.base}/${encodeURIComponent(ticket.id)}/actions/${action.name}`;
  const submit = async (/** @type {any} */ body, /** @type {string} */ key) => {
    try {
      return await request('POST', path, { body, key, etag });
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'revision-conflict') throw error;
      const newer = await showConflict(opened, action, body);
      if (!newer) throw error;
      etag = newer;
      return request('POST', path, { body, key, etag });
    }
  };
  if (!action.fields.length) return doAtOnce(submit, page);
  return openDialog({
    title: `${labelled('action', action.name, action.label)} · ${ticket.number}`,
    wide: reminded.has(action.name) || action.fields.length > 6,
    body: (close) => {
      const form = renderForm({
        fields: action.fields.map(hinted),
        yes: labelled('action', action.name, action.label),
        danger: grave.has(action.name),
        cancel: () => close(false),
        values: firstValues(action, assignment, ticket),
        custom: { assignments: (field) => dispatchControl(field, ticket) },
        submit,
        done: (answer) => {
          close(true);
          take(answer, page);
        },
      });
      offerCannedTexts(form, ticket, action, assignment);
      return [reminder(page.model, action, assignment), form];
    },
  });
}

/** What asks for nothing needs no form. @param {(body: any, key: string) => Promise<any>} submit @param {any} page */
async function doAtOnce(submit, page) {
  try {
    take(await submit({}, newKey()), page);
    return true;
  } catch (error) {
    tellProblem(error);
    return false;
  }
}

/** The answer to an action is the ticket as it is now. @param {any} answer @param {any} page */
function take(answer, page) {
  if (answer.data?.id === page.model.ticket.id) page.update({ ...page.model, ticket: answer.data, etag: answer.etag });
  page.refresh();
}

/**
 * Who decides should not have to remember what it was about.
 * @param {import('./ticket.js').Model} model @param {any} action @param {string | null} assignment
 */
function reminder({ ticket, labels }, action, assignment) {
  if (!reminded.has(action.name)) return null;
  const share = (ticket.assignments ?? []).find((/** @type {any} */ one) => one.id === assignment);
  const form = action.name.endsWith('-completion')
    ? share?.completion?.form
    : action.name === 'revisit'
      ? (ticket.result ?? ticket.assignments?.[0]?.completion?.form)
      : null;
  if (!form) return matterReminder(ticket, action);
  return h(
    'div',
    { class: 'versions' },
    matterReminder(ticket, action),
    h(
      'details',
      { class: 'reminder', open: true },
      h('summary', null, t('shares.completion')),
      formFacts(form, labels),
    ),
  );
}

/** @param {any} ticket @param {any} action */
function matterReminder(ticket, action) {
  return h(
    'details',
    { class: 'reminder', open: action.name !== 'complete' },
    h('summary', null, h('bdi', null, ticket.matter.title)),
    h('p', { class: 'told told-short' }, ticket.matter.content),
  );
}

/** @param {any} field */
function hinted(field) {
  const hint = tIfAny(`hint.${field.name}`);
  return hint ? { ...field, hint } : field;
}
