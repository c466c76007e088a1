// @ts-check
// Earlier matters that this one may repeat.

import { get, newKey, request } from '../api.js';
import { confirmed } from '../dialog.js';
import { h, replace } from '../dom.js';
import { named, t } from '../i18n.js';
import { icon } from '../icons.js';
import { tell, tellProblem } from '../notice.js';
import { hasRole } from '../session.js';
import { moment } from '../time.js';

const shown = 5;
/** Who may look for earlier matters. */
const intake = ['operator', 'dispatcher', 'reviewer', 'supervisor', 'admin'];

/** @param {import('./ticket.js').Model} model @param {any} page */
export function similarPanel(model, page) {
  const place = h('div', { class: 'part' });
  if (!hasRole(intake)) return place;
  const path = `/tickets/${encodeURIComponent(model.ticket.id)}/similar`;
  get(path, { query: { limit: shown }, signal: page.visit.signal })
    .then((found) => {
      const items = found.items.filter((/** @type {any} */ one) => one.ticket.id !== model.ticket.id);
      if (!items.length && !model.ticket.repeatedBy?.length) return;
      const draw = () =>
        replace(
          place,
          h(
            'section',
            { class: 'panel', 'aria-labelledby': 'similar' },
            h('h2', { id: 'similar' }, t('similar.title')),
            page.model.ticket.repeats > 0 &&
              h('p', null, icon('repeat'), ' ', t('similar.repeats', { count: page.model.ticket.repeats })),
            h(
              'ul',
              { class: 'earlier' },
              items.map((/** @type {any} */ one) => similarRow(one, linkButton(one, page, draw))),
            ),
          ),
        );
      draw();
    })
    .catch(tellProblem);
  return place;
}

/** One earlier matter. @param {any} found @param {import('../dom.js').Child} end */
export function similarRow({ at, score, reasons, ticket }, end) {
  const title = h('bdi', null, ticket.title);
  return h(
    'li',
    null,
    h(
      'div',
      { class: 'row' },
      at === 'mirror' ? title : h('a', { href: `/desk/tickets/${encodeURIComponent(ticket.id)}` }, title),
      end,
    ),
    h(
      'p',
      { class: 'hint' },
      h('span', { class: 'number' }, ticket.number),
      ' · ',
      named('state', ticket.state),
      ' · ',
      moment(ticket.registeredAt),
    ),
    h(
      'div',
      { class: 'marks' },
      (reasons ?? []).map((/** @type {string} */ reason) => h('span', { class: 'mark mark-calm' }, reason)),
      h('span', { class: 'mark' }, t('similar.score', { score })),
    ),
  );
}

/** @param {any} one @param {any} page @param {() => void} draw */
function linkButton(one, page, draw) {
  const { ticket } = page.model;
  const action = (ticket.actions ?? []).find((/** @type {any} */ open) => open.name === 'link' && !open.closed);
  if (!action || ticket.relatedTo) return null;
  return h(
    'button',
    {
      type: 'button',
      class: 'button button-small push',
      onclick: async () => {
        if (
          !(await confirmed({
            title: t('similar.link'),
            text: t('similar.linkText', { number: one.ticket.number }),
            yes: t('similar.link'),
          }))
        )
          return;
        try {
          await request('POST', `/tickets/${encodeURIComponent(ticket.id)}/actions/link`, {
            body: { relatedTo: one.ticket.id },
            key: newKey(),
            etag: page.model.etag,
          });
          tell(t('similar.linked'));
          await page.refresh();
          draw();
        } catch (error) {
          tellProblem(error);
        }
      },
    },
    icon('link'),
    t('similar.link'),
  );
}
