// @ts-check
// The matter as it was told, and who told it: masked, until somebody gives a reason to see more.

import { request } from '../api.js';
import { asked } from '../dialog.js';
import { h, replace } from '../dom.js';
import { named, t } from '../i18n.js';
import { icon } from '../icons.js';
import { tellProblem } from '../notice.js';
import { nameOf } from '../tickets/units.js';
import { moment } from '../time.js';
import { facts, formFacts } from './facts.js';

/** Roles that may ask to see a petitioner's data. */
const revealers = ['operator', 'dispatcher', 'reviewer', 'admin', 'unit'];

/** @param {import('./ticket.js').Model} model */
export function matterPanel({ ticket, labels }) {
  const { matter } = ticket;
  return h('section', { class: 'panel matter', 'aria-labelledby': 'matter' },
    h('h2', { id: 'matter' }, t('ticket.matter')),
    h('p', { class: 'told told-content' }, matter.content),
    facts([
      [t('ticket.place'), matter.place && h('span', { class: 'told' }, matter.place)],
      [t('ticket.occurredAt'), matter.occurredAt && h('span', { class: 'told' }, matter.occurredAt)],
      [t('ticket.category'), matter.category && h('span', { class: 'told' }, matter.category)],
      [t('ticket.externalNumber'), matter.externalNumber && h('span', { class: 'number' }, matter.externalNumber)],
    ]),
    (ticket.supplements ?? []).length > 0 && h('div', { class: 'stack' }, h('h3', null, t('ticket.supplements')),
      ticket.supplements.map((/** @type {any} */ one) => h('div', null, h('p', { class: 'told' }, one.text), h('p', { class: 'hint' }, moment(one.at), ' ', nameOf(one.by))))),
    ticket.answer && h('div', { class: 'stack' }, h('h3', null, t('ticket.answer')), h('p', { class: 'told' }, ticket.answer.text)),
    ticket.result && h('div', { class: 'stack' }, h('h3', null, t('ticket.result')), formFacts(ticket.result, labels)));
}

/** @param {import('./ticket.js').Model} model @param {any} session */
export function petitionerPanel({ ticket }, session) {
  const person = ticket.petitioner ?? {};
  const place = h('div', { class: 'stack' });
  const draw = (/** @type {any} */ shown, /** @type {boolean} */ isFull) => replace(place,
    facts([
      [t('petitioner.name'), person.anonymous ? t('petitioner.anonymous') : h('bdi', null, isFull ? shown.name : shown.maskedName)],
      [t('petitioner.phone'), isFull && shown.phone ? h('bdi', { class: 'number' }, shown.phone) : h('span', { class: 'number' }, shown.maskedPhone)],
      [t('petitioner.idNumber'), isFull ? h('bdi', { class: 'number' }, shown.idNumber) : shown.maskedIdNumber],
      [t('petitioner.address'), isFull && h('span', { class: 'told' }, shown.address)],
      [t('petitioner.type'), person.type && person.type !== 'naturalPerson' && named('petitionerType', person.type)],
    ]),
    !isFull && revealers.includes(session.role) && h('button', { type: 'button', class: 'button button-small', onclick: () => reveal(ticket.id, draw) }, icon('eye'), t('petitioner.reveal')));
  draw(person, false);
  return h('section', { class: 'panel', 'aria-labelledby': 'petitioner' },
    h('div', { class: 'panel-head' }, h('h2', { id: 'petitioner' }, t('petitioner.title')), person.confidential && h('span', { class: 'mark mark-calm' }, icon('lock'), t('mark.confidential'))),
    place);
}

/** @param {string} id @param {(person: any, isFull: boolean) => void} draw */
async function reveal(id, draw) {
  const reason = await asked({ title: t('petitioner.reveal'), text: t('petitioner.logged'), label: t('petitioner.reason'), yes: t('petitioner.show'), maxLength: 200 });
  if (!reason) return;
  try {
    const { data } = await request('GET', `/tickets/${encodeURIComponent(id)}`, { query: { reveal: reason } });
    draw(data.petitioner ?? {}, true);
  } catch (error) {
    tellProblem(error);
  }
}
