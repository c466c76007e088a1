// @ts-check
// Building the page. Text only ever becomes text nodes, so that what callers typed cannot become markup.

/** @typedef {Node | string | number | null | undefined | false | Child[]} Child */

/** Attributes that are set as properties, since they change after the page was built. */
const properties = new Set(['value', 'checked', 'selected', 'disabled', 'indeterminate', 'hidden', 'readOnly']);

/** Attributes that would bring markup or script in; none of them is ever needed. */
const refused = /^(on|srcdoc$|style$|innerhtml$|outerhtml$)/i;

/**
 * Makes an element: `h('button', {type: 'button', onclick: save}, t('save'))`.
 *
 * Functions under `on…` become listeners, `dataset` and `class` do what they say, `true` is an empty attribute, and
 * `false`, `null` and `undefined` leave one out. Children are nodes, texts, or lists of them.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, any> | null} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) set(element, name, value);
  append(element, children);
  return element;
}

/**
 * Puts children in at the end of a node.
 * @param {Node} parent
 * @param {Child[]} children
 */
export function append(parent, children) {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child)) append(parent, child);
    else parent.appendChild(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

/**
 * Takes what is in an element out, and puts these children in.
 * @param {Element} element
 * @param {...Child} children
 */
export function replace(element, ...children) {
  element.replaceChildren();
  append(element, children);
}

/** @param {HTMLElement} element @param {string} name @param {any} value */
function set(element, name, value) {
  if (value === null || value === undefined || value === false) {
    if (properties.has(name)) /** @type {any} */ (element)[name] = value ?? '';
    return;
  }
  if (typeof value === 'function' && name.startsWith('on')) return element.addEventListener(name.slice(2), value);
  if (name === 'dataset') return void Object.assign(element.dataset, value);
  if (properties.has(name)) return void (/** @type {any} */ (element)[name] = value);
  if (refused.test(name)) throw new TypeError(`${name} is not set by h()`);
  if (name === 'href' && !isLocal(String(value))) throw new TypeError(`a link leads within the console: ${value}`);
  element.setAttribute(name, value === true ? '' : String(value));
}

/** Links lead to pages of this console, places of a page and contents kept in memory, nowhere else. */
function isLocal(/** @type {string} */ address) {
  return /^(\/(?!\/)|#|blob:|tel:[+\d]+$)/.test(address);
}

let drawn = 0;

/**
 * An identifier for an element, to tie labels and errors to their fields.
 * @param {string} [name]
 */
export function identifier(name = 'id') {
  drawn += 1;
  return `${name.replace(/[^A-Za-z0-9]/g, '-')}-${drawn}`;
}

/**
 * Calls `work` once nothing was asked for `pause` milliseconds.
 * @template {any[]} A
 * @param {(...values: A) => void} work
 * @param {number} pause
 */
export function debounced(work, pause) {
  let timer = 0;
  return (/** @type {A} */ ...values) => {
    clearTimeout(timer);
    timer = window.setTimeout(() => work(...values), pause);
  };
}
