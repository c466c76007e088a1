// @ts-check
// What waits for a person: alarms, dead letters, parked messages, what a restore lost, and what is still unsent.

import { get } from '../api.js';
import { asked, openDialog } from '../dialog.js';
import { h } from '../dom.js';
import { icon } from '../icons.js';
import { t } from '../i18n.js';
import { problemText, tellProblem } from '../notice.js';
import { problemOf } from '../problem.js';
import { moment } from '../time.js';
import { messageName } from './causes.js';
import { dataTable } from './data-table.js';
import { act } from './links.js';

/** @typedef {{isAdmin: boolean, mayWatch: boolean, nameOf: (code: string) => string, again: () => void}} How */

/** @param {any[]} alarms @param {How} how */
export function alarmList(alarms, how) {
  if (!alarms.length) return h('p', { class: 'hint' }, t('network.alarms.none'));
  return h('ul', { class: 'alarm-list' }, alarms.map((alarm) => h('li', null, icon('warning'),
    h('div', null, h('p', { class: 'told' }, alarm.detail),
      h('p', { class: 'hint' }, [alarm.peer && how.nameOf(alarm.peer), alarm.kind, moment(alarm.at)].filter(Boolean).join(' · '))),
    how.isAdmin && h('button', {
      type: 'button', class: 'button button-small', dataset: { key: `alarm-${alarm.id}` }, 'aria-label': `${t('network.alarm.clear')}：${alarm.detail}`,
      onclick: () => act(`/alarms/${alarm.id}/actions/clear`, {}, t('network.alarm.cleared'), how),
    }, t('network.alarm.clear')))));
}

/** @param {any[]} letters @param {How} how */
export function deadLetters(letters, how) {
  if (!letters.length) return h('p', { class: 'hint' }, t('network.dead.none'));
  const heads = ['network.dead.peer', 'network.dead.message', 'network.at', 'network.dead.problem', 'network.decision', 'network.actions'].map((key) => t(key));
  return dataTable(t('network.dead'), heads, letters.map((letter) => [
    how.nameOf(letter.peer), `${t(`network.stream.${letter.stream}`)} · ${letter.eventId}`, moment(letter.at),
    problemText(problemOf(letter.problem?.status ?? 0, JSON.stringify(letter.problem ?? {}))),
    decision(letter), letterActions(letter, how),
  ]));
}

/** @param {any} letter */
function decision(letter) {
  if (!letter.decision) return h('span', { class: 'mark mark-warn' }, icon('clock'), t('network.dead.undecided'));
  const word = letter.decision === 'discarded' || letter.decision === 'discard' ? 'network.dead.discarded.word' : 'network.dead.requeued.word';
  return `${t(word)} · ${letter.decidedBy ?? ''} ${moment(letter.decidedAt)}`;
}

/** @param {any} letter @param {How} how */
function letterActions(letter, how) {
  const path = `/dead-letters/${letter.id}`;
  const discard = async () => {
    const reason = await asked({ title: t('network.dead.discard'), label: t('network.reason'), yes: t('network.dead.discard') });
    if (reason) await act(`${path}/actions/discard`, { reason }, t('network.dead.discarded'), how);
  };
  return h('div', { class: 'actions' },
    how.mayWatch && h('button', { type: 'button', class: 'button button-small', dataset: { key: `view-${letter.id}` }, onclick: () => view(path) }, t('network.dead.view')),
    how.isAdmin && !letter.decision && [
      h('button', { type: 'button', class: 'button button-small', dataset: { key: `requeue-${letter.id}` }, onclick: () => act(`${path}/actions/requeue`, {}, t('network.dead.requeued'), how) }, t('network.dead.requeue')),
      h('button', { type: 'button', class: 'button button-small button-danger', dataset: { key: `discard-${letter.id}` }, onclick: discard }, t('network.dead.discard')),
    ]);
}

/** @param {string} path */
async function view(path) {
  try {
    const letter = await get(path);
    await openDialog({
      title: t('network.dead.view'), wide: true,
      body: () => [
        problemText(problemOf(letter.problem?.status ?? 0, JSON.stringify(letter.problem ?? {}))),
        h('h3', null, t('network.dead.event')), json(letter.event ?? null),
      ],
    });
  } catch (error) {
    tellProblem(error);
  }
}

/** A message as the node shows it. @param {any} value */
export function json(value) {
  return h('pre', { class: 'json', tabindex: '0' }, JSON.stringify(value, null, 2));
}

/** @param {any[]} parked @param {How} how */
export function parkedList(parked, how) {
  if (!parked.length) return h('p', { class: 'hint' }, t('network.parked.none'));
  const heads = ['network.dead.peer', 'network.parked.assignment', 'network.parked.ordinal', 'network.at', 'network.parked.reason', 'network.actions'].map((key) => t(key));
  return dataTable(t('network.parked'), heads, parked.map((item) => [
    how.nameOf(item.peer), item.assignment ?? '', item.ordinal ?? '', moment(item.at), item.reason,
    h('div', { class: 'actions' },
      item.event && h('button', { type: 'button', class: 'button button-small', dataset: { key: `parked-${item.id}` }, onclick: () => openDialog({ title: t('network.parked'), wide: true, body: () => [h('h3', null, t('network.dead.event')), json(item.event)] }) }, t('network.dead.view')),
      how.isAdmin && h('button', { type: 'button', class: 'button button-small button-danger', dataset: { key: `gap-${item.id}` }, onclick: () => discardGap(item, how) }, t('network.parked.discard'))),
  ]));
}

/** @param {any} item @param {How} how */
async function discardGap(item, how) {
  const reason = await asked({ title: t('network.parked.discard'), text: t('network.parked.hint'), label: t('network.reason'), yes: t('network.parked.discard') });
  if (reason) await act(`/parked/${item.id}/actions/discard-gap`, { reason }, t('network.parked.discarded'), how);
}

/** @param {any} outbox a page of it @param {How} how */
export function outboxList(outbox, how) {
  if (!outbox.items.length) return h('p', { class: 'hint' }, t('network.outbox.none'));
  const heads = ['network.dead.peer', 'network.stream', 'network.position', 'network.outbox.type', 'network.outbox.subject', 'network.outbox.owedAt'].map((key) => t(key));
  return [
    dataTable(t('network.outbox'), heads, outbox.items.map((/** @type {any} */ item) => [
      how.nameOf(item.peer), t(`network.stream.${item.stream}`), h('span', { class: 'number' }, item.position), messageName(item.type), item.subject ?? '', moment(item.owedAt),
    ])),
    h('p', { class: 'hint' }, t('network.outbox.more', { total: outbox.total, shown: outbox.items.length })),
  ];
}

/** @param {any[]} items */
export function unrecoveredList(items) {
  if (!items.length) return h('p', { class: 'hint' }, t('network.unrecovered.none'));
  return dataTable(t('network.unrecovered'), ['network.unrecovered.ticket', 'network.at', 'network.unrecovered.detail'].map((key) => t(key)),
    items.map((item) => [item.ticket ?? '', moment(item.at), item.detail]));
}
