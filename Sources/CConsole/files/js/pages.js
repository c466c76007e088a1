// @ts-check
// Every page of the console: its address, its name, who has it, and where it stands in the navigation. One line a page;
// groups of the navigation are `work`, `watch` and `node`.

/** Who works on matters; units see their own share of them. */
const hotline = ['operator', 'dispatcher', 'reviewer', 'supervisor', 'admin'];
/** Who takes matters down. */
const intake = ['operator', 'dispatcher', 'reviewer', 'admin'];
const staff = [...hotline, 'auditor', 'knowledge'];

/** @type {import('./router.js').Route[]} */
export const pages = [
  { path: '/desk', title: 'page.desk', load: () => import('./desk/desk.js'), nav: { group: 'work', icon: 'desk', key: 'd' } },
  { path: '/desk/register', title: 'page.register', load: () => import('./desk/register.js'), roles: intake, nav: { group: 'work', icon: 'phone', key: 'n' } },
  { path: '/desk/tickets', title: 'page.tickets', load: () => import('./list/list.js'), nav: { group: 'work', icon: 'list', key: 'l' } },
  { path: '/desk/tickets/:id', title: 'page.ticket', load: () => import('./ticket/ticket.js') },
  { path: '/desk/below', title: 'page.below', load: () => import('./list/below.js'), roles: staff, nav: { group: 'watch', icon: 'arrowDown', key: 'b' } },
  { path: '/desk/below/:id', title: 'page.below', load: () => import('./ticket/copy.js'), roles: staff },
  { path: '/desk/profile', title: 'page.profile', load: () => import('./desk/profile.js') },
  { path: '/desk/supervision', title: 'page.supervision', load: () => import('./supervisor/desk.js'), roles: ['supervisor', 'admin', 'auditor'], nav: { group: 'watch', icon: 'flag', key: 's' } },
  { path: '/desk/network', title: 'page.network', load: () => import('./network/network.js'), roles: staff, nav: { group: 'node', icon: 'network', key: 'w' } },
  { path: '/desk/admin/node', title: 'page.node', load: () => import('./admin/node.js'), roles: staff, nav: { group: 'node', icon: 'clock' } },
  { path: '/desk/admin/units', title: 'page.units', load: () => import('./admin/units.js'), nav: { group: 'node', icon: 'unit' } },
  { path: '/desk/admin/accounts', title: 'page.accounts', load: () => import('./admin/accounts.js'), roles: ['admin'], nav: { group: 'node', icon: 'user' } },
  { path: '/desk/admin/canned-texts', title: 'page.canned', load: () => import('./admin/canned-texts.js'), roles: ['unit', 'operator', 'dispatcher', 'reviewer', 'admin'], nav: { group: 'node', icon: 'message' } },
  { path: '/desk/admin/subscriptions', title: 'page.subscriptions', load: () => import('./admin/subscriptions.js'), roles: ['admin', 'auditor'], nav: { group: 'node', icon: 'forward' } },
  { path: '/desk/admin/calendar', title: 'page.calendar', load: () => import('./admin/calendar.js'), nav: { group: 'node', icon: 'calendar' } },
  { path: '/desk/admin/rules', title: 'page.rules', load: () => import('./admin/rules.js'), nav: { group: 'node', icon: 'book' } },
  { path: '/desk/admin/restrictions', title: 'page.restrictions', load: () => import('./admin/restrictions.js'), roles: staff, nav: { group: 'watch', icon: 'lock' } },
  { path: '/desk/admin/audit', title: 'page.audit', load: () => import('./admin/audit.js'), roles: ['admin', 'auditor'], nav: { group: 'watch', icon: 'shield' } },
  { path: '/desk/api', title: 'page.api', load: () => import('./apidoc/page.js'), nav: { group: 'node', icon: 'document' } },
  { path: '/desk/tickets/:id/papers', title: 'papers.title', load: () => import('./papers/hub.js') },
  { path: '/desk/tickets/:id/papers/:kind', title: 'papers.title', load: () => import('./papers/page.js') },
  { path: '/desk/papers/deferrals', title: 'papers.ledger', load: () => import('./papers/ledger.js'), nav: { group: 'watch', icon: 'document' } },
  { path: '/desk/papers/print', title: 'papers.title', load: () => import('./papers/batch.js') },
  { path: '/desk/papers/register', title: 'papers.register', load: () => import('./papers/register.js'), nav: { group: 'watch', icon: 'print' } },
];
