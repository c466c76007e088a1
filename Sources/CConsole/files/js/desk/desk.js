// @ts-check
import { h } from '../dom.js';
import { t } from '../i18n.js';

/** @param {import('../router.js').Visit} visit */
export default async function page(visit) {
  return h('h1', null, t('loading'), visit.session.name);
}
