// @ts-check
// The page of one ticket, kept up with what others do to it.

import { get, getIfAny, Problem, request } from '../api.js';
import { h, replace } from '../dom.js';
import { labelled, t } from '../i18n.js';
import { icon } from '../icons.js';
import { bindKeys } from '../keys.js';
import { whenChanged } from '../live.js';
import { tell, tellProblem } from '../notice.js';
import { go } from '../router.js';
import { keepForeign, learnNames, readNames } from '../tickets/units.js';
import { walkFrom } from '../tickets/walk.js';
import { actionPanel, openAction } from './actions.js';
import { attachmentPanel } from './attachments.js';
import { Beside } from './beside.js';
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

/** Changes are gathered for this long before the ticket is read again, in milliseconds. */
const gathering = 300;

/** @param {import('../router.js').Visit} visit */
export default function page(visit) {
  return ticketPage(visit, '/tickets');
}

/**
 * The page of an own ticket, or of a copy of one.
 * @param {import('../router.js').Visit} visit @param {string} base of its paths in the API
 */
export async function ticketPage(visit, base) {
  const [model] = await Promise.all([readModel(base, visit.params.id, visit.signal), readNames()]).catch((error) =>
    orCopy(visit, base, error),
  );
  return new TicketPage(visit, model, base).element;
}

/**
 * What is not here may be with a node below: then the copy is shown.
 * @param {import('../router.js').Visit} visit @param {string} base @param {unknown} error @returns {Promise<[Model]>}
 */
async function orCopy(visit, base, error) {
  const isUnknown = error instanceof Problem && error.code === 'unknown-ticket';
  if (base !== '/tickets' || !isUnknown || visit.session.role === 'unit') throw error;
  const found = await getIfAny(`/mirror/tickets/${encodeURIComponent(visit.params.id)}`, { signal: visit.signal });
  if (found) go(`/desk/below/${encodeURIComponent(found.id)}`, { replace: true });
  throw error;
}

/** @param {string} base @param {string} id @param {AbortSignal} signal @returns {Promise<Model>} */
async function readModel(base, id, signal) {
  const path = `${base}/${encodeURIComponent(id)}`;
  const isOwn = base === '/tickets';
  const [answer, timeline, limits, attachments] = await Promise.all([
    request('GET', path, { signal }),
    get(`${path}/timeline`, { signal }),
    isOwn ? get(`${path}/limits`, { signal }) : null,
    isOwn ? get(`${path}/attachments`, { signal }) : null,
  ]);
  if (isOwn) learnNames(answer.data);
  else keepForeign([answer.data, timeline], answer.data.unitNames ?? {});
  const labels = await completionLabels(answer.data.ruleBook);
  return {
    ticket: answer.data,
    etag: answer.etag,
    timeline: timeline.items,
    limits: limits?.items ?? [],
    attachments: attachments?.items ?? [],
    labels,
  };
}

/**
 * A panel and what of the ticket it shows: it is drawn anew only where that changed.
 * @typedef {{place: HTMLElement, of: (model: Model) => any, draw: (model: Model) => import('../dom.js').Child, shown: string}} Part
 */

