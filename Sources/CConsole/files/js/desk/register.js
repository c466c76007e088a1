// @ts-check
// Taking a matter down while the caller speaks: earlier matters of the number at once, what may be the same, what the
// kind asks for, and what cannot wait.

import { post, request } from '../api.js';
import { debounced, h, replace } from '../dom.js';
import { renderForm } from '../form.js';
import { t } from '../i18n.js';
import { icon } from '../icons.js';
import { tellProblem } from '../notice.js';
import { currentBook } from '../ticket/rules.js';
import { similarRow } from '../ticket/similar.js';
import { emergencyBox } from './emergency.js';
import { registrationFields } from './register-fields.js';

/** What is being typed; kept while the page is open, whatever else is looked at. @type {Record<string, any>} */
let draft = emptyDraft();

/** Most matters come by telephone. @returns {Record<string, any>} */
function emptyDraft() {
  return { channel: 'telephone' };
}

/** @param {import('../router.js').Visit} visit */
export default async function page(visit) {
  return new Registration(visit, await requiredFields()).element;
}

/** What the rule book asks for at intake. @returns {Promise<Set<string>>} */
async function requiredFields() {
  // A caller is not kept waiting for the rule book: the node refuses what it asks for, and is heard all the same.
  const book = await currentBook().catch((error) => tellProblem(error));
  return new Set(['kind', 'channel', 'title', 'content', ...(book?.intake?.required ?? ['phone']).map(fieldOf)]);
}

/** @param {string} item */
function fieldOf(item) {
  return ['phone', 'name', 'idNumber', 'address'].includes(item) ? `petitioner.${item}` : item;
}

class Registration {
  /** @param {import('../router.js').Visit} visit @param {Set<string>} required */
  constructor(visit, required) {
    this.visit = visit;
    this.required = required;
    this.earlier = h('div', { class: 'stack' });
    this.linked = draft.relatedTo ?? null;
    this.seen = '';
    this.form = h('div', null);
    this.emergency = emergencyBox((isOn) => this.setEmergency(isOn));
    this.seek = debounced((/** @type {any} */ value) => this.findEarlier(value), 450);
    this.drawForm();
    this.drawEarlier(null);
    this.element = h(
      'div',
      { class: 'stack' },
      h(
        'div',
        { class: 'page-head' },
        h('h1', null, t('page.register')),
        h('span', { class: 'hint' }, t('register.kept')),
      ),
      h(
        'div',
        { class: 'register' },
        h('section', { class: 'panel', 'aria-label': t('page.register') }, this.emergency.element, this.form),
        h(
          'aside',
          { class: 'register-aside', 'aria-label': t('register.earlier') },
          h('section', { class: 'panel' }, h('h2', null, t('register.earlier')), this.earlier),
        ),
      ),
    );
    if (draft.title || draft.petitioner?.phone) this.findEarlier(draft);
  }

  drawForm() {
    const form = renderForm({
      fields: registrationFields(this.required),
      yes: t('register.go'),
      values: flat(draft),
      changed: (value) => this.changed(value),
      submit: (value, key) => request('POST', '/tickets', { body: this.body(value), key }),
      done: (answer) => this.done(answer.data),
    });
    form.querySelector('[id^="title"]')?.closest('.field')?.classList.add('field-whole');
    form.querySelector('[id^="petitioner-phone"]')?.setAttribute('inputmode', 'tel');
    form.querySelector('[id^="petitioner-phone"]')?.setAttribute('data-autofocus', '');
    replace(this.form, form);
    this.emergency.set(Boolean(draft.emergency));
  }

  /** @param {any} value */
  changed(value) {
    draft = { ...value, emergency: draft.emergency, relatedTo: this.linked };
    this.seek(draft);
  }

  /** @param {boolean} isOn */
  setEmergency(isOn) {
    draft = { ...draft, emergency: isOn };
  }

