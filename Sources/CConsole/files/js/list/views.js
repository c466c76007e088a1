// @ts-check
// Saved views: filters and columns under a name. One's own stand among one's settings, shared ones at the node.

import { getIfAny, post, put } from '../api.js';
import { asked } from '../dialog.js';
import { h, replace } from '../dom.js';
import { t } from '../i18n.js';
import { icon } from '../icons.js';
import { tell, tellProblem } from '../notice.js';

/** @typedef {{id?: string, name: string, query: string, columns?: string[], pinned?: boolean, shared?: boolean, by?: string}} View */

const place = 'views';

/** What a person has set under a key; null where nothing was, or the node keeps none. @param {string} key */
export async function readSetting(key) {
  const found = await getIfAny(`/me/settings/${key}`).catch(() => null);
  return found?.value ?? found ?? null;
}

/** Keeps a person's setting. @param {string} key @param {any} value */
export async function writeSetting(key, value) {
  await put(`/me/settings/${key}`, value).catch(tellProblem);
}

/**
 * The views, to open, save, pin, share and remove.
 * @param {() => {query: string, columns: string[]}} current
 * @param {(view: View) => void} open
 */
export function viewBar(current, open) {
  const element = h('div', { class: 'views', role: 'group', 'aria-label': t('views.title') });
  /** @type {View[]} */
  let own = [];
  /** @type {View[]} */
  let shared = [];
  const keep = (/** @type {View[]} */ next) => {
    own = next;
    draw();
    writeSetting(place, own);
  };
  const draw = () => replace(element,
    [...own].sort((a, b) => Number(b.pinned ?? false) - Number(a.pinned ?? false)).map((view) => ownView(view, own, keep, open)),
    shared.map((view) => chip(view, open)),
    h('button', { type: 'button', class: 'button button-small', onclick: () => save(current, own, keep, share) }, icon('star'), t('views.save')));
  const share = async (/** @type {View} */ view) => {
    try {
      const made = await post('/views', view);
      shared = [...shared, { ...view, ...made, shared: true }];
      draw();
    } catch (error) {
      tellProblem(error);
    }
  };
  draw();
  Promise.all([readSetting(place), getIfAny('/views').catch(() => null)]).then(([mine, theirs]) => {
    own = Array.isArray(mine) ? mine : [];
    shared = (theirs?.items ?? []).map((/** @type {any} */ one) => ({ ...one, ...(one.value ?? {}), shared: true }));
    draw();
  });
  return element;
}

/** @param {View} view @param {(view: View) => void} open */
function chip(view, open) {
  return h('button', { type: 'button', class: 'button button-small', onclick: () => open(view), title: view.by ?? '' },
    icon(view.shared ? 'user' : view.pinned ? 'pin' : 'star'), view.name, view.shared && h('small', { class: 'text-soft' }, t('views.shared')));
}

/** @param {View} view @param {View[]} own @param {(next: View[]) => void} keep @param {(view: View) => void} open */
function ownView(view, own, keep, open) {
  const pin = () => keep(own.map((one) => (one === view ? { ...one, pinned: !one.pinned } : one)));
  return h('span', { class: 'row view' }, chip(view, open),
    h('button', { type: 'button', class: 'button-plain', 'aria-pressed': String(Boolean(view.pinned)), 'aria-label': t('views.pin', { name: view.name }), onclick: pin }, icon('pin')),
    h('button', { type: 'button', class: 'button-plain', 'aria-label': t('views.remove', { name: view.name }), onclick: () => keep(own.filter((one) => one !== view)) }, icon('close')));
}

/** @param {() => {query: string, columns: string[]}} current @param {View[]} own @param {(next: View[]) => void} keep @param {(view: View) => void} share */
async function save(current, own, keep, share) {
  const name = await asked({ title: t('views.save'), text: t('views.text'), label: t('views.name'), yes: t('save'), maxLength: 40 });
  if (!name) return;
  const isShared = name.startsWith('#');
  const view = { name: name.replace(/^#/, ''), ...current() };
  if (isShared) share(view);
  else keep([...own.filter((one) => one.name !== view.name), view]);
  tell(t('views.saved', { name: view.name }));
}
