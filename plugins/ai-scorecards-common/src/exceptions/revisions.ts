import type { Ask } from '../contract';
import type { Wish } from './case';

/** What is permitted, in which a renewal of dates does not differ but for its dates. */
const PERMITTED = [
  'team',
  'tool',
  'newTool',
  'scope',
  'includesSubteams',
  'seats',
  'costPerMonth',
  'currency',
  'data',
  'from',
  'until',
  'supportOwner',
  'category',
] as const satisfies readonly (keyof Ask)[];

/**
 * What the board reads before it decides, and other teams inherit: a vote counts for no answer that was written after it.
 */
const READ = [
  'why',
  'budgetOwner',
  'security',
  'risks',
  'success',
  'exit',
  'links',
] as const satisfies readonly (keyof Ask)[];

/** A change of any of these makes a new revision and voids the votes. */
const MATERIAL = [...PERMITTED, ...READ];

/** A renewal may change its dates and give its reason in other words. */
const DATES: readonly string[] = ['from', 'until', 'category'];

const differs = (a: unknown, b: unknown) =>
  JSON.stringify(a) !== JSON.stringify(b);

/** Names of the fields that differ. */
export function changedFields(before: Ask, after: Ask): (keyof Ask)[] {
  return (Object.keys(after) as (keyof Ask)[]).filter(field =>
    differs(before[field], after[field]),
  );
}

/** Whether a change voids the votes. */
export function isMaterial(before: Wish, after: Wish): boolean {
  return (
    MATERIAL.some(field => differs(before.ask[field], after.ask[field])) ||
    differs(before.standing, after.standing)
  );
}

/** Whether a renewal asks for nothing but other dates than what it continues. */
export function isDatesOnly(predecessor: Ask, ask: Ask): boolean {
  return PERMITTED.filter(field => !DATES.includes(field)).every(
    field => !differs(predecessor[field], ask[field]),
  );
}
