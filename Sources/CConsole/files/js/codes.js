// @ts-check
// The node's codes of which the console offers a choice, in the order in which people read them.

/** Kinds of matters. */
export const kinds = ['consultation', 'help', 'complaint', 'report', 'suggestion'];

/** Ways by which a matter comes. */
export const channels = [
  'telephone',
  'internet',
  'mobile',
  'walkIn',
  'superior',
  'enterpriseLine',
  'stateCouncilSite',
  'nationalPlatform',
  'externalSystem',
];

/** States of a ticket. */
export const states = [
  'registered',
  'accepted',
  'handling',
  'revisiting',
  'revisited',
  'reported',
  'returned',
  'answered',
  'transferred',
  'refused',
  'withdrawn',
  'archived',
];
