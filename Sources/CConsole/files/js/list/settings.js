// @ts-check
// What a person keeps at the node: columns, habits.

import { get, put } from '../api.js';
import { tellProblem } from '../notice.js';

/** What a person has set under a key; null where nothing was. @param {string} key @returns {Promise<any>} */
export function readSetting(key) {
  return get(`/me/settings/${key}`);
}

/** Keeps a person's setting. @param {string} key @param {any} value */
export async function writeSetting(key, value) {
  await put(`/me/settings/${key}`, value).catch(tellProblem);
}
