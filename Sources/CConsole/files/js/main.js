// @ts-check
// Where the console begins: who is signed in, then the frame, then the page of the address.

import './words/parts.js';
import { whenSignedOut } from './api.js';
import { h, replace } from './dom.js';
import { drawFrame, showPage } from './frame/frame.js';
import { askAgain, passwordPage, signInPage } from './frame/sign-in.js';
import { currentLanguage, onLanguage, useLanguage } from './i18n.js';
import { problemBox } from './notice.js';
import { pages } from './pages.js';
import { go, leavePage, startRouter } from './router.js';
import { currentSession, findSession } from './session.js';

let isRouting = false;

/** Looks who is signed in, and draws what that person needs. */
async function start() {
  useLanguage(currentLanguage());
  try {
    enter(await findSession());
  } catch (error) {
    replace(document.body, h('main', { class: 'sign-in' }, problemBox(error, start)));
  }
}

/** @param {import('./session.js').Session | null} session */
function enter(session) {
  if (!session) return replace(document.body, signInPage(enter));
  if (session.mustChangePassword) return replace(document.body, passwordPage(enter));
  drawFrame(leave);
  if (!location.pathname.startsWith('/desk')) history.replaceState(null, '', '/desk');
  if (isRouting) return go(location.pathname + location.search, { replace: true });
  isRouting = true;
  startRouter(pages, showPage);
}

/** Whoever signs in next at this browser finds nothing of what was typed or seen: the page begins anew. */
function leave() {
  leavePage();
  sessionStorage.clear();
  location.assign('/');
}

whenSignedOut(async () => {
  if (!currentSession()) return false;
  return askAgain(() => location.assign('/desk'));
});

onLanguage(() => {
  if (document.body.childElementCount > 1 || document.querySelector('main')) enter(currentSession());
});

start();
