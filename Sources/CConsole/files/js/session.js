// @ts-check
// Who is signed in at this browser.

import { get, request, useCSRF } from './api.js';
import { startLive, stopLive } from './live.js';

/**
 * @typedef {object} Session
 * @property {string} account
 * @property {string} name
 * @property {string} role
 * @property {string} roleName
 * @property {string | null} unit
 * @property {string | null} unitName
 * @property {string | null} csrf
 * @property {boolean} mustChangePassword
 * @property {string} expiresAt
 * @property {{code: string, name: string, tier: string}} node
 */

/** @type {Session | null} */
let session = null;

/** Who is signed in, or null. */
export function currentSession() {
  return session;
}

/** Asks the node whether somebody is signed in. @returns {Promise<Session | null>} */
export async function findSession() {
  try {
    return take(await get('/session', { quiet: true }));
  } catch (error) {
    if (/** @type {any} */ (error).status === 401) return null;
    throw error;
  }
}

/** Signs in. @param {string} account @param {string} password @returns {Promise<Session>} */
export async function signIn(account, password) {
  const answer = await request('POST', '/session', { body: { account, password }, quiet: true });
  return take(answer.data);
}

/** Changes the password of who is signed in. @param {string} current @param {string} next */
export async function changePassword(current, next) {
  await request('PUT', '/session/password', { body: { current, new: next }, quiet: true });
  return findSession();
}

/**
 * Signs out here; the other windows of this browser with it. Throws where the node was not told: the session goes on, and
 * nobody may believe that it has ended.
 */
export async function signOut() {
  await request('DELETE', '/session', { quiet: true }).catch((error) => {
    if (error.status !== 401) throw error;
  });
  stopLive();
  session = null;
  useCSRF(null);
}

/** @param {Session} found */
function take(found) {
  session = found;
  useCSRF(found.csrf);
  if (!found.mustChangePassword) startLive(`${found.node.code}/${found.account}`, found.csrf ?? '');
  return found;
}

/** Whether who is signed in has one of these roles; everybody where none are named. @param {string[]} [roles] */
export function hasRole(roles) {
  return !roles || (session !== null && roles.includes(session.role));
}
