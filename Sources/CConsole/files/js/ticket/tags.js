// @ts-check
// The tags of a ticket: shown, put on and taken off, all by keyboard too.

import { getIfAny, post } from '../api.js';
import { h, replace } from '../dom.js';
import { t } from '../i18n.js';
import { icon } from '../icons.js';
import { isComposing } from '../keys.js';
import { Problem } from '../problem.js';
import { tellProblem } from '../notice.js';
import { offerTags, tagsOf } from '../tickets/tag-input.js';

/** @typedef {{name: string, person: string, mayRemove: boolean}} Tag */
/** @typedef {{items: Tag[], mayAdd: boolean, most: number}} Tags */

/** The tags of one ticket. */
export class TagBar {
  /** @param {string} ticket @param {AbortSignal} signal of the page */
  constructor(ticket, signal) {
    this.path = `/tickets/${encodeURIComponent(ticket)}/tags`;
    this.signal = signal;
    this.shown = '';
    this.list = h('ul', { class: 'tags', 'aria-label': t('tags.title') });
    this.input = h('input', {
      type: 'text',
      'aria-label': t('tags.add'),
      placeholder: t('tags.add'),
      maxlength: 200,
    });
    offerTags(this.input);
    this.input.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && isComposing(event)) event.preventDefault();
    });
    this.form = h(
      'form',
      {
        class: 'tag-form',
        hidden: true,
        onsubmit: (/** @type {Event} */ event) => {
          event.preventDefault();
          this.add();
        },
      },
      this.input,
      h('button', { type: 'submit', class: 'button button-small' }, icon('tag'), t('tags.put')),
    );
    this.element = h('div', { class: 'tag-bar' }, this.list, this.form);
  }

  /** Reads the tags as they are now. */
  async again() {
    const found = await getIfAny(this.path, { signal: this.signal }).catch(() => null);
    if (found) this.draw(found);
  }

  /** @param {Tags} tags */
  draw(tags) {
    const now = JSON.stringify(tags);
    if (now === this.shown) return;
    this.shown = now;
    this.form.hidden = !tags.mayAdd || tags.items.length >= tags.most;
    const had = this.list.contains(document.activeElement);
    replace(
      this.list,
      tags.items.map((tag) => this.item(tag)),
    );
    if (had) /** @type {HTMLElement | null} */ (this.list.querySelector('button') ?? this.input)?.focus();
  }

  /** @param {Tag} tag */
  item(tag) {
    const take = h(
      'button',
      {
        type: 'button',
        class: 'tag-take',
        'aria-label': t('tags.take', { tag: tag.name }),
        onclick: () => this.send('remove', [tag.name]),
      },
      icon('close'),
    );
    return h(
      'li',
      { class: 'tag', title: t('tags.by', { person: tag.person }) },
      icon('tag'),
      h('bdi', null, tag.name),
      tag.mayRemove && take,
    );
  }

  async add() {
    const tags = tagsOf(this.input.value);
    if (!tags.length) return;
    if (await this.send('add', tags)) this.input.value = '';
    this.input.focus();
  }

  /** @param {'add' | 'remove'} deed @param {string[]} tags */
  async send(deed, tags) {
    try {
      this.draw(await post(`${this.path}/actions/${deed}`, { tags }));
      return true;
    } catch (error) {
      tellProblem(plain(error));
      return false;
    }
  }
}

/** What is wrong with a tag is told in its own words: the form has one field. @param {unknown} error */
function plain(error) {
  const message = error instanceof Problem && error.errors[0]?.message;
  return message ? new Problem({ title: message }, 422) : error;
}