  /** @param {any} value */
  body(value) {
    return {
      ...value,
      ...(draft.emergency ? { emergency: true } : {}),
      ...(this.linked ? { relatedTo: this.linked } : {}),
    };
  }

  /** Asks for earlier matters once enough is typed to tell. @param {any} value */
  async findEarlier(value) {
    const phone = String(value.petitioner?.phone ?? '').replace(/[\s-]/g, '');
    const asked = {
      ...(phone.length >= 7 ? { phone } : {}),
      title: value.title ?? '',
      content: value.content ?? '',
      place: value.place ?? '',
      limit: 8,
    };
    const words = JSON.stringify(asked);
    if (words === this.seen || (!asked.phone && (asked.title + asked.content).length < 4)) return;
    this.seen = words;
    try {
      const found = await post('/tickets/similar', asked, { signal: this.visit.signal });
      if (words === this.seen) this.drawEarlier(found.items ?? []);
    } catch (error) {
      // A telephone number half typed is refused; the next letter asks again.
      if (!this.visit.signal.aborted && /** @type {any} */ (error).status !== 422) tellProblem(error);
    }
  }

  /** @param {any[] | null} items */
  drawEarlier(items) {
    if (!items) return replace(this.earlier, h('p', { class: 'hint' }, t('register.waiting')));
    if (!items.length) return replace(this.earlier, h('p', { class: 'hint', role: 'status' }, t('register.noneFound')));
    const same = items.filter((one) => one.reasons?.includes('同一诉求人')).length;
    replace(
      this.earlier,
      h(
        'p',
        { role: 'status' },
        same ? t('register.samePerson', { count: same }) : t('register.alike', { count: items.length }),
      ),
      h(
        'ul',
        { class: 'earlier' },
        items.map((one) => this.earlierRow(one, items)),
      ),
    );
  }

  /** @param {any} one @param {any[]} items */
  earlierRow(one, items) {
    const isLinked = this.linked === one.ticket.id;
    const row = similarRow(
      one,
      h(
        'button',
        {
          type: 'button',
          class: 'button button-small push',
          'aria-pressed': String(isLinked),
          onclick: () => {
            this.linked = isLinked ? null : one.ticket.id;
            draft = { ...draft, relatedTo: this.linked };
            this.drawEarlier(items);
          },
        },
        icon('link'),
        t(isLinked ? 'register.linked' : 'register.link'),
      ),
    );
    row.dataset.linked = String(isLinked);
    for (const link of row.querySelectorAll('a')) link.setAttribute('target', '_blank');
    return row;
  }

  /** @param {any} ticket */
  done(ticket) {
    draft = emptyDraft();
    this.linked = null;
    this.seen = '';
    this.drawForm();
    this.drawEarlier(null);
    const link = h(
      'a',
      { class: 'button button-primary', href: `/desk/tickets/${encodeURIComponent(ticket.id)}` },
      t('register.open'),
    );
    const box = h(
      'section',
      { class: 'panel registered-box', role: 'status' },
      h('h2', null, icon('check'), ' ', t('register.done')),
      h('p', null, t('register.number'), ' ', h('strong', { class: 'number' }, ticket.number)),
      h('p', { class: 'hint' }, t('register.tell')),
      h(
        'div',
        { class: 'actions' },
        link,
        h('button', { type: 'button', class: 'button', onclick: () => box.remove() }, t('register.next')),
      ),
    );
    this.element.querySelector('.registered-box')?.remove();
    this.element.querySelector('.register')?.before(box);
    link.focus();
    window.scrollTo(0, 0);
  }
}

/** @param {any} value @param {string} [path] @returns {Record<string, any>} */
function flat(value, path = '') {
  return Object.assign(
    {},
    ...Object.entries(value ?? {}).map(([name, inner]) => {
      const place = path ? `${path}.${name}` : name;
      return inner && typeof inner === 'object' ? flat(inner, place) : { [place]: inner };
    }),
  );
}
