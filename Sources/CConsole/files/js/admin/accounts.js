// @ts-check
// `/desk/admin/accounts`: who may sign in, with which role; a new password is shown once.

import { get, post } from '../api.js';
import { confirmed, openDialog } from '../dialog.js';
import { debounced, h, replace } from '../dom.js';
import { icon } from '../icons.js';
import { named, t } from '../i18n.js';
import { tell, tellProblem } from '../notice.js';
import { dataTable } from '../network/data-table.js';
import { moment } from '../time.js';
import { formDialog } from './form-dialog.js';

const roles = ['operator', 'dispatcher', 'unit', 'reviewer', 'supervisor', 'knowledge', 'auditor', 'admin'];

/** @param {import('../router.js').Visit} visit */
export default async function accounts(visit) {
  const units = (await get('/contacts', { signal: visit.signal })).items.map((/** @type {any} */ unit) => ({ value: unit.unit, label: unit.name }));
  const box = h('div', null);
  const count = h('p', { class: 'hint', role: 'status' });
  const search = h('input', { type: 'search', placeholder: t('accounts.search'), 'aria-label': t('accounts.search') });
  const addresses = h('div', null);
  /** @type {any[]} */
  let all = [];
  const how = {
    units, self: visit.session.account,
    unitName: (/** @type {any} */ one) => one.unitName ?? units.find((/** @type {any} */ unit) => unit.value === one.unit)?.label ?? one.unit ?? '',
    again: async () => {
      const found = await get('/accounts', { signal: visit.signal });
      all = found.items;
      draw();
      replace(addresses, lockedAddresses(found.addresses));
    },
  };
  const draw = () => {
    const words = search.value.trim().toLowerCase();
    const shown = all.filter((one) => !words || [one.account, one.name, how.unitName(one), named('role', one.role)].some((text) => String(text ?? '').toLowerCase().includes(words)));
    count.textContent = t('accounts.count', { shown: shown.length, total: all.length });
    replace(box, table(shown, how));
  };
  search.addEventListener('input', debounced(draw, 120));
  await how.again();
  return h('div', { class: 'page stack' },
    h('div', { class: 'page-head' }, h('h1', null, t('page.accounts')),
      h('button', { type: 'button', class: 'button button-primary', onclick: () => create(how) }, icon('add'), t('accounts.create'))),
    h('div', { class: 'row admin-filter' }, search, count),
    h('section', { class: 'panel' }, box), addresses);
}

/** @param {any[]} shown @param {any} how */
function table(shown, how) {
  if (!shown.length) return h('p', { class: 'empty' }, t('accounts.none'));
  const heads = ['accounts.account', 'accounts.role', 'accounts.unit', 'accounts.state', 'accounts.lastSignIn', 'network.actions'].map((key) => t(key));
  return dataTable(t('page.accounts'), heads, shown.map((one) => [
    h('span', { class: 'two-lines' }, h('span', null, one.name || one.account), h('small', null, one.account)),
    one.roleName ?? named('role', one.role), how.unitName(one), state(one),
    h('span', { class: 'two-lines' }, h('span', null, one.signedInAt ? moment(one.signedInAt) : t('accounts.never')), one.sessions > 0 && h('small', null, t('accounts.sessions', { count: one.sessions }))), actions(one, how),
  ]));
}

/** Addresses from which too many passwords were tried. @param {any[]} addresses */
function lockedAddresses(addresses) {
  if (!addresses.length) return null;
  return h('section', { class: 'panel' }, h('h2', null, t('accounts.addresses')),
    dataTable(t('accounts.addresses'), ['accounts.address', 'accounts.failures', 'accounts.until'].map((key) => t(key)),
      addresses.map((one) => [h('span', { class: 'number' }, one.address), one.failures, moment(one.lockedUntil)])));
}

/** @param {any} one */
function state(one) {
  return h('div', { class: 'marks' },
    one.disabledAt && h('span', { class: 'mark' }, icon('close'), t('accounts.disabled')),
    one.lockedUntil && h('span', { class: 'mark mark-bad' }, icon('lock'), t('accounts.lockedUntil', { time: moment(one.lockedUntil) })),
    one.configured && h('span', { class: 'mark mark-calm', title: t('accounts.configured.hint') }, icon('settings'), t('accounts.configured')),
    one.mustChangePassword && h('span', { class: 'mark mark-warn' }, icon('clock'), t('accounts.mustChange')),
    !one.disabledAt && !one.lockedUntil && h('span', { class: 'mark mark-good' }, icon('check'), t('accounts.active')));
}

