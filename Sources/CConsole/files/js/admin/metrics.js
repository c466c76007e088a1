// @ts-check
// Reads the Prometheus text format 0.0.4 as far as a node writes it.

/** @typedef {{name: string, help: string, samples: {labels: string, value: string}[]}} Family */

/** @param {string} text @returns {Family[]} */
export function parseMetrics(text) {
  /** @type {Map<string, Family>} */
  const families = new Map();
  const family = (/** @type {string} */ name) => {
    const found = families.get(name) ?? { name, help: '', samples: [] };
    families.set(name, found);
    return found;
  };
  for (const line of text.split('\n')) {
    const help = /^# HELP (\S+) (.*)$/.exec(line);
    if (help) family(help[1]).help = help[2];
    const sample = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)/.exec(line);
    if (sample) family(sample[1]).samples.push({ labels: (sample[2] ?? '').replaceAll('"', '').replaceAll(',', '  '), value: sample[3] });
  }
  return [...families.values()].filter((one) => one.samples.length > 0);
}
