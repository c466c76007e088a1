// @ts-check
// From ticket to ticket in the order of the list that one came from.

const place = 'hotline-walk';
/** More than a person walks through. */
const most = 2000;

/** @typedef {{path: string, ids: string[]}} Walk */

/** Notes the list that a ticket is opened from. @param {string} path @param {string[]} ids */
export function noteWalk(path, ids) {
  try {
    sessionStorage.setItem(place, JSON.stringify({ path, ids: ids.slice(0, most) }));
  } catch {
    // Without storage there is no way on but the list.
  }
}

/** Where a ticket stands in the list that it was opened from. @param {string} id */
export function walkFrom(id) {
  const walk = stored();
  const index = walk.ids.indexOf(id);
  if (index < 0) return { path: walk.path, at: 0, count: 0, previous: null, next: null };
  return { path: walk.path, at: index + 1, count: walk.ids.length, previous: walk.ids[index - 1] ?? null, next: walk.ids[index + 1] ?? null };
}

/** @returns {Walk} */
function stored() {
  try {
    return JSON.parse(sessionStorage.getItem(place) ?? '') ?? { path: '/desk/tickets', ids: [] };
  } catch {
    return { path: '/desk/tickets', ids: [] };
  }
}
