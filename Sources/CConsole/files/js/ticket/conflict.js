// @ts-check
// A save that meets a newer version shows both: what one was about to send, and what others did meanwhile.

import { get, request } from '../api.js';
import { openDialog } from '../dialog.js';
import { h } from '../dom.js';
import { t } from '../i18n.js';
import { formFacts } from './facts.js';
import { sentence } from './head.js';
import { eventLine } from './timeline.js';

/**
 * Shows both versions; answers the entity tag to go on with, or null.
 * @param {import('./ticket.js').Model} mine @param {any} action @param {any} body
 * @returns {Promise<string | null>}
 */
export async function showConflict(mine, action, body) {
  const theirs = await presentVersion(mine.ticket.id);
  const since = theirs.timeline.filter(
    (/** @type {any} */ one) =>
      one.revision > mine.ticket.revision || theirs.ticket.generation !== mine.ticket.generation,
  );
  const labels = new Map(action.fields.map((/** @type {any} */ field) => [field.name, field.label]));
  return openDialog({
    title: t('conflict.title'),
    wide: true,
    body: (close) => [
      h('p', null, t('conflict.text')),
      h(
        'div',
        { class: 'versions' },
        h(
          'section',
          { class: 'panel' },
          h('h3', null, t('conflict.mine')),
          h('p', { class: 'hint' }, sentence(mine.ticket)),
          formFacts(body, labels) ?? h('p', { class: 'hint' }, t('none')),
        ),
        h(
          'section',
          { class: 'panel' },
          h('h3', null, t('conflict.theirs')),
          h('p', { class: 'hint' }, sentence(theirs.ticket)),
          h('ol', { class: 'timeline' }, since.map(eventLine)),
        ),
      ),
      h(
        'div',
        { class: 'actions' },
        h(
          'button',
          { type: 'button', class: 'button button-primary', onclick: () => close(theirs.etag) },
          t('conflict.go'),
        ),
        h(
          'button',
          { type: 'button', class: 'button', autofocus: true, onclick: () => close(null) },
          t('conflict.back'),
        ),
      ),
    ],
  });
}

/** Reads a ticket's present version. @param {string} id */
async function presentVersion(id) {
  const path = `/tickets/${encodeURIComponent(id)}`;
  const [answer, timeline] = await Promise.all([request('GET', path), get(`${path}/timeline`)]);
  return { ticket: answer.data, etag: answer.etag, timeline: timeline.items ?? [] };
}
