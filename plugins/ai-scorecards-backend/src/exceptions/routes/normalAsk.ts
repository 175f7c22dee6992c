import type { Ask } from 'backstage-plugin-ai-scorecards-common';

export const lower = (ref: string) => ref.toLocaleLowerCase('en-US');

/** Refs are compared without case, so they are kept in lower case. */
export const normalAsk = (ask: Ask): Ask => ({
  ...ask,
  team: lower(ask.team),
  tool: ask.tool && lower(ask.tool),
  supportOwner: ask.supportOwner && lower(ask.supportOwner),
  budgetOwner: ask.budgetOwner && lower(ask.budgetOwner),
  scope: ask.scope && ask.scope.map(lower),
  joins: [...new Set(ask.joins.map(lower))].sort(),
});
