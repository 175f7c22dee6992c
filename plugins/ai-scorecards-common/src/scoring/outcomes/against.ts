import type { Figure, Point } from '../../contract';
import { hasValue, missing, stateOf } from '../figure';
import type { PeriodState, PublishedPopulation } from '../input';
import {
  BASELINE_WEEKS,
  LEAST_BASELINE_WEEKS,
  OutcomeInput,
  PublishedOutcomeWeek,
  SCORED_WEEKS,
} from './published';

const NOT_CONNECTED = 'No code host is connected yet.';

/** Why there is nothing to say at all; null where there is a scored week. */
export function nothingYet(
  input: OutcomeInput,
): { state: 'not-connected' | 'collecting'; reason: string } | null {
  if (!input.connected)
    return { state: 'not-connected', reason: NOT_CONNECTED };
  return input.week === null
    ? { state: 'collecting', reason: 'No complete week yet.' }
    : null;
}

/**
 * A figure over the four scored weeks, with the state that its last span gives it. `value` is asked where some of the
 * weeks are known and shown.
 */
export function scoredFigure(
  unit: Figure['unit'],
  last: { population: PublishedPopulation; period: PeriodState } | undefined,
  row: Pick<PublishedOutcomeWeek, 'provisional'> | undefined,
  weeks: number,
  value: (state: Figure['state'], reason?: string) => Figure,
): Figure {
  if (!last || !row) {
    return missing('collecting', unit, 'These weeks are not collected yet.');
  }
  const { state, reason } = stateOf(last.population, last.period, row);
  if (weeks === 0) {
    return missing(hasValue(state) ? 'no-data' : state, unit, reason);
  }
  if (weeks < SCORED_WEEKS) {
    return value('partial', `Over ${weeks} of ${SCORED_WEEKS} weeks.`);
  }
  return value(hasValue(state) ? state : 'partial', reason);
}

/** The own baseline: none with fewer than eight weeks, partial with fewer than all. */
export function baselineFigure(
  unit: Figure['unit'],
  weeks: number,
  value: (state: Figure['state'], reason?: string) => Figure,
): Figure {
  const reason = `Own baseline: ${weeks} of ${BASELINE_WEEKS} weeks.`;
  if (weeks < LEAST_BASELINE_WEEKS) return missing('collecting', unit, reason);
  return weeks < BASELINE_WEEKS ? value('partial', reason) : value('ok');
}

/** A value of an amount that is no share. */
export function plain(unit: Figure['unit'], value: number) {
  return (state: Figure['state'], reason?: string): Figure => ({
    state,
    value,
    bound: null,
    unit,
    ...(reason && { reason }),
  });
}

/** Figure ÷ baseline × 100, in tenths. Ends of a rate that are not told exactly give none. */
export function indexOf(now: Figure, before: Figure): Figure {
  for (const each of [now, before]) {
    if (each.value === null) return missing(each.state, 'index', each.reason);
  }
  if (now.value === null || before.value === null) {
    return missing('no-data', 'index');
  }
  if (now.bound !== null || before.bound !== null) {
    return missing(
      'suppressed',
      'index',
      'Over fewer than 20 people the ends of a rate are not told exactly.',
    );
  }
  if (before.value === 0) {
    return missing('no-data', 'index', 'The own baseline is zero.');
  }
  const { state, reason } = now.state === 'partial' ? now : worse(now, before);
  return plain('index', Math.round((1000 * now.value) / before.value) / 10)(
    state,
    reason,
  );
}

function worse(now: Figure, before: Figure): Figure {
  return before.state === 'partial' && now.state === 'ok' ? before : now;
}

/** A figure as a point of a chart. */
export function pointOf(period: string, figure: Figure): Point {
  const { unit: _, ...point } = figure;
  return { period, ...point };
}
