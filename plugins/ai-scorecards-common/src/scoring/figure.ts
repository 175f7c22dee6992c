import type { Bound, Figure, FigureState, Population, Unit } from '../contract';
import type { PeriodState, PublishedPopulation } from './input';

/** Rates over fewer people show their ends as "≥ 90 %" and "≤ 10 %". */
const SMALL_BASE = 20;
const UPPER_END = 0.9;
const LOWER_END = 0.1;

/** A figure without a value. */
export function missing(
  state: FigureState,
  unit: Unit,
  reason?: string,
): Figure {
  return { state, value: null, bound: null, unit, ...(reason && { reason }) };
}

/** What the contract says of whom a figure speaks; the number of people is withheld with the figure. */
export function populationOf(published: PublishedPopulation): Population {
  return {
    people: published.shown ? published.people : null,
    leftOut: published.leftOut,
    countedInEach: published.countedInEach,
  };
}

/** The end that a rate over this many people is shown at, or null where it is shown as it is. */
export function endOf(
  rate: number,
  people: number,
): { value: number; bound: Exclude<Bound, null> } | null {
  if (people >= SMALL_BASE) return null;
  if (rate >= UPPER_END) return { value: UPPER_END, bound: 'at-least' };
  if (rate <= LOWER_END) return { value: LOWER_END, bound: 'at-most' };
  return null;
}

/** `numerator` ÷ `denominator` over so many people, its ends clamped. Null value for an empty denominator. */
export function rate(
  numerator: number,
  denominator: number,
  people: number,
  state: FigureState = 'ok',
  reason?: string,
): Figure {
  if (denominator === 0) return missing('no-data', 'ratio', reason);
  const exact = numerator / denominator;
  const end = endOf(exact, people);
  return {
    state,
    value: end ? end.value : exact,
    bound: end ? end.bound : null,
    unit: 'ratio',
    ...(reason && { reason }),
  };
}

/** The numerator behind a clamped rate, clamped with it so that it does not undo it. */
export function numeratorOf(
  shownRate: Figure,
  numerator: number,
  denominator: number,
): Figure {
  if (shownRate.value === null) return missing(shownRate.state, 'people');
  if (shownRate.bound === null) {
    return { state: 'ok', value: numerator, bound: null, unit: 'people' };
  }
  const edge = shownRate.value * denominator;
  return {
    state: 'ok',
    value: shownRate.bound === 'at-least' ? Math.floor(edge) : Math.ceil(edge),
    bound: shownRate.bound,
    unit: 'people',
  };
}

/** Amount of money with its state; null is unknown. */
export function money(
  micros: number | null,
  state: FigureState = 'ok',
  reason?: string,
): Figure {
  if (micros === null) return missing('no-data', 'micro-usd', reason);
  return {
    state,
    value: micros,
    bound: null,
    unit: 'micro-usd',
    ...(reason && { reason }),
  };
}

/** Sentence for people where the group is too small. */
export const TOO_FEW = 'Too few people to show this.';

/**
 * The state that a published figure has: what is not connected or not shown first, then what is not whole, then how
 * far it can be trusted.
 */
export function stateOf(
  population: Pick<PublishedPopulation, 'shown' | 'estimated' | 'assumed'>,
  period: Pick<PeriodState, 'state' | 'reason'>,
  options: { provisional: boolean; estimated?: boolean },
): { state: FigureState; reason?: string } {
  if (period.state !== 'ok' && period.state !== 'partial') {
    return { state: period.state, reason: period.reason };
  }
  if (!population.shown) return { state: 'suppressed', reason: TOO_FEW };
  if (period.state === 'partial') {
    return { state: 'partial', reason: period.reason };
  }
  if (options.provisional) {
    return {
      state: 'provisional',
      reason: 'Too few accounts are matched to people for a verdict.',
    };
  }
  if (population.assumed) {
    return {
      state: 'assumed',
      reason: 'Taken over the earliest known roster.',
    };
  }
  if (population.estimated) {
    return {
      state: 'estimated',
      reason: 'Some licences are known by their use alone.',
    };
  }
  if (options.estimated) {
    return {
      state: 'estimated',
      reason: "From contract prices and the vendors' own estimates.",
    };
  }
  return { state: 'ok' };
}

/** Whether a value of this state gets a status. Estimated and assumed ones do, and open no follow-up. */
export function hasStatus(state: FigureState): boolean {
  return state === 'ok' || state === 'estimated' || state === 'assumed';
}

/** Whether a value may stand beside this state. */
export function hasValue(state: FigureState): boolean {
  return hasStatus(state) || state === 'provisional' || state === 'partial';
}
