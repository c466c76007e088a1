// @ts-check
// Saved views: filters and order under a name; one's own, pinned ones first, and those that colleagues share.

import { get, newKey, post } from '../api.js';
import { openDialog } from '../dialog.js';
import { h, identifier, replace } from '../dom.js';
import { t } from '../i18n.js';
import { icon } from '../icons.js';
import { problemText, tell, tellProblem } from '../notice.js';

/** @typedef {{id: string, title: string, list: string, query: string, shared: boolean, pinned: boolean, person: string, mayChange: boolean}} View */

/**
 * The views of a list, to open, save, pin and remove.
 * @param {{list: 'tickets' | 'mirror', query: () => string, open: (view: View) => void}} what
 *   `query`: of the list as it is
 */
export function viewBar({ list, query, open }) {
  const element = h('div', { class: 'views', role: 'group', 'aria-label': t('views.title'), hidden: true });
  const read = async () => {
    const found = await get('/views');
    element.hidden = false;
    const views = found.items
      .filter((/** @type {View} */ one) => one.list === list)
      .sort((/** @type {View} */ a, /** @type {View} */ b) => Number(b.pinned) - Number(a.pinned));
    replace(
      element,
      views.map((/** @type {View} */ view) => row(view, open, again)),
      h(
        'button',
        { type: 'button', class: 'button button-small', onclick: () => save(list, query(), again) },
        icon('star'),
        t('views.save'),
      ),
    );
  };
  const again = () => read().catch(tellProblem);
  again();
  return element;
}

/** @param {View} view @param {(view: View) => void} open @param {() => void} again */
function row(view, open, again) {
  return h(
    'span',
    { class: 'row view' },
    h(
      'button',
      { type: 'button', class: 'button button-small', onclick: () => open(view) },
      icon(view.pinned ? 'pin' : 'star'),
      h('bdi', null, view.title),
      view.shared && h('small', { class: 'text-soft' }, t('views.shared')),
    ),
    view.mayChange && [
      h(
        'button',
        {
          type: 'button',
          class: 'button-plain',
          'aria-pressed': String(view.pinned),
          'aria-label': t('views.pin', { name: view.title }),
          onclick: () =>
            change(
              view,
              'change',
              { title: view.title, list: view.list, query: view.query, shared: view.shared, pinned: !view.pinned },
              again,
            ),
        },
        icon('pin'),
      ),
      h(
        'button',
        {
          type: 'button',
          class: 'button-plain',
          'aria-label': t('views.remove', { name: view.title }),
          onclick: () => change(view, 'remove', {}, again),
        },
        icon('close'),
      ),
    ],
  );
}

/** @param {View} view @param {string} action @param {any} body @param {() => void} again */
async function change(view, action, body, again) {
  try {
    await post(`/views/${encodeURIComponent(view.id)}/actions/${action}`, body);
    again();
  } catch (error) {
    tellProblem(error);
  }
}

/** @param {string} list @param {string} query @param {() => void} again */
function save(list, query, again) {
  const name = identifier('view');
  const key = newKey();
  return openDialog({
    title: t('views.save'),
    body: (close) => {
      const title = h('input', { type: 'text', id: name, maxlength: '40', required: true });
      const shared = h('input', { type: 'checkbox' });
      const error = h('div', { role: 'alert' });
      const submit = async (/** @type {Event} */ event) => {
        event.preventDefault();
        try {
          await post('/views', { title: title.value, list, query, shared: shared.checked }, { key });
          tell(t('views.saved', { name: title.value }));
          close();
          again();
        } catch (problem) {
          replace(error, problemText(problem));
        }
      };
      return h(
        'form',
        { class: 'stack', onsubmit: submit },
        h('p', { class: 'hint' }, t('views.text')),
        error,
        h('div', { class: 'field' }, h('label', { for: name }, t('views.name')), title),
        h('label', { class: 'row' }, shared, t('views.share')),
        h(
          'div',
          { class: 'actions' },
          h('button', { type: 'submit', class: 'button button-primary' }, t('save')),
          h('button', { type: 'button', class: 'button', onclick: () => close() }, t('cancel')),
        ),
      );
    },
  });
}
