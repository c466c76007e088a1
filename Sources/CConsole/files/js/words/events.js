// @ts-check
// What the events, actions and data of a ticket are called.

import { addWords } from '../i18n.js';

/** Each with its Chinese and its English. @type {[string, string, string][]} */
const words = [
  ['event.ticket.registered', '登记', 'Registered'], ['event.ticket.ordered', '上级交办', 'Ordered from above'], ['event.ticket.accepted', '受理', 'Accepted'],
  ['event.ticket.refused', '不予受理', 'Refused'], ['event.ticket.transferred', '转接', 'Transferred'], ['event.ticket.answered', '直接答复', 'Answered'],
  ['event.ticket.dispatched', '派单', 'Dispatched'], ['event.ticket.supplemented', '补充', 'Supplemented'], ['event.attachment.added', '添加附件', 'Attachment added'],
  ['event.ticket.withdrawn', '撤回', 'Withdrawn'], ['event.ticket.handled', '全部办结，转回访', 'Handled'], ['event.ticket.revisited', '回访', 'Revisited'],
  ['event.redo.ordered', '重办', 'Redo ordered'], ['event.ticket.archived', '归档', 'Archived'], ['event.ticket.linked', '关联重复诉求', 'Linked'],
  ['event.assignment.signed', '签收', 'Signed'], ['event.return.asked', '申请退回', 'Return asked'], ['event.return.approved', '同意退回', 'Return approved'],
  ['event.return.refused', '不同意退回', 'Return not approved'], ['event.assignment.progressed', '反馈进度', 'Progress'], ['event.petitioner.contacted', '联系诉求人', 'Petitioner contacted'],
  ['event.assignment.forwarded', '交办科室', 'To section'], ['event.completion.submitted', '申请办结', 'Completion submitted'], ['event.completion.approved', '同意办结', 'Completion approved'],
  ['event.completion.refused', '不同意办结', 'Completion not approved'], ['event.order.signed', '签收上级交办', 'Order signed'], ['event.order.return.asked', '向上级申请退回', 'Return asked above'],
  ['event.order.return.approved', '上级同意退回', 'Return approved above'], ['event.order.return.refused', '上级不同意退回', 'Return not approved above'], ['event.order.progressed', '向上级反馈进度', 'Progress reported'],
  ['event.order.reported', '向上级上报结果', 'Result reported'], ['event.order.completion.approved', '上级同意办结', 'Result approved above'], ['event.order.completion.refused', '上级不同意办结', 'Result not approved above'],
  ['event.order.redo.received', '上级要求重办', 'Redo ordered above'], ['event.order.assisted', '会办意见', 'Assisted'], ['event.ticket.corrected', '更正', 'Corrected'],
  ['event.ticket.supervised', '督办', 'Supervised'], ['event.supervision.answered', '答复督办', 'Supervision answered'], ['event.supervision.proposed', '建议督办', 'Supervision proposed'],
  ['event.supervision.dismissed', '不予督办', 'Proposal dismissed'], ['event.extension.asked', '申请延期', 'Extension asked'], ['event.extension.approved', '同意延期', 'Extension approved'],
  ['event.extension.refused', '不同意延期', 'Extension not approved'], ['event.deferral.asked', '申请挂账', 'Deferral asked'], ['event.deferral.approved', '同意挂账', 'Deferral approved'],
  ['event.deferral.refused', '不同意挂账', 'Deferral not approved'], ['event.deferral.struckOff', '销号', 'Struck off'], ['event.rating.contested', '评价异议', 'Rating contested'],
  ['event.contest.decided', '甄别评价异议', 'Contest decided'], ['event.order.limit.moved', '上级时限变更', 'Order’s limit moved'], ['event.order.extension.asked', '向上级申请延期', 'Extension asked above'],
  ['event.order.extension.approved', '上级同意延期', 'Extension approved above'], ['event.order.extension.refused', '上级不同意延期', 'Extension not approved above'],
  ['event.order.deferral.asked', '向上级申请挂账', 'Deferral asked above'], ['event.order.deferral.approved', '上级同意挂账', 'Deferral approved above'], ['event.order.deferral.refused', '上级不同意挂账', 'Deferral not approved above'],
  ['event.order.deferral.struckOff', '挂账销号上报', 'Strike-off reported'], ['event.message.late', '迟到的消息', 'Late message'], ['event.ordinal.skipped', '跳过未到的消息', 'Message skipped'],
  ['event.history.lost', '历史记录缺失', 'History lost'], ['event.directive.received', '收到上级指示', 'Directive received'], ['event.directive.answered', '答复上级指示', 'Directive answered'],
  ['event.ticket.escalated', '提请上级督办', 'Escalated'], ['event.limits.recounted', '时限重新计算', 'Limits recounted'], ['event.timer.reminded', '到期提醒', 'Reminded'],
  ['event.timer.overdue', '超期', 'Overdue'], ['event.ticket.recovered', '恢复后补齐', 'Recovered'],
  ['action.accept', '受理', 'Accept'], ['action.refuse', '不予受理', 'Refuse'], ['action.transfer', '转接', 'Transfer'], ['action.answer', '直接答复', 'Answer'], ['action.dispatch', '派单', 'Dispatch'],
  ['action.supplement', '补充', 'Supplement'], ['action.attach', '添加附件', 'Attach'], ['action.withdraw', '撤回', 'Withdraw'], ['action.revisit', '回访', 'Revisit'], ['action.redo', '重办', 'Redo'],
  ['action.archive', '归档', 'Archive'], ['action.link', '关联', 'Link'], ['action.sign', '签收', 'Sign'], ['action.return', '申请退回', 'Ask to return'], ['action.approve-return', '同意退回', 'Approve return'],
  ['action.refuse-return', '不同意退回', 'Refuse return'], ['action.progress', '反馈进度', 'Progress'], ['action.contact', '联系诉求人', 'Contact'], ['action.forward', '交办科室', 'To section'],
  ['action.complete', '申请办结', 'Complete'], ['action.approve-completion', '同意办结', 'Approve completion'], ['action.refuse-completion', '不同意办结', 'Refuse completion'],
  ['action.extend', '申请延期', 'Ask for time'], ['action.approve-extension', '同意延期', 'Approve extension'], ['action.refuse-extension', '不同意延期', 'Refuse extension'],
  ['action.defer', '申请挂账', 'Ask to defer'], ['action.approve-deferral', '同意挂账', 'Approve deferral'], ['action.refuse-deferral', '不同意挂账', 'Refuse deferral'], ['action.strike-off', '销号', 'Strike off'],
  ['action.contest', '评价异议', 'Contest rating'], ['action.decide-contest', '甄别评价异议', 'Decide contest'], ['action.correct', '更正', 'Correct'], ['action.supervise', '督办', 'Supervise'],
  ['action.answer-supervision', '答复督办', 'Answer supervision'], ['action.dismiss-proposal', '不予督办', 'Dismiss proposal'], ['action.answer-directive', '答复上级指示', 'Answer directive'], ['action.escalate', '提请上级督办', 'Escalate'],
  ['data.reason', '理由', 'Reason'], ['data.reasons', '理由', 'Reasons'], ['data.guidance', '告知途径', 'Guidance'], ['data.note', '说明', 'Note'], ['data.text', '内容', 'Text'], ['data.to', '转至', 'To'],
  ['data.explanation', '说明', 'Explanation'], ['data.basis', '依据', 'Basis'], ['data.suggestion', '转办建议', 'Suggestion'], ['data.until', '至', 'Until'], ['data.consent', '签署意见', 'Consent'],
  ['data.handling', '办理情况', 'Handling'], ['data.result', '办理结果', 'Result'], ['data.rating', '评价', 'Rating'], ['data.wasTold', '是否告知结果', 'Was told'], ['data.wasSolved', '是否合理解决', 'Was solved'],
  ['data.means', '方式', 'Means'], ['data.reached', '是否联系上', 'Reached'], ['data.section', '科室', 'Section'], ['data.person', '经办人', 'Person'], ['data.unit', '办理单位', 'Unit'], ['data.statement', '履责意见', 'Statement'],
  ['data.category', '类别', 'Category'], ['data.measures', '解决措施', 'Measures'], ['data.plan', '推进方案', 'Plan'], ['data.responsible', '责任人', 'Responsible'], ['data.approvedBy', '批准领导', 'Approved by'],
  ['data.signedBy', '签字', 'Signed by'], ['data.upheld', '异议成立', 'Upheld'], ['data.leader', '主要责任人', 'Leader'], ['data.content', '内容', 'Content'], ['data.name', '名称', 'Name'], ['data.due', '时限', 'Limit'],
  ['data.relatedTo', '重复工单', 'Repeats'], ['data.message', '消息', 'Message'], ['data.foundAt', '踏勘时间', 'Found at'], ['data.askedAt', '申请时间', 'Asked'], ['data.petitionerTold', '已告知诉求人', 'Petitioner told'],
  ['data.progress', '办理进度', 'Progress'], ['data.handledAt', '办理时间', 'Handled at'], ['data.reply.at', '回复时间', 'Replied at'], ['data.reply.means', '回复方式', 'Reply by'], ['data.reply.content', '回复内容', 'Reply'],
  ['data.reply.exemption', '不需回复的类型', 'No reply needed'], ['data.unfinished', '未办结情形', 'Unfinished'], ['data.stageResult', '阶段性办理结果', 'Interim result'], ['data.followUp', '后续处理计划', 'Follow-up'],
  ['reason.registrationError', '诉求登记错误', 'Registration error'], ['reason.identityHidden', '诉求人隐匿个人信息', 'Identity hidden'], ['reason.knowledgeAnswers', '知识库可直接解答', 'Knowledge answers it'],
  ['reason.outsideScope', '不属于热线受理范围', 'Outside scope'], ['reason.notOurDuty', '不属于本单位职责', 'Not our duty'], ['reason.materialMissing', '需补充材料', 'Material missing'], ['reason.ownershipUnclear', '不属于本单位权属', 'Not our property'],
];

addWords(Object.fromEntries(words.map(([key, zh]) => [key, zh])), Object.fromEntries(words.map(([key, , en]) => [key, en])));
