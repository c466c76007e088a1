// @ts-check
// What stands round every page: skip link, the node, who is signed in, navigation, and how the live connection fares.

import { h, replace } from '../dom.js';
import { currentLanguage, named, t, useLanguage } from '../i18n.js';
import { icon } from '../icons.js';
import { Problem } from '../problem.js';
import { bindKeys } from '../keys.js';
import { onLiveState } from '../live.js';
import { problemBox, tellProblem } from '../notice.js';
import { pages } from '../pages.js';
import { follow, go } from '../router.js';
import { currentSession, hasRole, signOut } from '../session.js';
import { forgetNames } from '../tickets/units.js';
import { showKeys } from './keys-help.js';
import { openPalette } from './palette.js';

const groups = ['work', 'watch', 'node'];
const icons = { open: 'check', connecting: 'clock', waiting: 'warning', refused: 'lock', stopped: 'warning' };
/** @type {HTMLElement | null} */
let main = null;
/** Ends what the frame hears when it is drawn anew. */
let keys = new AbortController();
/** Whether the window shows its first page. */
let isOpened = true;

/** Draws the frame. @param {() => void} left called after signing out */
export function drawFrame(left) {
  forgetNames();
  keys.abort();
  keys = new AbortController();
  main = h('main', { id: 'main', tabindex: '-1' });
  const nav = h('nav', { id: 'nav', 'aria-label': t('app.menu') }, navigation());
  const menu = h(
    'button',
    {
      type: 'button',
      class: 'button-plain menu-button',
      'aria-expanded': 'false',
      'aria-controls': 'nav',
      'aria-label': t('app.menu'),
      onclick: () => menu.setAttribute('aria-expanded', String(document.body.classList.toggle('nav-open'))),
    },
    icon('menu'),
  );
  nav.addEventListener('click', () => {
    document.body.classList.remove('nav-open');
    menu.setAttribute('aria-expanded', 'false');
  });
  replace(
    document.body,
    h('a', { class: 'skip', href: '#main', onclick: toMain }, t('app.skip')),
    header(menu, left),
    nav,
    main,
    h('div', { id: 'notices', role: 'status', 'aria-live': 'polite' }),
  );
  bindFrameKeys();
}

/** @param {Event} event */
function toMain(event) {
  event.preventDefault();
  main?.focus();
}

/** @param {HTMLElement} menu @param {() => void} left */
function header(menu, left) {
  const session = currentSession();
  const node = session?.node;
  return h(
    'header',
    { class: 'top' },
    menu,
    h(
      'a',
      { href: '/desk', class: 'brand' },
      h('span', { class: 'brand-name' }, t('app.name')),
      h(
        'span',
        { class: 'brand-node' },
        node?.name ?? '',
        ' ',
        h('span', { class: 'tier' }, named('tier', node?.tier)),
      ),
    ),
    h(
      'button',
      { type: 'button', class: 'search-button', 'aria-label': t('app.search'), onclick: openPalette },
      icon('search'),
      h('span', null, t('app.search')),
      h('kbd', null, 'Ctrl K'),
    ),
    h(
      'div',
      { class: 'top-end' },
      liveState(),
      h(
        'button',
        { type: 'button', class: 'button-plain', 'aria-label': t('app.language'), onclick: switchLanguage },
        icon('language'),
        h('span', null, t('app.language')),
      ),
      h(
        'button',
        { type: 'button', class: 'button-plain keys-button', onclick: showKeys, 'aria-label': t('app.keys') },
        h('kbd', null, '?'),
      ),
      h(
        'a',
        {
          href: '/desk/profile',
          class: 'who',
          'aria-label': `${session?.name ?? ''} ${session?.unitName ?? named('role', session?.role)}`,
        },
        icon('user'),
        h('span', null, session?.name ?? '', h('small', null, session?.unitName ?? named('role', session?.role))),
      ),
      h(
        'button',
        { type: 'button', class: 'button-plain', onclick: () => signOut().then(left, tellProblem), 'aria-label': t('app.signOut') },
        icon('signOut'),
        h('span', { class: 'wide-only' }, t('app.signOut')),
      ),
    ),
  );
}

function liveState() {
  const place = h('span', { class: 'live', role: 'status' });
  onLiveState((state) => {
    place.dataset.state = state;
    replace(place, icon(icons[state]), h('span', null, t(`live.${state}`)));
  }, keys.signal);
  return place;
}

function switchLanguage() {
  useLanguage(currentLanguage() === 'zh' ? 'en' : 'zh');
}

/** Pages in the navigation that this person's role has. */
export function navigablePages() {
  return pages.filter((page) => page.nav && hasRole(page.roles));
}

function navigation() {
  return groups.map((group) => {
    const list = navigablePages().filter((page) => page.nav?.group === group);
    return (
      list.length > 0 &&
      h(
        'section',
        null,
        h('h2', null, t(`nav.${group}`)),
        h(
          'ul',
          null,
          list.map((page) =>
            h(
              'li',
              null,
              h(
                'a',
                { href: page.path, dataset: { path: page.path } },
                icon(page.nav?.icon ?? ''),
                h('span', null, t(page.title)),
              ),
            ),
          ),
        ),
      )
    );
  });
}

function bindFrameKeys() {
  const own = navigablePages()
    .filter((page) => page.nav?.key)
    .map((page) => ({ key: /** @type {string} */ (page.nav?.key), label: page.title, run: () => go(page.path) }));
  bindKeys(
    [
      ...own,
      { key: '?', label: 'keys.help', run: showKeys },
      { key: 'k', control: true, label: 'keys.palette', run: openPalette },
    ],
    keys.signal,
  );
}

/**
 * Puts a page into the frame.
 * @param {import('../router.js').Route | null} route
 * @param {Omit<import('../router.js').Visit, 'session'>} visit
 */
export async function showPage(route, visit) {
  markPlace(route?.path ?? '');
  if (!route) return put(visit, message('app.nowhere', 'app.nowhere.cure'));
  if (!hasRole(route.roles)) return put(visit, message('app.forbidden'));
  document.title = `${t(route.title)} · ${currentSession()?.node.name ?? ''} · ${t('app.name')}`;
  main?.setAttribute('aria-busy', 'true');
  try {
    const page = await route.load();
    if (visit.signal.aborted || !currentSession()) return;
    const made = await page.default({ ...visit, session: currentSession() });
    put(visit, made);
  } catch (error) {
    if (visit.signal.aborted) return;
    put(visit, problemBox(error, follow));
    if (!(error instanceof Problem)) console.error(error);
  }
}

/** @param {Omit<import('../router.js').Visit, 'session'>} visit @param {Node} page */
function put(visit, page) {
  if (!main || visit.signal.aborted) return;
  main.removeAttribute('aria-busy');
  replace(main, page);
  const heading = main.querySelector('h1');
  const asked = main.querySelector('[data-autofocus]');
  heading?.setAttribute('tabindex', '-1');
  // A page that was just opened begins at its top, where the skip link is.
  const place = asked ?? (isOpened ? null : heading);
  isOpened = false;
  /** @type {HTMLElement | null} */ (place)?.focus({ preventScroll: true });
}

/** @param {string} title @param {string} [text] */
function message(title, text) {
  return h('div', { class: 'panel' }, h('h1', null, t(title)), text && h('p', null, t(text)));
}

/** @param {string} path */
function markPlace(path) {
  for (const link of document.querySelectorAll('#nav a')) {
    if (link instanceof HTMLElement && link.dataset.path === path) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
}
