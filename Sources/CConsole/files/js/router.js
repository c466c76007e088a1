// @ts-check
// Which page stands at which address (History API). Pages are loaded when they are first visited.

/**
 * @typedef {object} Visit what a page is given
 * @property {Record<string, string>} params parts of the path, such as `id`
 * @property {URLSearchParams} query
 * @property {AbortSignal} signal aborted when the page is left: listeners and requests end with it
 * @property {any} session who is signed in
 */

/**
 * @typedef {object} Route
 * @property {string} path such as `/desk/tickets/:id`
 * @property {string} title key of the page's name
 * @property {() => Promise<{default: (visit: Visit) => Node | Promise<Node>}>} load
 * @property {string[]} [roles] who has it; all where left out
 * @property {{group: string, icon: string, key?: string}} [nav] where it stands in the navigation
 */

/** @type {Route[]} */
let routes = [];
/** @type {(route: Route | null, visit: Omit<Visit, 'session'>) => void} */
let show = () => {};
let leaving = new AbortController();

/** Starts to follow the address. @param {Route[]} table @param {typeof show} draw */
export function startRouter(table, draw) {
  routes = table;
  show = draw;
  window.addEventListener('popstate', () => follow());
  document.addEventListener('click', onClick);
  follow();
}

/** Draws the page of the current address anew. */
export function follow() {
  leaving.abort();
  leaving = new AbortController();
  const { pathname, search } = location;
  const found = match(pathname);
  const visit = { params: found?.params ?? {}, query: new URLSearchParams(search), signal: leaving.signal };
  show(found?.route ?? null, visit);
}

/** Ends what the page that is shown has under way: nobody is there any more. */
export function leavePage() {
  leaving.abort();
}

/** Goes to another page of the console. @param {string} path @param {{replace?: boolean}} [how] */
export function go(path, how = {}) {
  history[how.replace ? 'replaceState' : 'pushState'](null, '', path);
  if (!how.replace) window.scrollTo(0, 0);
  follow();
}

/** Writes the address of what is shown, without drawing anything. @param {string} path */
export function noteAddress(path) {
  history.replaceState(null, '', path);
}

/** @param {string} path */
function match(path) {
  for (const route of routes) {
    const params = matched(route.path, path);
    if (params) return { route, params };
  }
  return null;
}

/** @param {string} pattern @param {string} path */
function matched(pattern, path) {
  const want = pattern.split('/');
  const have = path.replace(/\/$/, '').split('/');
  if (want.length !== have.length) return null;
  /** @type {Record<string, string>} */
  const params = {};
  for (const [index, part] of want.entries()) {
    if (part.startsWith(':')) params[part.slice(1)] = decoded(have[index]);
    else if (part !== have[index]) return null;
  }
  return params;
}

/** @param {string} part */
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Links within the console change the page; with a modifier key they open as links do. @param {MouseEvent} event */
function onClick(event) {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return;
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) return;
  if (!link.pathname.startsWith('/desk') || link.getAttribute('href')?.startsWith('#')) return;
  event.preventDefault();
  go(link.pathname + link.search + link.hash);
}
