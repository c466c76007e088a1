// @ts-check
// One's own settings: language, single keys, password.

import { h } from '../dom.js';
import { currentLanguage, t, useLanguage } from '../i18n.js';
import { keySwitch } from '../frame/keys-help.js';
import { passwordChange } from '../frame/sign-in.js';
import { facts } from '../ticket/facts.js';
import { moment } from '../time.js';

/** @param {import('../router.js').Visit} visit */
export default async function page({ session }) {
  const languages = /** @type {const} */ ([['zh', '中文'], ['en', 'English']]);
  return h('div', { class: 'stack profile' }, h('h1', null, t('page.profile')),
    h('section', { class: 'panel' }, h('h2', null, session.name), facts([
      [t('signIn.account'), session.account], [t('profile.role'), t(`role.${session.role}`)], [t('profile.unit'), session.unitName],
      [t('profile.node'), `${session.node.name}（${session.node.code}）`], [t('profile.expires'), moment(session.expiresAt)],
    ])),
    h('section', { class: 'panel' }, h('h2', null, t('profile.use')),
      h('fieldset', { class: 'field' }, h('legend', null, t('profile.language')), h('div', { class: 'choices' }, languages.map(([code, name]) =>
        h('label', { class: 'choice' }, h('input', { type: 'radio', name: 'language', checked: currentLanguage() === code, onchange: () => useLanguage(code) }), h('span', { lang: code }, name))))),
      keySwitch(), h('p', { class: 'hint' }, t('keys.text'))),
    h('section', { class: 'panel' }, h('h2', null, t('password.title')), passwordChange(() => undefined)));
}
