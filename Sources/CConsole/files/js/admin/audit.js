// @ts-check
// `/desk/admin/audit`: who looked at whose data and did what. Nobody changes it, nobody takes anything out.

import { get } from '../api.js';
import { h } from '../dom.js';
import { named, t } from '../i18n.js';
import { noteAddress } from '../router.js';
import { Table } from '../table.js';
import { moment } from '../time.js';

const names = ['ticket', 'person', 'action'];

/** @param {import('../router.js').Visit} visit */
export default async function audit(visit) {
  const inputs = Object.fromEntries(names.map((name) => [name, input(name, visit.query.get(name) ?? '')]));
  const filter = () => Object.fromEntries(names.map((name) => [name, inputs[name].value.trim()]).filter(([, value]) => value));
  const table = new Table({
    label: t('page.audit'), id: (row) => row.id, columns: columns(), empty: h('p', { class: 'empty' }, t('audit.none')),
    load: (cursor) => get('/audit', { query: { ...filter(), limit: 100, cursor }, signal: visit.signal }),
  });
  const run = (/** @type {Event} */ event) => {
    event.preventDefault();
    noteAddress(`/desk/admin/audit?${new URLSearchParams(filter())}`);
    table.reload();
  };
  table.reload();
  return h('div', { class: 'page stack' },
    h('div', { class: 'page-head' }, h('h1', null, t('page.audit'))),
    h('p', { class: 'hint' }, t('audit.hint')),
    h('form', { class: 'inline-form', onsubmit: run },
      names.map((name) => h('label', { class: 'field' }, h('span', { class: 'field-label' }, t(`audit.${name}`)), inputs[name])),
      h('button', { type: 'submit', class: 'button button-primary' }, t('audit.find'))),
    table.element);
}

/** @param {string} name @param {string} value */
function input(name, value) {
  if (name !== 'action') return h('input', { type: 'search', value });
  return h('select', null, h('option', { value: '' }, t('all')),
    actions.map((action) => h('option', { value: action, selected: action === value }, named('audited', action))));
}

/** What the node writes down; others may come with a later version, and are shown by their names. */
const actions = [
  'petitioner.revealed', 'petitioner.matched', 'ticket.viewed', 'timeline.viewed', 'attachments.viewed', 'attachment.read', 'restriction.viewed',
  'dead-letter.viewed', 'parked.viewed', 'contact.filed', 'caller.restricted', 'restriction.lifted', 'police.handed-over', 'peer.resumed',
  'key.draw', 'key.use', 'key.trusted', 'key.revoked', 'dead-letter.discarded', 'reconciliation.repaired', 'calendar.imported', 'outbox.replayed',
  'peer.generation-accepted', 'tickets.exported', 'petitioner.searched', 'session.opened', 'session.refused', 'session.ended',
  'account.created', 'account.changed', 'account.password-changed', 'account.password-reset', 'account.locked', 'account.unlocked',
  'account.disabled', 'account.enabled', 'subscription.added', 'subscription.change', 'subscription.suspend', 'subscription.resume',
  'subscription.retry', 'subscription.replay', 'subscription.requeue', 'subscription.discard', 'subscription.remove',
];

/** @returns {import('../table.js').Column[]} */
function columns() {
  return [
    { id: 'title', label: t('audit.at'), width: '12em', main: true, cell: (row) => moment(row.at) },
    { id: 'summary', label: t('audit.person'), width: '13em', cell: (row) => h('span', { class: 'two-lines' }, h('span', null, row.person), h('small', null, [named('role', row.role), row.unit].filter(Boolean).join(' · '))) },
    { id: 'due', label: t('audit.action'), width: '14em', cell: (row) => named('audited', row.action) },
    { id: 'subject', label: t('audit.subject'), width: '14em', cell: (row) => (row.ticket ? h('a', { href: `/desk/tickets/${encodeURIComponent(row.ticket)}` }, row.ticket) : row.subject ?? '') },
    { id: 'fields', label: t('audit.fields'), width: '10em', cell: (row) => (row.fields ?? []).map((/** @type {string} */ field) => named('field', field)).join('、') },
    { id: 'marks', label: t('audit.reason'), cell: (row) => h('span', { class: 'told', title: row.reason ?? '' }, row.reason ?? '') },
  ];
}
