// @ts-check
// The papers of one ticket: for each kind the occasions that the ticket gives, and how it is made.

import { make, occasions } from './transfer.js';
import { makeSupervision, makeUrging, supervisionOccasions, urgingOccasions } from './supervision.js';
import {
  extensionOccasions, makeExtension, makeOpinion, makeReturn, opinionOccasions, returnOccasions,
} from './requests.js';

/**
 * @typedef {object} Paper
 * @property {string} title
 * @property {string} issuer
 * @property {string} number
 * @property {string} date
 * @property {string} [to] 主送
 * @property {string[]} [paragraphs]
 * @property {import('./ticket-facts.js').Line[]} lines
 * @property {{label: string, value?: string}[]} signatures
 * @property {{label: string, date?: string}[]} seals
 * @property {string[]} notes
 */

/**
 * @typedef {object} Kind
 * @property {string} name as it stands in the address
 * @property {string} title
 * @property {string} when under what circumstances there is one
 * @property {(source: import('./source.js').Source) => {key: string, label: string}[]} occasions
 * @property {(source: import('./source.js').Source, key: string) => Paper | null} make
 */

/** @type {Kind[]} */
export const kinds = [
  { name: 'transfer', title: '转办单', when: '工单转派承办单位或下级热线后', occasions, make },
  { name: 'supervision', title: '督办单（函）', when: '热线督办或上级下达督办后', occasions: supervisionOccasions, make: makeSupervision },
  { name: 'urging', title: '催办通知书', when: '催办后，或者承办单位超过办理时限时', occasions: urgingOccasions, make: makeUrging },
  { name: 'extension', title: '延长时限申请表', when: '承办单位申请延长办理时限时', occasions: extensionOccasions, make: makeExtension },
  { name: 'return', title: '退回申请单', when: '承办单位申请退回时', occasions: returnOccasions, make: makeReturn },
  { name: 'opinion', title: '履责意见', when: '承办单位在重办环节出具履责意见后', occasions: opinionOccasions, make: makeOpinion },
];
