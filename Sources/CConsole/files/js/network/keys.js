// @ts-check
// Signing keys: this node's own and those of the neighbours, and how one is changed without an outage.

import { post } from '../api.js';
import { formDialog } from '../admin/form-dialog.js';
import { confirmed } from '../dialog.js';
import { h } from '../dom.js';
import { t } from '../i18n.js';
import { tell } from '../notice.js';
import { moment } from '../time.js';
import { dataTable } from './data-table.js';
import { act, mark } from './links.js';

/** @param {any} keys @param {any[]} peers @param {{nameOf: (code: string) => string, again: () => void}} how */
export function keyPanel(keys, peers, how) {
  const heads = ['network.node', 'network.key', 'network.state', 'network.keys.trustedBy', 'network.actions'].map((key) => t(key));
  const holds = { tone: 'good', icon: 'check', label: t('network.key.holds') };
  const gone = { tone: 'plain', icon: 'close', label: t('network.key.revoked') };
  return [
    h('p', { class: 'hint' }, t('network.keys.hint')),
    h('dl', { class: 'facts' },
      h('dt', null, t('network.keys.own')), h('dd', { class: 'number' }, keys.own.key),
      keys.next && [h('dt', null, t('network.keys.next')), h('dd', { class: 'number' }, keys.next.key)]),
    h('div', { class: 'actions' },
      !keys.next && h('button', { type: 'button', class: 'button', dataset: { key: 'draw' }, onclick: () => turn('draw', how) }, t('network.keys.draw')),
      keys.next && h('button', { type: 'button', class: 'button button-primary', dataset: { key: 'use' }, onclick: () => turn('use', how) }, t('network.keys.use')),
      h('button', { type: 'button', class: 'button', dataset: { key: 'trust' }, onclick: () => trust(peers, how) }, t('network.keys.trust'))),
    dataTable(t('network.keys'), heads, (keys.peers ?? []).map((/** @type {any} */ key) => [
      how.nameOf(key.peer), h('span', { class: 'number' }, key.id ?? key.key), mark(key.holds ? holds : gone),
      key.trustedAt ? `${key.trustedBy ?? ''} ${moment(key.trustedAt)}` : t('network.keys.configured'),
      key.holds && h('button', { type: 'button', class: 'button button-small button-danger', dataset: { key: `revoke-${key.id}` }, onclick: () => revoke(key, how) }, t('network.keys.revoke')),
    ])),
  ];
}

/** @param {'draw' | 'use'} action @param {any} how */
async function turn(action, how) {
  const title = t(`network.keys.${action}`);
  if (!(await confirmed({ title, text: t(`network.keys.${action}.text`), yes: title, danger: action === 'use' }))) return;
  await act(`/keys/actions/${action}`, {}, t('network.keys.done'), how);
}

/** @param {any[]} peers @param {any} how */
function trust(peers, how) {
  return told(t('network.keys.trust'), [
    { name: 'peer', label: t('network.node'), type: 'choice', required: true, choices: peers.map((peer) => ({ value: peer.code, label: peer.name ?? peer.code })) },
    { name: 'key', label: t('network.keys.label'), type: 'text', required: true, maxLength: 100 },
  ], ({ peer, key }) => post(`/peers/${peer}/actions/trust`, { key }), how);
}

/** @param {any} key @param {any} how */
function revoke(key, how) {
  return told(`${t('network.keys.revoke')} ${key.id}`, [
    { name: 'reason', label: t('network.reason'), type: 'longText', required: true, maxLength: 1000 },
  ], ({ reason }) => post(`/peers/${key.peer}/actions/revoke`, { key: key.key, reason }), how);
}

/** @param {string} title @param {any[]} fields @param {(value: any) => Promise<any>} submit @param {{again: () => void}} how */
async function told(title, fields, submit, how) {
  if (await formDialog({ title, fields, submit })) tell(t('network.keys.done'));
  how.again();
}
