// @ts-check
// Words of the supervisor's desk.

import { addWords } from '../i18n.js';

addWords(
  {
    'page.supervision': '督办台',
    'supervision.overdue': '已超期', 'supervision.today': '今日到期', 'supervision.soon': '将到期', 'supervision.proposals': '督办建议', 'supervision.proposals.hint': '系统按规则提出，由督办人员采纳或者不采纳。', 'supervision.noProposals': '没有待定的督办建议',
    'supervision.byUnit': '各单位将到期', 'supervision.byUnit.hint': '办理中最先到期的 {most} 件，按单位分组，最紧迫的在前。', 'supervision.nothingDue': '没有办理中的工单', 'supervision.all': '全部', 'supervision.noOverdue': '没有超期工单',
    'supervision.first': '最先 {due}', 'supervision.count.overdue': '超期 {count}', 'supervision.count.near': '24小时内 {count}', 'supervision.count.open': '办理中 {count}',
    'supervision.matter': '事项', 'supervision.units': '承办', 'supervision.due': '期限', 'supervision.papers': '文书', 'supervision.urging': '催办通知书', 'supervision.why': '事由', 'supervision.means': '建议方式', 'supervision.since': '提出时间',
    'supervision.take': '采纳', 'supervision.take.title': '督办 {number}', 'supervision.text': '《{title}》请抓紧办理，按期反馈办理情况。', 'supervision.taken': '督办已下达', 'supervision.dismiss': '不采纳', 'supervision.dismissed': '已记录不采纳的理由',
    'supervision.below': '下级工单', 'supervision.below.hint': '对下级节点的工单督办、通报抽查结果、转达投诉，逐级下达并约束办理单位。', 'supervision.below.search': '查找下级工单', 'supervision.below.overdue': '只看超期', 'supervision.below.none': '没有符合的下级工单', 'supervision.owner': '办理节点',
    'supervision.supervise': '督办', 'supervision.spot-check': '抽查', 'supervision.complain': '转达投诉', 'supervision.content': '内容', 'supervision.answerDue': '答复期限', 'supervision.directed': '已下达，随链路送往下级', 'supervision.raised': '下级答复与提级', 'supervision.raised.none': '没有下级上报', 'supervision.from': '来自', 'supervision.what': '事由',
    'escalation.answer': '答复督办', 'escalation.escalation': '请求提级督办',
  },
  {
    'page.supervision': 'Supervision',
    'supervision.overdue': 'Overdue', 'supervision.today': 'Due today', 'supervision.soon': 'Due soon', 'supervision.proposals': 'Proposed supervisions', 'supervision.proposals.hint': 'Proposed by the rules; a person takes them up or puts them aside.', 'supervision.noProposals': 'Nothing proposed',
    'supervision.byUnit': 'About to break, by unit', 'supervision.byUnit.hint': 'The {most} open matters that end soonest, the most pressing unit first.', 'supervision.nothingDue': 'Nothing in hand', 'supervision.all': 'All', 'supervision.noOverdue': 'Nothing overdue',
    'supervision.first': 'first {due}', 'supervision.count.overdue': '{count} overdue', 'supervision.count.near': '{count} within 24 h', 'supervision.count.open': '{count} in hand',
    'supervision.matter': 'Matter', 'supervision.units': 'Handled by', 'supervision.due': 'Due', 'supervision.papers': 'Papers', 'supervision.urging': 'Urging notice', 'supervision.why': 'Because', 'supervision.means': 'Means', 'supervision.since': 'Proposed',
    'supervision.take': 'Take up', 'supervision.take.title': 'Supervise {number}', 'supervision.taken': 'Supervised', 'supervision.dismiss': 'Put aside', 'supervision.dismissed': 'Put aside, with its reason',
    'supervision.below': 'Tickets below', 'supervision.below.hint': 'Supervise, spot-check or pass a complaint on; it travels down and binds.', 'supervision.below.search': 'Find a ticket below', 'supervision.below.overdue': 'overdue only', 'supervision.below.none': 'No such ticket', 'supervision.owner': 'Node',
    'supervision.supervise': 'Supervise', 'supervision.spot-check': 'Spot check', 'supervision.complain': 'Complaint', 'supervision.content': 'Text', 'supervision.answerDue': 'Answer due', 'supervision.directed': 'On its way down', 'supervision.raised': 'Answers and escalations from below', 'supervision.raised.none': 'Nothing was raised', 'supervision.from': 'From', 'supervision.what': 'Kind',
    'escalation.answer': 'answer', 'escalation.escalation': 'asks for supervision',
  },
);
