// @ts-check
// The page of one ticket, kept up with what others do to it.

import { getIfAny, request } from '../api.js';
import { debounced, h, replace } from '../dom.js';
import { t } from '../i18n.js';
import { icon } from '../icons.js';
import { bindKeys } from '../keys.js';
import { onLive } from '../live.js';
import { tell, tellProblem } from '../notice.js';
import { go } from '../router.js';
import { learnNames, readNames } from '../tickets/units.js';
import { walkFrom } from '../tickets/walk.js';
import { actionPanel, openAction } from './actions.js';
import { attachmentPanel } from './attachments.js';
import { headPanel } from './head.js';
import { limitPanel } from './limits.js';
import { matterPanel, petitionerPanel } from './matter.js';
import { completionLabels } from './rules.js';
import { orderPanel, sharePanels } from './shares.js';
import { similarPanel } from './similar.js';
import { timelinePanel } from './timeline.js';

/**
 * @typedef {object} Model what the page shows
 * @property {any} ticket
 * @property {string | null} etag
 * @property {any[]} timeline
 * @property {any[]} limits
 * @property {any[]} attachments
 * @property {Map<string, string>} labels what the rule book calls the items of a completion
 */

/** @param {import('../router.js').Visit} visit */
export default async function page(visit) {
  const [model] = await Promise.all([readModel(visit.params.id, visit.signal), readNames()]);
  return new TicketPage(visit, model).element;
}

/** @param {string} id @param {AbortSignal} signal @returns {Promise<Model>} */
async function readModel(id, signal) {
  const path = `/tickets/${encodeURIComponent(id)}`;
  const [answer, timeline, limits, attachments] = await Promise.all([
    request('GET', path, { signal }), getIfAny(`${path}/timeline`, { signal }),
    getIfAny(`${path}/limits`, { signal }), getIfAny(`${path}/attachments`, { signal }),
  ]);
  learnNames(answer.data);
  const labels = await completionLabels(answer.data.ruleBook).catch(() => new Map());
  return {
    ticket: answer.data, etag: answer.etag, timeline: timeline?.items ?? [], limits: limits?.items ?? [],
    attachments: attachments?.items ?? [], labels,
  };
}

/** A panel and what of the ticket it shows: it is drawn anew only where that changed. @typedef {{place: HTMLElement, of: (model: Model) => any, draw: (model: Model) => import('../dom.js').Child, shown: string}} Part */

class TicketPage {
  /** @param {import('../router.js').Visit} visit @param {Model} model */
  constructor(visit, model) {
    this.visit = visit;
    this.model = model;
    this.walk = walkFrom(model.ticket.id);
    /** @type {Part[]} */
    this.parts = [];
    this.personal = null;
    this.element = h('div', { class: 'ticket' },
      h('div', { class: 'ticket-head' }, this.way(), this.part((m) => [m.ticket, m.limits], (m) => headPanel(m))),
      h('div', { class: 'ticket-main' },
        this.part((m) => [m.ticket.matter, m.ticket.supplements, m.ticket.result], (m) => matterPanel(m)),
        this.part((m) => [m.ticket.order, m.ticket.orderActions], (m) => orderPanel(m, this)),
        this.part((m) => [m.ticket.assignments, m.limits, m.ticket.state], (m) => sharePanels(m, this)),
        this.part((m) => m.timeline, (m) => timelinePanel(m))),
      h('div', { class: 'ticket-aside' },
        this.part((m) => m.ticket, (m) => actionPanel(m, this)),
        this.part((m) => [m.ticket.petitioner], (m) => petitionerPanel(m, visit.session)),
        this.part((m) => [m.limits, m.ticket.state], (m) => limitPanel(m, visit.signal)),
        this.part((m) => [m.attachments, m.ticket.actions], (m) => attachmentPanel(m, this)),
        similarPanel(model, this)));
    this.follow();
    this.bindKeys();
    document.title = `${model.ticket.number} ${model.ticket.matter.title} · ${t('app.name')}`;
  }

  /** @param {Part['of']} of @param {Part['draw']} draw */
  part(of, draw) {
    const place = h('div', { class: 'part' });
    const part = { place, of, draw, shown: JSON.stringify(of(this.model) ?? null) };
    this.parts.push(part);
    replace(place, draw(this.model));
    return place;
  }

  /** Shows the ticket as it is now; what did not change is left as it is. @param {Model} model */
  update(model) {
    this.model = model;
    for (const part of this.parts) {
      const now = JSON.stringify(part.of(model) ?? null);
      if (now === part.shown) continue;
      part.shown = now;
      replace(part.place, part.draw(model));
    }
  }

  /** Reads the ticket again. */
  async refresh() {
    try {
      this.update(await readModel(this.model.ticket.id, this.visit.signal));
    } catch (error) {
      if (!this.visit.signal.aborted) tellProblem(error);
    }
  }

  follow() {
    const again = debounced(() => this.refresh(), 300);
    onLive(({ event, data }) => {
      if (event === 'reset' || (event === 'ticket' && data.ticket === this.model.ticket.id)) again();
    }, this.visit.signal);
  }

  /** Opens the form of an action. @param {any} action @param {string | null} assignment */
  async act(action, assignment) {
    const before = this.model.ticket.revision;
    const done = await openAction({ action, assignment, page: this });
    if (!done) return;
    tell(t('ticket.did', { action: action.label }));
    if (this.model.ticket.revision === before) await this.refresh();
  }

  way() {
    const { path, at, count, previous, next } = this.walk;
    const step = (/** @type {string | null} */ id, /** @type {string} */ key, /** @type {string} */ drawing) => (id
      ? h('a', { class: 'button button-small', href: `/desk/tickets/${encodeURIComponent(id)}` }, icon(drawing), t(key))
      : h('button', { type: 'button', class: 'button button-small', disabled: true }, icon(drawing), t(key)));
    return h('nav', { class: 'row screen-only', 'aria-label': t('ticket.way') },
      h('a', { class: 'button button-small', href: path || '/desk/tickets' }, icon('list'), t('ticket.toList')),
      count > 0 && [step(previous, 'ticket.previous', 'arrowLeft'), h('span', { class: 'hint number' }, `${at} / ${count}`), step(next, 'ticket.next', 'arrowRight')]);
  }

  bindKeys() {
    const to = (/** @type {string | null} */ id) => id && go(`/desk/tickets/${encodeURIComponent(id)}`);
    const first = () => /** @type {HTMLElement | null} */ (this.element.querySelector('.action-list button'))?.click();
    bindKeys([
      { key: 'j', label: 'ticket.next', run: () => to(this.walk.next) },
      { key: 'k', label: 'ticket.previous', run: () => to(this.walk.previous) },
      { key: 'u', label: 'ticket.toList', run: () => go(this.walk.path || '/desk/tickets') },
      { key: 'a', label: 'keys.act', run: first },
    ], this.visit.signal);
  }
}
