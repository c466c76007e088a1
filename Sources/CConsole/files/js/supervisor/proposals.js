// @ts-check
// What the rules propose by themselves (JY24-29): a person takes it up, or puts it aside with a reason.

import { post } from '../api.js';
import { h } from '../dom.js';
import { icon } from '../icons.js';
import { t } from '../i18n.js';
import { tell } from '../notice.js';
import { dataTable } from '../network/data-table.js';
import { formDialog } from '../admin/form-dialog.js';
import { moment } from '../time.js';
import { nameOf } from '../tickets/units.js';
import { matterCell } from './due.js';

/** @param {{tickets: any[], total: number, books: Map<string, any>}} proposed @param {any} how */
export function proposalList(proposed, how) {
  const open = proposed.tickets.flatMap((ticket) => (ticket.proposals ?? [])
    .filter((/** @type {any} */ one) => !one.settledAt).map((/** @type {any} */ one) => ({ ticket, one, book: proposed.books.get(ticket.id) })));
  if (!open.length) return h('p', { class: 'hint' }, icon('check'), ` ${t('supervision.noProposals')}`);
  const heads = ['supervision.matter', 'supervision.units', 'supervision.why', 'supervision.means', 'supervision.since', 'network.actions'].map((key) => t(key));
  return dataTable(t('supervision.proposals'), heads, open.map(({ ticket, one, book }) => [
    matterCell(ticket, ticket.matter.title),
    assigneeOf(ticket, one), h('span', { class: 'two-lines' }, h('span', null, readable(one.reason)), h('small', null, one.article)), meansOf(book, one), moment(one.at),
    how.mayAct && h('div', { class: 'actions' },
      h('button', { type: 'button', class: 'button button-small button-primary', dataset: { key: `take-${ticket.id}-${one.trigger}` }, onclick: () => take(ticket, one, book, how) }, t('supervision.take')),
      h('button', { type: 'button', class: 'button button-small', dataset: { key: `aside-${ticket.id}-${one.trigger}` }, onclick: () => dismiss(ticket, one, how) }, t('supervision.dismiss'))),
  ]));
}

/** Moments within the node's words as people write them. @param {string} text */
function readable(text) {
  return text.replace(/\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})/g, (found) => moment(found));
}

/** @param {any} ticket @param {any} one */
function assigneeOf(ticket, one) {
  const shares = (ticket.assignments ?? []).filter((/** @type {any} */ share) => !one.assignment || share.id === one.assignment);
  return shares.map((/** @type {any} */ share) => nameOf(share.assignee)).join('、');
}

/** @param {any} book @param {any} one */
function meansOf(book, one) {
  return book?.supervision?.means?.find((/** @type {any} */ each) => each.code === one.means)?.title ?? one.means;
}

/** @param {any} ticket */
function path(ticket) {
  return `/tickets/${encodeURIComponent(ticket.id)}/actions`;
}

/** Some means need the word of a leader. @param {any} field @param {any} book */
function withApproval(field, book) {
  const approved = new Set((book?.supervision?.means ?? []).filter((/** @type {any} */ one) => one.approvedBy).map((/** @type {any} */ one) => one.code));
  const choices = field.choices.map((/** @type {any} */ one) => (approved.has(one.value) ? { ...one, needs: ['approvedBy'] } : one));
  return { ...field, choices };
}

/** @param {any} ticket @param {any} one @param {any} book @param {any} how */
async function take(ticket, one, book, how) {
  const action = ticket.actions?.find((/** @type {any} */ each) => each.name === 'supervise');
  const given = ['assignment', 'trigger'];
  const fields = (action?.fields ?? []).filter((/** @type {any} */ field) => !given.includes(field.name))
    .map((/** @type {any} */ field) => (field.name === 'means' ? withApproval(field, book) : field));
  const done = await formDialog({
    title: t('supervision.take.title', { number: ticket.number }), yes: t('supervision.take'), text: `${readable(one.reason)}（${one.article}）`, fields,
    values: { means: one.means, text: t('supervision.text', { title: ticket.matter.title, means: meansOf(book, one) }) },
    submit: (value, key) => post(`${path(ticket)}/supervise`, { ...value, trigger: one.trigger, ...(one.assignment ? { assignment: one.assignment } : {}) }, { key }),
  });
  if (done) tell(t('supervision.taken'));
  how.again();
}

/** @param {any} ticket @param {any} one @param {any} how */
async function dismiss(ticket, one, how) {
  const done = await formDialog({
    title: t('supervision.dismiss'), text: `${ticket.number} · ${readable(one.reason)}`,
    fields: [{ name: 'reason', label: t('network.reason'), type: 'longText', required: true, maxLength: 1000 }],
    submit: (value, key) => post(`${path(ticket)}/dismiss-proposal`, { trigger: one.trigger, reason: value.reason }, { key }),
  });
  if (done) tell(t('supervision.dismissed'));
  how.again();
}
