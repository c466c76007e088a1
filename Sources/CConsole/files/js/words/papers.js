// @ts-check
// Words of the pages of papers; the papers themselves are Chinese only.

import { addWords } from '../i18n.js';

addWords(
  {
    'papers.title': '打印文书',
    'papers.ledger': '挂账台账',
    'papers.register': '月登记表',
    'papers.none': '暂无：{when}可打印',
    'papers.back': '返回工单',
    'papers.all': '全部文书',
    'papers.print': '打印',
    'papers.reveal': '显示联系方式',
    'papers.reveal.why': '查看诉求人完整信息须注明理由，并留痕备查。',
    'papers.reason': '理由',
    'papers.which': '选择文书',
    'papers.missing': '没有这份文书，可能已撤回或者编号有误。',
    'papers.hint': '文书内容取自工单，打印预览即本页；A4纸，页码由浏览器打印。',
    'papers.month': '月份',
    'papers.unit': '承办单位',
    'papers.allUnits': '全部单位',
    'papers.show': '生成',
    'papers.reading': '正在读取 {done}/{total} 件…',
    'papers.tooMany': '共 {total} 件，超过一张表的 {most} 件，请按承办单位分别生成。',
  },
  {
    'papers.title': 'Papers to print',
    'papers.ledger': 'Ledger of deferred matters',
    'papers.register': 'Monthly register',
    'papers.none': 'None yet: {when}',
    'papers.back': 'Back to the ticket',
    'papers.all': 'All papers',
    'papers.print': 'Print',
    'papers.reveal': 'Show contact',
    'papers.reveal.why': 'Showing the petitioner’s full data needs a reason, and is kept on record.',
    'papers.reason': 'Reason',
    'papers.which': 'Choose a paper',
    'papers.missing': 'There is no such paper; it may have been withdrawn, or the number is wrong.',
    'papers.hint': 'The paper is made from the ticket; this page is its preview. A4, the browser prints page numbers.',
    'papers.month': 'Month',
    'papers.unit': 'Unit',
    'papers.allUnits': 'All units',
    'papers.show': 'Make',
    'papers.reading': 'Reading {done} of {total}…',
    'papers.tooMany': '{total} tickets, more than the {most} that one register holds; choose a unit.',
  },
);
