import { DayState, PeriodState } from 'backstage-plugin-ai-scorecards-common';
import { isSettled } from '../../usage/dayState';

/** What the ledger says of one usage source. */
export interface SourceDays {
  title: string;
  toolId: number;
  /** State of a UTC day. */
  stateOf(day: string): DayState;
  /** False on days whose rows came without the credits that cost is worked out from. */
  creditsKnown(day: string): boolean;
  /** False where nothing of all tools together rests on it: nobody is held to be licensed for what it reports. */
  ofTotal: boolean;
}

/** How much of a period is known, and whether anything may still be learnt of it. */
export interface KnownPeriod extends PeriodState {
  /** Every day is over and past its settle time: only then is a period scored. */
  settled: boolean;
}

const HAS_DATA: readonly DayState[] = [
  'complete',
  'marked',
  'may-change',
  'observed',
];

/**
 * State of a period from the days of the sources that it rests on. A day is known when every source has it; a period
 * with a day that failed is a gap and not a drop.
 * @param days - UTC days of the period, in order
 * @param today - the UTC day that is not over yet
 */
export function knownPeriod(
  days: readonly string[],
  sources: readonly SourceDays[],
  today: string,
): KnownPeriod {
  const over = days.filter(day => day < today);
  const base = { days: over.length, daysKnown: 0, settled: false };
  if (sources.length === 0) {
    return {
      ...base,
      state: 'not-connected',
      reason: 'Nothing reports its use.',
    };
  }
  let known = 0;
  let unsettled = 0;
  const observed = new Set<string>();
  const missing = new Map<string, { failed: number; none: number }>();
  for (const day of over) {
    const states = sources.map(source => source.stateOf(day));
    if (states.every(state => HAS_DATA.includes(state))) known += 1;
    if (!states.every(isSettled)) unsettled += 1;
    states.forEach((state, i) => {
      if (state === 'observed') observed.add(sources[i].title);
      const entry = missing.get(sources[i].title) ?? { failed: 0, none: 0 };
      if (state === 'failed') entry.failed += 1;
      if (state === 'no-data') entry.none += 1;
      missing.set(sources[i].title, entry);
    });
  }
  const settled = unsettled === 0 && over.length === days.length;
  const found = { ...base, daysKnown: known, settled };
  const titles = (kind: 'failed' | 'none') =>
    [...missing]
      .filter(([, entry]) => entry[kind] > 0)
      .map(
        ([title, entry]) =>
          `${title} (${entry[kind]} of ${over.length} ${dayWord(over.length)})`,
      )
      .join(', ');
  const failed = titles('failed');
  const none = titles('none');

  if (failed) {
    return { ...found, state: 'failed', reason: `Not fetched: ${failed}.` };
  }
  if (settled && known === over.length) {
    return observed.size === 0
      ? { ...found, state: 'ok' }
      : {
          ...found,
          state: 'partial',
          reason: `Who sent nothing may have used it all the same: ${[
            ...observed,
          ].join(', ')}.`,
        };
  }
  if (settled) {
    return {
      ...found,
      state: known === 0 ? 'no-data' : 'partial',
      reason: `The vendor has nothing: ${none}.`,
    };
  }
  if (known === days.length) {
    return {
      ...found,
      state: 'partial',
      reason: 'The last days may still change.',
    };
  }
  return {
    ...found,
    state: 'collecting',
    reason: `Collecting: ${known} of ${days.length} ${dayWord(days.length)}.`,
  };
}

function dayWord(count: number): string {
  return count === 1 ? 'day' : 'days';
}

/** State of a month's money: like any period, with days of unknown credits not known. */
export function knownMoney(
  days: readonly string[],
  sources: readonly SourceDays[],
  today: string,
): KnownPeriod {
  const period = knownPeriod(days, sources, today);
  if (period.state !== 'ok') return period;
  const known = days.filter(day =>
    sources.every(source => source.creditsKnown(day)),
  ).length;
  return known === days.length
    ? period
    : {
        ...period,
        state: 'partial',
        daysKnown: known,
        reason: `Credits are known for ${known} of ${days.length} days.`,
      };
}

/** The part of a known period that is published. */
export function periodState(period: KnownPeriod): PeriodState {
  const { state, reason, days, daysKnown } = period;
  return { state, days, daysKnown, ...(reason !== undefined && { reason }) };
}
