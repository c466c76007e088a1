// @ts-check
// Style sheets of parts of the console, loaded with the part.

/** @type {Map<string, Promise<void>>} */
const loaded = new Map();

/**
 * Loads a style sheet once, and resolves when it holds.
 * @param {string} name of the file below `css/`, without its ending
 * @returns {Promise<void>}
 */
export function useStyles(name) {
  const known = loaded.get(name);
  if (known) return known;
  const loading = new Promise((/** @type {(value: void) => void} */ resolve) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = new URL(`../../css/${name}.css`, import.meta.url).pathname;
    link.onload = () => resolve();
    link.onerror = () => resolve();
    document.head.append(link);
  });
  loaded.set(name, loading);
  return loading;
}
