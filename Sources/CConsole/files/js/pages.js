// @ts-check
// Every page of the console: its address, its name, who has it, and where it stands in the navigation. One line a page;
// groups of the navigation are `work`, `watch` and `node`.

/** Who works on matters; units see their own share of them. */
const hotline = ['operator', 'dispatcher', 'reviewer', 'supervisor', 'admin'];
const staff = [...hotline, 'auditor', 'knowledge'];

/** @type {import('./router.js').Route[]} */
export const pages = [
  { path: '/desk', title: 'page.desk', load: () => import('./desk/desk.js'), nav: { group: 'work', icon: 'desk', key: 'd' } },
  { path: '/desk/register', title: 'page.register', load: () => import('./desk/register.js'), roles: hotline, nav: { group: 'work', icon: 'phone', key: 'n' } },
  { path: '/desk/tickets', title: 'page.tickets', load: () => import('./list/list.js'), nav: { group: 'work', icon: 'list', key: 'l' } },
  { path: '/desk/tickets/:id', title: 'page.ticket', load: () => import('./ticket/ticket.js') },
  { path: '/desk/profile', title: 'page.profile', load: () => import('./desk/profile.js') },
  // Pages of the network, the administration, supervision and the papers: helper modules add their lines below.
];

/** Roles that see the node itself: its links, its alarms. */
export const staffRoles = staff;
