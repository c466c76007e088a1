// @ts-check
// Signing in, changing the password, and signing in again over a page when the session has ended.

import { openDialog } from '../dialog.js';
import { h, identifier, replace } from '../dom.js';
import { currentLanguage, t, useLanguage } from '../i18n.js';
import { refusalText, tell } from '../notice.js';
import { changePassword, currentSession, signIn } from '../session.js';

/** @typedef {import('../session.js').Session} Session */

/** The page for who is not signed in. @param {(session: Session) => void} done */
export function signInPage(done) {
  document.title = `${t('signIn.title')} · ${t('app.name')}`;
  return h(
    'main',
    { class: 'sign-in', id: 'main' },
    h(
      'div',
      { class: 'sign-in-box' },
      h(
        'div',
        { class: 'sign-in-brand' },
        h('img', { src: '/assets/icons/hotline.svg', alt: '', width: '44', height: '44' }),
        h('h1', null, t('app.name')),
      ),
      signInForm(done, ''),
      languageButton(),
    ),
  );
}

/**
 * Asks to sign in again over the page; answers whether the same person did.
 * @param {() => void} other called where somebody else signed in
 */
export async function askAgain(other) {
  const before = currentSession()?.account ?? '';
  const session = await openDialog({
    title: t('signIn.again'),
    firm: true,
    body: (close) => [h('p', null, t('signIn.again.text')), signInForm(close, before)],
  });
  if (session?.account !== before) {
    other();
    return false;
  }
  if (session.mustChangePassword) await askForPassword();
  return true;
}

/** Asks to choose a password over the page, after an administrator drew one. */
function askForPassword() {
  return openDialog({
    title: t('password.title'),
    firm: true,
    body: (close) => [h('p', null, t('password.must')), passwordChange(close)],
  });
}

/** @param {(session: Session) => void} done @param {string} account */
function signInForm(done, account) {
  const user = input('text', 'username', account);
  const password = input('password', 'current-password', '');
  if (!account) user.dataset.autofocus = '';
  (account ? password : user).autofocus = true;
  return passwordForm(
    [
      [t('signIn.account'), user],
      [t('signIn.password'), password],
    ],
    t('signIn.go'),
    async () => {
      done(await signIn(user.value.trim(), password.value));
    },
  );
}

/** The page for who has to choose a password first. @param {(session: Session) => void} done */
export function passwordPage(done) {
  return h(
    'main',
    { class: 'sign-in', id: 'main' },
    h(
      'div',
      { class: 'sign-in-box' },
      h('h1', null, t('password.title')),
      h('p', null, t('password.must')),
      passwordChange(done),
    ),
  );
}

/** The form to change one's password. @param {(session: Session) => void} done */
export function passwordChange(done) {
  const current = input('password', 'current-password', '');
  const next = input('password', 'new-password', '');
  const repeat = input('password', 'new-password', '');
  const fields = /** @type {[string, HTMLInputElement][]} */ ([
    [t('password.current'), current],
    [t('password.next'), next],
    [t('password.repeat'), repeat],
  ]);
  const form = passwordForm(fields, t('password.go'), async () => {
    if (next.value !== repeat.value) throw new Error(t('password.differs'));
    const session = await changePassword(current.value, next.value);
    tell(t('password.done'));
    if (session) done(session);
  });
  // Keepers of passwords want to know whose it is.
  form.prepend(
    h('input', { type: 'text', hidden: true, autocomplete: 'username', value: currentSession()?.account ?? '' }),
  );
  return form;
}

/** @param {string} type @param {'username' | 'current-password' | 'new-password'} complete @param {string} value */
function input(type, complete, value) {
  const made = h('input', {
    type,
    id: identifier(complete),
    required: true,
    autocapitalize: 'none',
    spellcheck: 'false',
    value,
  });
  made.autocomplete = complete;
  return made;
}

/** @param {[string, HTMLInputElement][]} fields @param {string} yes @param {() => Promise<void>} submit */
function passwordForm(fields, yes, submit) {
  const error = h('div', {
    class: 'form-errors',
    id: identifier('refusal'),
    role: 'alert',
    tabindex: '-1',
    hidden: true,
  });
  for (const [, field] of fields) field.setAttribute('aria-describedby', error.id);
  const button = h('button', { type: 'submit', class: 'button button-primary' }, yes);
  const rows = fields.map(([label, field]) =>
    h('div', { class: 'field' }, h('label', { for: field.id }, label), field),
  );
  return h(
    'form',
    {
      class: 'form',
      onsubmit: async (/** @type {Event} */ event) => {
        event.preventDefault();
        error.hidden = true;
        button.disabled = true;
        try {
          await submit();
        } catch (problem) {
          tellRefusal(error, problem);
        } finally {
          button.disabled = false;
        }
      },
    },
    error,
    rows,
    h('div', { class: 'actions' }, button),
  );
}

/** @param {HTMLElement} place @param {any} problem */
function tellRefusal(place, problem) {
  const isOwn = !('code' in problem) || problem instanceof TypeError;
  replace(
    place,
    isOwn ? h('strong', null, problem.message) : refusalText(problem, problem.errors?.length > 0),
    problem.errors?.length > 0 &&
      h(
        'ul',
        null,
        problem.errors.map((/** @type {any} */ one) => h('li', null, one.message)),
      ),
    problem.retryAfter > 0 && h('p', null, t('signIn.retry', { seconds: problem.retryAfter })),
  );
  place.hidden = false;
  place.focus();
}

function languageButton() {
  return h(
    'button',
    { type: 'button', class: 'button-plain', onclick: () => useLanguage(currentLanguage() === 'zh' ? 'en' : 'zh') },
    t('app.language'),
  );
}
