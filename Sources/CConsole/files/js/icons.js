// @ts-check
// The icons, drawn in the colour of the text beside them. They never stand alone for a meaning.

/** Lines on a field of 24 by 24. @type {Record<string, string>} */
const paths = {
  add: 'M12 5v14M5 12h14',
  archive: 'M4 4h16v4H4zM6 8v12h12V8M10 12h4',
  arrowDown: 'M6 9l6 6 6-6',
  arrowLeft: 'M15 6l-6 6 6 6',
  arrowRight: 'M9 6l6 6-6 6',
  bell: 'M6 16V11a6 6 0 0112 0v5l2 2H4zM10 21h4',
  book: 'M4 5a2 2 0 012-2h14v16H6a2 2 0 00-2 2zM4 19V5M9 7h7',
  calendar: 'M4 6h16v14H4zM4 10h16M8 3v4M16 3v4',
  check: 'M4 12.5l5 5L20 6.5',
  clip: 'M20 11l-8.5 8.5a5 5 0 01-7-7L13 4a3.4 3.4 0 015 5l-8.5 8.3a1.8 1.8 0 01-2.5-2.5L15 7',
  clock: 'M12 3a9 9 0 100 18 9 9 0 000-18zM12 7v5l3 3',
  close: 'M6 6l12 12M18 6L6 18',
  desk: 'M4 4h7v9H4zM13 4h7v5h-7zM13 12h7v8h-7zM4 16h7v4H4z',
  document: 'M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6',
  download: 'M12 4v11M7 11l5 5 5-5M5 20h14',
  edit: 'M4 20h4L19 9l-4-4L4 16zM13 7l4 4',
  emergency: 'M12 3l10 18H2zM12 10v5M12 18v.5',
  eye: 'M2 12s4-7 10-7 10 7 10 7-4 7-10 7S2 12 2 12zM12 9a3 3 0 100 6 3 3 0 000-6z',
  filter: 'M4 5h16l-6 8v6l-4 2v-8z',
  flag: 'M5 21V4h13l-3 4 3 4H5',
  forward: 'M4 12h14M13 6l6 6-6 6',
  language: 'M3 6h11M8 3v3M12 6c-1 5-4 8-8 10M6 10c2 3 4 5 7 6M13 21l4-10 4 10M14.5 18h5',
  link: 'M10 14a4 4 0 006 0l3-3a4 4 0 00-6-6l-1 1M14 10a4 4 0 00-6 0l-3 3a4 4 0 006 6l1-1',
  list: 'M8 6h12M8 12h12M8 18h12M4 6h.5M4 12h.5M4 18h.5',
  lock: 'M6 11h12v10H6zM8 11V8a4 4 0 018 0v3',
  menu: 'M4 6h16M4 12h16M4 18h16',
  message: 'M4 5h16v11H9l-5 4z',
  network: 'M9 3h6v5H9zM3 16h6v5H3zM15 16h6v5h-6zM12 8v4M6 16v-4h12v4',
  phone: 'M5 4h4l2 5-3 2a11 11 0 005 5l2-3 5 2v4a2 2 0 01-2 2A16 16 0 013 6a2 2 0 012-2z',
  pin: 'M12 21s7-6.5 7-12a7 7 0 10-14 0c0 5.5 7 12 7 12zM12 6.5a2.5 2.5 0 100 5 2.5 2.5 0 000-5z',
  print: 'M7 9V3h10v6M7 17H4V9h16v8h-3M7 14h10v7H7z',
  redo: 'M20 11a8 8 0 10-2 6M20 4v7h-7',
  repeat: 'M4 11V9a3 3 0 013-3h12M16 3l3 3-3 3M20 13v2a3 3 0 01-3 3H5M8 21l-3-3 3-3',
  returned: 'M9 6L4 11l5 5M4 11h11a5 5 0 010 10h-3',
  search: 'M11 4a7 7 0 100 14 7 7 0 000-14zM16 16l5 5',
  settings: 'M4 7h10M18 7h2M4 17h2M10 17h10M16 5v4M8 15v4',
  shield: 'M12 3l8 3v6c0 5-4 8-8 9-4-1-8-4-8-9V6z',
  signOut: 'M10 4H5v16h5M14 8l4 4-4 4M18 12H9',
  star: 'M12 4l2.4 5.2 5.6.6-4.2 3.8 1.2 5.6-5-2.9-5 2.9 1.2-5.6L4 9.8l5.6-.6z',
  tag: 'M4 4h8l8 8-8 8-8-8zM8 8h.5',
  unit: 'M4 21V8l8-5 8 5v13M9 21v-6h6v6M9 11h.5M15 11h.5',
  unread: 'M3 6h18v13H3zM3 7l9 7 9-7',
  upload: 'M12 20V8M7 12l5-5 5 5M5 4h14',
  user: 'M12 4a4 4 0 100 8 4 4 0 000-8zM4 21c0-4 3.5-6 8-6s8 2 8 6',
  warning: 'M12 3a9 9 0 100 18 9 9 0 000-18zM12 7v6M12 16v.5',
};

const namespace = 'http://www.w3.org/2000/svg';

/** An icon; hidden from readers of the screen, since words stand beside it. @param {string} name */
export function icon(name) {
  const drawing = document.createElementNS(namespace, 'svg');
  drawing.setAttribute('viewBox', '0 0 24 24');
  drawing.setAttribute('class', 'icon');
  drawing.setAttribute('aria-hidden', 'true');
  drawing.setAttribute('focusable', 'false');
  const line = document.createElementNS(namespace, 'path');
  line.setAttribute('d', paths[name] ?? paths.document);
  drawing.append(line);
  return drawing;
}
