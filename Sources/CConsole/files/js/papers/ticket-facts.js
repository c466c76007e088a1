// @ts-check
// The lines about the matter that several papers share.

import { channelText, kindText, paperMoment } from './text.js';

/** @typedef {{label: string, value: string, wide?: boolean, tall?: 1 | 2 | 3}} Line */

/** Name and telephone as far as the caller was shown them; a confidential petitioner's never leave. @param {any} ticket */
export function petitionerTexts(ticket) {
  const petitioner = ticket.petitioner ?? {};
  if (petitioner.confidential) return { name: '（诉求人要求保密）', phone: '（由热线答复）' };
  return {
    name: petitioner.name ?? petitioner.maskedName ?? (petitioner.anonymous ? '匿名' : ''),
    phone: petitioner.phone ?? petitioner.maskedPhone ?? '',
  };
}

/** Who brought what forward. @param {any} ticket @returns {Line[]} */
export function matterLines(ticket) {
  const matter = ticket.matter;
  const who = petitionerTexts(ticket);
  const kind = kindText(matter.kind) + (matter.emergency ? '（突发）' : '') + (matter.massOutage ? '（大面积停供）' : '');
  return [
    { label: '工单编号', value: ticket.number },
    { label: '诉求类型', value: kind },
    { label: '受理渠道', value: channelText(matter.channel) + (matter.externalNumber ? ` ${matter.externalNumber}` : '') },
    { label: '登记时间', value: paperMoment(ticket.registeredAt) },
    { label: '诉求人', value: who.name },
    { label: '联系电话', value: who.phone },
    { label: '事发地点', value: matter.place ?? '' },
    { label: '事发时间', value: matter.occurredAt ?? '' },
    { label: '诉求标题', value: matter.title, wide: true },
    { label: '诉求内容', value: contentText(ticket), wide: true, tall: 2 },
  ];
}

/** The matter as it was told, with what was added to it later. @param {any} ticket */
function contentText(ticket) {
  const added = (ticket.supplements ?? []).map(
    (/** @type {any} */ one) => `\n补充（${paperMoment(one.at)}）：${one.text}`,
  );
  return ticket.matter.content + added.join('');
}

/** The matter in three lines, for papers about a request. @param {any} ticket @returns {Line[]} */
export function briefLines(ticket) {
  return [
    { label: '工单编号', value: ticket.number },
    { label: '诉求类型', value: kindText(ticket.matter.kind) },
    { label: '诉求标题', value: ticket.matter.title, wide: true },
    { label: '诉求内容', value: ticket.matter.content, wide: true, tall: 1 },
  ];
}
