// @ts-check
// The node's description of its interface (OpenAPI 3.1), read for a reader.

/**
 * @typedef {object} Operation
 * @property {string} id of its place on the page
 * @property {string} method
 * @property {string} path
 * @property {string} tag
 * @property {any} what as described
 * @property {any[]} parameters of the operation and of its path
 * @property {string} words what it is found by
 */

const methods = ['get', 'head', 'post', 'put', 'patch', 'delete'];

/** What a reference stands for, with what stands beside it; two levels of references at most. @param {any} whole @param {any} part @returns {any} */
export function resolved(whole, part, depth = 0) {
  if (!part?.$ref || depth > 8) return part;
  const target = String(part.$ref).replace(/^#\//, '').split('/').reduce(
    (place, name) => place?.[name.replaceAll('~1', '/').replaceAll('~0', '~')], whole,
  );
  const { $ref, ...beside } = part;
  return { ...resolved(whole, target ?? {}, depth + 1), ...beside };
}

/** The name of a component that a reference leads to. @param {any} part @returns {string | null} */
export function referred(part) {
  return /^#\/components\/schemas\/(.+)$/.exec(part?.$ref ?? '')?.[1] ?? null;
}

/** @param {any} whole @returns {Operation[]} */
export function operations(whole) {
  return Object.entries(whole.paths ?? {}).flatMap(([path, item]) => methods.filter((method) => item[method]).map((method) => {
    const what = item[method];
    const parameters = [...(item.parameters ?? []), ...(what.parameters ?? [])].map((one) => resolved(whole, one));
    const words = [method, path, what.summary, what.description, what.operationId, ...(what.tags ?? []), ...(what['x-roles'] ?? [])];
    return {
      id: `op-${what.operationId ?? `${method}${path}`}`.replace(/[^\w-]/g, '-'), method: method.toUpperCase(), path, tag: what.tags?.[0] ?? '',
      what, parameters, words: words.filter(Boolean).join(' ').toLowerCase(),
    };
  }));
}

/** Operations by tag, in the order of the document's tags. @param {any} whole @returns {{name: string, description: string, operations: Operation[]}[]} */
export function groups(whole) {
  const all = operations(whole);
  const names = [...new Set([...(whole.tags ?? []).map((/** @type {any} */ tag) => tag.name), ...all.map((one) => one.tag)])];
  return names.map((name) => ({
    name, description: whole.tags?.find((/** @type {any} */ tag) => tag.name === name)?.description ?? '',
    operations: all.filter((one) => one.tag === name),
  })).filter((group) => group.operations.length > 0);
}