class TicketPage {
  /** @param {import('../router.js').Visit} visit @param {Model} model @param {string} base */
  constructor(visit, model, base) {
    this.visit = visit;
    this.base = base;
    this.isOwn = base === '/tickets';
    this.model = model;
    this.walk = walkFrom(model.ticket.id);
    this.beside = this.isOwn ? new Beside(model, visit.signal) : null;
    /** @type {Part[]} */
    this.parts = [];
    this.element = h(
      'div',
      { class: 'ticket' },
      h(
        'div',
        { class: 'ticket-head' },
        this.way(),
        this.part(
          (m) => [m.ticket, m.limits],
          (m) => headPanel(m),
        ),
        this.beside?.element,
      ),
      h(
        'div',
        { class: 'ticket-main' },
        h(
          'div',
          { class: 'ticket-work' },
          this.part(
            (m) => [m.ticket.matter, m.ticket.supplements, m.ticket.result],
            (m) => matterPanel(m),
          ),
          this.part(
            (m) => [m.ticket.order, m.ticket.orderActions],
            (m) => orderPanel(m, this),
          ),
          this.part(
            (m) => [m.ticket.assignments, m.limits, m.ticket.state],
            (m) => sharePanels(m, this),
          ),
        ),
        this.part(
          (m) => m.timeline,
          (m) => timelinePanel(m),
        ),
      ),
      h(
        'div',
        { class: 'ticket-aside' },
        this.part(
          (m) => m.ticket,
          (m) => actionPanel(m, this),
        ),
        this.part(
          (m) => [m.ticket.petitioner],
          (m) => petitionerPanel(m, visit.session, this.isOwn),
        ),
        this.isOwn &&
          this.part(
            (m) => [m.limits, m.ticket.state],
            (m) => limitPanel(m),
          ),
        this.isOwn &&
          this.part(
            (m) => [m.attachments, m.ticket.actions],
            (m) => attachmentPanel(m, this),
          ),
        this.isOwn && similarPanel(model, this),
      ),
    );
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
    this.beside?.saw(model);
    for (const part of this.parts) {
      const now = JSON.stringify(part.of(model) ?? null);
      if (now === part.shown) continue;
      part.shown = now;
      const hadFocus = part.place.contains(document.activeElement);
      replace(part.place, part.draw(model));
      if (hadFocus)
        /** @type {HTMLElement | null} */ (part.place.querySelector('button, a, summary'))?.focus({
          preventScroll: true,
        });
    }
  }

  /** Reads the ticket again. */
  async refresh() {
    try {
      this.update(await readModel(this.base, this.model.ticket.id, this.visit.signal));
    } catch (error) {
      if (!this.visit.signal.aborted) tellProblem(error);
    }
  }

  follow() {
    const kind = this.isOwn ? 'ticket' : 'mirror';
    const concerns = (/** @type {import('../live.js').LiveEvent} */ { event, data }) =>
      event === 'reset' || (event === kind && data.ticket === this.model.ticket.id);
    whenChanged(concerns, () => this.refresh(), { pause: gathering, signal: this.visit.signal });
  }

  /** Opens the form of an action. @param {any} action @param {string | null} assignment */
  async act(action, assignment) {
    const done = await openAction({ action, assignment, page: this });
    if (done) tell(t('ticket.did', { action: labelled('action', action.name, action.label) }));
  }

  /** @param {string} id */
  path(id) {
    return `/desk/${this.isOwn ? 'tickets' : 'below'}/${encodeURIComponent(id)}`;
  }

  way() {
    const { path, at, count, previous, next } = this.walk;
    const step = (/** @type {string | null} */ id, /** @type {string} */ key, /** @type {string} */ drawing) =>
      id
        ? h('a', { class: 'button button-small', href: this.path(id) }, icon(drawing), t(key))
        : h('button', { type: 'button', class: 'button button-small', disabled: true }, icon(drawing), t(key));
    const paper =
      this.isOwn &&
      h(
        'a',
        { class: 'button button-small push', href: `${this.path(this.model.ticket.id)}/papers` },
        icon('print'),
        t('ticket.print'),
      );
    return h(
      'nav',
      { class: 'row screen-only', 'aria-label': t('ticket.way') },
      h('a', { class: 'button button-small', href: path || '/desk/tickets' }, icon('list'), t('ticket.toList')),
      count > 0 && [
        step(previous, 'ticket.previous', 'arrowLeft'),
        h('span', { class: 'hint number' }, `${at} / ${count}`),
        step(next, 'ticket.next', 'arrowRight'),
      ],
      this.beside?.read.button,
      paper,
    );
  }

  bindKeys() {
    const to = (/** @type {string | null} */ id) => id && go(this.path(id));
    const first = () => /** @type {HTMLElement | null} */ (this.element.querySelector('.action-list button'))?.click();
    bindKeys(
      [
        { key: 'j', label: 'ticket.next', run: () => to(this.walk.next) },
        { key: 'k', label: 'ticket.previous', run: () => to(this.walk.previous) },
        { key: 'u', label: 'ticket.toList', run: () => go(this.walk.path || '/desk/tickets') },
        { key: 'a', label: 'keys.act', run: first },
        ...(this.beside ? [{ key: 't', label: 'tags.add', run: () => this.beside?.tags.input.focus() }] : []),
      ],
      this.visit.signal,
    );
  }
}