/** @param {any} one @param {any} how */
function actions(one, how) {
  const button = (/** @type {string} */ name, /** @type {() => void} */ run, danger = false) => h('button', {
    type: 'button', class: `button button-small${danger ? ' button-danger' : ''}`, 'aria-label': `${t(`accounts.${name}`)} ${one.account}`, onclick: run,
  }, t(`accounts.${name}`));
  const isSelf = one.account === how.self;
  return h('div', { class: 'actions' },
    !one.configured && button('change', () => change(one, how)),
    button('reset', () => reset(one, how)),
    one.lockedUntil && button('unlock', () => act(one, 'unlock', {}, how)),
    one.disabledAt ? button('enable', () => act(one, 'enable', {}, how)) : !isSelf && !one.configured && button('disable', () => disable(one, how), true));
}

/** @param {any} how @returns {import('../form.js').Field[]} */
function fields(how) {
  return [
    { name: 'name', label: t('accounts.name'), type: 'text', required: true, maxLength: 100 },
    { name: 'role', label: t('accounts.role'), type: 'choice', required: true, choices: roles.map((value) => ({ value, label: named('role', value), ...(value === 'unit' ? { needs: ['unit'] } : {}) })) },
    { name: 'unit', label: t('accounts.unit'), type: 'choice', required: false, choices: how.units, hint: t('accounts.unit.hint') },
  ];
}

/** Only a unit's account has a unit. @param {any} value */
function body({ unit, ...rest }) {
  return rest.role === 'unit' ? { ...rest, unit } : rest;
}

/** @param {any} how */
async function create(how) {
  const made = await formDialog({
    title: t('accounts.create'),
    fields: [{ name: 'account', label: t('accounts.account'), type: 'text', required: true, maxLength: 60, hint: t('accounts.account.hint') }, ...fields(how)],
    submit: (value) => post('/accounts', body(value)),
  });
  if (!made) return;
  await showPassword(made.account ?? '', made.password);
  await how.again();
}

/** @param {any} one @param {any} how */
async function change(one, how) {
  const changed = await formDialog({
    title: t('accounts.change.title', { account: one.account }), yes: t('save'), fields: fields(how),
    values: { name: one.name, role: one.role, unit: one.unit ?? undefined },
    submit: (value) => post(`${path(one)}/change`, body(value)),
  });
  if (!changed) return;
  tell(t('accounts.changed', { account: one.account }));
  await how.again();
}

/** @param {any} one */
function path(one) {
  return `/accounts/${encodeURIComponent(one.account)}/actions`;
}

/** @param {any} one @param {any} how */
async function reset(one, how) {
  const isSure = await confirmed({ title: t('accounts.reset'), text: t('accounts.reset.text', { account: one.account }), yes: t('accounts.reset'), danger: true });
  if (!isSure) return;
  const answer = await act(one, 'reset-password', {}, how);
  if (answer?.password) await showPassword(one.account, answer.password);
}

/** @param {any} one @param {any} how */
async function disable(one, how) {
  const isSure = await confirmed({ title: t('accounts.disable'), text: t('accounts.disable.text', { account: one.account }), yes: t('accounts.disable'), danger: true });
  if (isSure) await act(one, 'disable', {}, how);
}

/** @param {any} one @param {string} action @param {any} body @param {any} how */
async function act(one, action, body, how) {
  try {
    const answer = await post(`${path(one)}/${action}`, body);
    tell(t('accounts.changed', { account: one.account }));
    await how.again();
    return answer;
  } catch (error) {
    tellProblem(error);
    return null;
  }
}

/** The password is nowhere afterwards: the dialog closes by its button only. @param {string} account @param {string | undefined} password */
function showPassword(account, password) {
  if (!password) return Promise.resolve(null);
  const said = h('span', { class: 'hint', role: 'status' });
  const copy = async () => {
    await navigator.clipboard?.writeText(password).then(() => (said.textContent = t('accounts.copied')), () => (said.textContent = t('accounts.notCopied')));
  };
  return openDialog({
    title: t('accounts.password', { account }), firm: true,
    body: (close) => [
      h('p', null, t('accounts.password.text')),
      h('p', { class: 'one-time number' }, password),
      h('div', { class: 'actions' },
        h('button', { type: 'button', class: 'button', onclick: copy }, t('accounts.copy')),
        h('button', { type: 'button', class: 'button button-primary', autofocus: true, onclick: () => close(true) }, t('accounts.noted')), said),
    ],
  });
}
