// @ts-check
// Canned texts: by unit, kind, state and action, with the ticket's own data put in, and shown before they are used.

import { get } from '../api.js';
import { openDialog } from '../dialog.js';
import { h } from '../dom.js';
import { named, t } from '../i18n.js';
import { icon } from '../icons.js';
import { tellProblem } from '../notice.js';
import { nameOf } from '../tickets/units.js';
import { day, dayOfMoment, deadline, moment } from '../time.js';

/**
 * Offers canned texts at the long texts of a form, where there are any.
 * @param {HTMLElement} form @param {any} ticket @param {any} action @param {string | null} assignment
 */
export async function offerCannedTexts(form, ticket, action, assignment) {
  const share = (ticket.assignments ?? []).find((/** @type {any} */ one) => one.id === assignment);
  const query = { unit: share?.assignee.unit, kind: ticket.matter.kind, state: ticket.state, action: action.name };
  const texts = (await get('/canned-texts', { query }).catch(tellProblem))?.items ?? [];
  if (!texts.length) return;
  for (const area of form.querySelectorAll('textarea')) {
    area.after(
      h(
        'button',
        {
          type: 'button',
          class: 'button button-small',
          onclick: () => choose(texts, area, values(ticket, assignment)),
        },
        icon('message'),
        t('canned.use'),
      ),
    );
  }
}

/** @param {any[]} texts @param {HTMLTextAreaElement} area @param {Record<string, string>} known */
async function choose(texts, area, known) {
  const text = await openDialog({
    title: t('canned.use'),
    wide: true,
    body: (close) =>
      h(
        'ul',
        { class: 'earlier' },
        texts.map((one) => {
          const filled = fill(one.text, known);
          return h(
            'li',
            null,
            h(
              'div',
              { class: 'row' },
              h('strong', null, one.title),
              h(
                'button',
                { type: 'button', class: 'button button-small push', onclick: () => close(filled) },
                t('canned.insert'),
              ),
            ),
            h('p', { class: 'told' }, filled),
          );
        }),
      ),
  });
  if (text === null) return;
  area.setRangeText(text, area.selectionStart, area.selectionEnd, 'end');
  area.dispatchEvent(new Event('input', { bubbles: true }));
  area.focus();
}

/** A text with its variables filled in; what is not known stays. @param {string} text @param {Record<string, string>} known */
export function fill(text, known) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => known[name] ?? whole);
}

/** @param {any} ticket @param {string | null} assignment @returns {Record<string, string>} */
function values(ticket, assignment) {
  const shares = ticket.assignments ?? [];
  const share = shares.find((/** @type {any} */ one) => one.id === assignment) ?? shares[0];
  return {
    number: ticket.number,
    title: ticket.matter.title,
    kind: named('kind', ticket.matter.kind),
    place: ticket.matter.place ?? '',
    unit: nameOf(share?.assignee),
    due: deadline(share?.handlingLimit?.due),
    registeredAt: moment(ticket.registeredAt),
    today: day(dayOfMoment(new Date())),
  };
}
