import {
  addDays,
  daysFromTo,
  firstDay,
  monthOf,
  weekOf,
  weeksBetween,
} from 'backstage-plugin-ai-scorecards-common';
import { Clock, today } from '../clock';
import { dayText, inList, Queryable, StalePeriods } from '../database';
import { markMerges } from '../outcomes/markMerges';
import { Identity, Verdict } from './types';

/** Snapshots tell what share of accounts is matched over their 28 days. */
const COVERAGE_WEEKS = 4;

/** What an account was decided to be, and what it is now. */
export interface IdentityChange {
  before: Pick<Identity, 'state' | 'personId'>;
  after: Pick<Verdict, 'id' | 'state' | 'personId'>;
}

/** Whose use an account is; null for nobody's. */
function personOf({
  state,
  personId,
}: IdentityChange['before']): number | null {
  return state === 'person' || state === 'left' ? personId : null;
}

function isOfAnother({ before, after }: IdentityChange): boolean {
  return personOf(before) !== personOf(after);
}

function isOfAnotherKind(change: IdentityChange): boolean {
  return !isOfAnother(change) && change.before.state !== change.after.state;
}

function isMatchedOrNot(change: IdentityChange): boolean {
  const { before, after } = change;
  return (
    isOfAnotherKind(change) &&
    (before.state === 'unresolved' || after.state === 'unresolved')
  );
}

/** Whether what was pushed of nobody's account may be set aside changes with it: a machine's use is not. */
function isMachineOrNot(change: IdentityChange): boolean {
  const { before, after } = change;
  return (
    isOfAnotherKind(change) &&
    [before.state, after.state].includes('service-account')
  );
}

/**
 * Marks what has to be worked out again because accounts are somebody or something else, up to today. Returns the
 * UTC days of that: days with facts or merged changes of them, and days of their seats that anything was collected
 * for. Where the person stays the same, only money moves from bucket to bucket, and what share of accounts is matched; and
 * what was pushed of an account that is a machine's now, or is no more, is compared with other doors again.
 */
export async function markChangedAccounts(
  trx: Queryable,
  at: { stale: StalePeriods; clock: Clock },
  changes: readonly IdentityChange[],
): Promise<ReadonlySet<string>> {
  const { stale, clock } = at;
  const whose = await daysOf(trx, at, changes, isOfAnother);
  await stale.mark(trx, 'day', [...whose.used, ...whose.held]);
  await markMerges(trx, stale, whose.merged);
  const money = await daysOf(trx, at, changes, isOfAnotherKind);
  const days = [...money.used, ...money.held];
  await stale.mark(trx, 'month', [
    ...new Set(days.map(day => firstDay(monthOf(day)))),
  ]);
  await stale.mark(trx, 'day', await pushedDays(trx, changes));
  const matched = await daysOf(trx, at, changes, isMatchedOrNot);
  await markMerges(trx, stale, matched.merged);
  const current = weekOf(today(clock));
  const cards = [...matched.used].flatMap(day =>
    weeksBetween(weekOf(day), addDays(weekOf(day), 7 * (COVERAGE_WEEKS - 1))),
  );
  await stale.mark(
    trx,
    'card',
    cards.filter(week => week <= current),
  );
  return new Set([...whose.used, ...whose.held, ...whose.merged, ...days]);
}

/** UTC days on which anything was pushed of accounts that are a machine's now, or are no more. */
async function pushedDays(
  trx: Queryable,
  changes: readonly IdentityChange[],
): Promise<string[]> {
  const ids = changes.filter(isMachineOrNot).map(({ after }) => after.id);
  if (ids.length === 0) return [];
  const rows: { day: string }[] = await trx('usage_facts')
    .distinct(dayText(trx, 'day', 'day'))
    .where(inList(trx, 'identity_id', ids))
    .whereIn('source_id', trx('sources').select('id').where({ pushed: true }));
  return rows.map(row => row.day);
}

/** UTC days with facts, with seats and with merged changes of accounts that changed in some way. */
async function daysOf(
  trx: Queryable,
  { stale, clock }: { stale: StalePeriods; clock: Clock },
  changes: readonly IdentityChange[],
  changed: (change: IdentityChange) => boolean,
): Promise<Record<'used' | 'held' | 'merged', Set<string>>> {
  const ids = changes.filter(changed).map(({ after }) => after.id);
  if (ids.length === 0) {
    return { used: new Set(), held: new Set(), merged: new Set() };
  }
  const isOne = inList(trx, 'identity_id', ids);
  const facts: { day: string }[] = await trx('usage_facts')
    .distinct(dayText(trx, 'day', 'day'))
    .where(isOne);
  const seats: { valid_from: string; valid_to: string }[] = await trx('seats')
    .distinct('valid_from', 'valid_to')
    .where(isOne);
  const held = new Set<string>();
  const first = await stale.firstDay(trx);
  const now = today(clock);
  for (const seat of seats) {
    if (first === null) break;
    const from = seat.valid_from < first ? first : seat.valid_from;
    const last = seat.valid_to > now ? now : addDays(seat.valid_to, -1);
    for (const day of daysFromTo(from, last)) held.add(day);
  }
  const merges: { day: string }[] = await trx('pull_requests')
    .distinct('day')
    .where(isOne);
  return {
    used: new Set(facts.map(row => row.day)),
    held,
    merged: new Set(merges.map(row => row.day)),
  };
}
