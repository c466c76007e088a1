// @ts-check
// Recordings, photos and documents of a ticket: added by dragging or by keyboard, with progress, and again on failure.

import { address } from '../api.js';
import { openDialog } from '../dialog.js';
import { h, identifier } from '../dom.js';
import { named, t } from '../i18n.js';
import { icon } from '../icons.js';
import { moment } from '../time.js';
import { personOf } from './head.js';
import { sendFile } from './upload.js';

/** @param {import('./ticket.js').Model} model @param {any} page */
export function attachmentPanel({ ticket, attachments }, page) {
  const action = (ticket.actions ?? []).find((/** @type {any} */ one) => one.name === 'attach');
  return h(
    'section',
    { class: 'panel', 'aria-labelledby': 'attachments' },
    h('h2', { id: 'attachments' }, t('attachments.title', { count: attachments.length })),
    attachments.length > 0 &&
      h(
        'ul',
        { class: 'files' },
        attachments.map((one) => row(one, ticket)),
      ),
    action && !action.closed
      ? adding(ticket, action, page)
      : action?.closed && h('p', { class: 'hint' }, action.closed.message),
  );
}

/** @param {any} file @param {any} ticket */
function row(file, ticket) {
  const path = address(`/tickets/${encodeURIComponent(ticket.id)}/attachments/${file.digest}`);
  const type = String(file.mediaType ?? '');
  const canShow = /^(image|audio|video)\//.test(type);
  return h(
    'li',
    null,
    icon(type.startsWith('image/') ? 'eye' : 'document'),
    h(
      'div',
      null,
      file.isHere === false
        ? h(
            'span',
            null,
            h('bdi', null, file.name),
            ' ',
            h('span', { class: 'mark mark-warn' }, t('attachments.notHere')),
          )
        : canShow
          ? h(
              'button',
              { type: 'button', class: 'button-link', onclick: () => show(file, path, type) },
              h('bdi', null, file.name),
            )
          : h('a', { href: path, download: file.name }, h('bdi', null, file.name)),
      h(
        'p',
        { class: 'hint' },
        named('attachmentClass', file.class),
        ' · ',
        size(file.size),
        ' · ',
        moment(file.at),
        ' · ',
        personOf(file.by),
      ),
    ),
    file.isHere !== false &&
      h(
        'a',
        {
          href: path,
          download: file.name,
          class: 'button-plain',
          'aria-label': t('attachments.download', { name: file.name }),
        },
        icon('download'),
      ),
  );
}

/** @param {any} file @param {string} path @param {string} type */
function show(file, path, type) {
  const kind = type.split('/')[0];
  openDialog({
    title: file.name,
    wide: true,
    body: () =>
      kind === 'image'
        ? h('img', { src: path, alt: file.name, class: 'preview' })
        : h(kind === 'audio' ? 'audio' : 'video', { src: path, controls: true, class: 'preview' }),
  });
}

/** @param {any} ticket @param {any} action @param {any} page */
function adding(ticket, action, page) {
  const classes = action.fields.find((/** @type {any} */ field) => field.name === 'class')?.choices ?? [];
  // What was chosen, and the files on their way, outlive the panel, which is drawn anew when one of them has arrived.
  const chosen = (page.attaching ??= { class: 'handling', cleared: false });
  const kind = h(
    'select',
    { id: identifier('class'), onchange: () => (chosen.class = kind.value) },
    classes.map((/** @type {any} */ one) =>
      h('option', { value: one.value, selected: one.value === chosen.class }, one.label),
    ),
  );
  const cleared = h('input', {
    type: 'checkbox',
    checked: chosen.cleared,
    onchange: () => (chosen.cleared = cleared.checked),
  });
  const input = h('input', {
    type: 'file',
    multiple: true,
    class: 'visually-hidden',
    // The button before it opens it: a place that nobody sees takes no focus.
    tabindex: '-1',
    'aria-label': t('attachments.choose'),
  });
  const rows = (page.uploads ??= h('ul', { class: 'uploads', 'aria-live': 'polite' }));
  const take = (/** @type {FileList | null | undefined} */ files) => {
    const query = { class: kind.value, cleared: ticket.petitioner?.confidential && cleared.checked ? 'true' : null };
    for (const file of files ?? [])
      rows.append(sendFile(`/tickets/${encodeURIComponent(ticket.id)}/attachments`, file, query, () => page.refresh()));
    input.value = '';
  };
  input.addEventListener('change', () => take(input.files));
  const drop = h(
    'div',
    { class: 'drop' },
    icon('upload'),
    h('p', null, t('attachments.drop')),
    h(
      'button',
      { type: 'button', class: 'button button-small', onclick: () => input.click() },
      icon('clip'),
      t('attachments.choose'),
    ),
    input,
    h('div', { class: 'row' }, h('label', { for: kind.id }, t('attachments.class')), kind),
    ticket.petitioner?.confidential && h('label', { class: 'row' }, cleared, t('attachments.cleared')),
  );
  bindDrop(drop, take);
  return h('div', { class: 'stack screen-only' }, drop, rows);
}

/** @param {HTMLElement} drop @param {(files: FileList | null | undefined) => void} take */
function bindDrop(drop, take) {
  const mark = (/** @type {DragEvent} */ event, /** @type {boolean} */ isOver) => {
    event.preventDefault();
    drop.classList.toggle('drop-over', isOver);
  };
  drop.addEventListener('dragover', (event) => mark(event, true));
  drop.addEventListener('dragleave', (event) => mark(event, false));
  drop.addEventListener('drop', (event) => {
    mark(event, false);
    take(event.dataTransfer?.files);
  });
}

/** @param {number} bytes */
function size(bytes) {
  if (!bytes) return '';
  return bytes >= 1048576 ? `${(bytes / 1048576).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1024))} KB`;
}
