import type { Figure, FigureState, Population, Unit } from '../contract';
import { clampRate } from '../privacy';
import type { PeriodState, PublishedPopulation } from './input';

/** Sentence for people where the group is too small. */
export const TOO_FEW = 'Too few people to show this.';

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

/** `numerator` ÷ `denominator` over so many people, its ends clamped. Null value for an empty denominator. */
export function rate(
  numerator: number,
  denominator: number,
  people: number,
  state: FigureState = 'ok',
  reason?: string,
): Figure {
  if (denominator === 0) return missing('no-data', 'ratio', reason);
  const clamped = clampRate({ numerator, denominator, people });
  if (!clamped) return missing('suppressed', 'ratio', TOO_FEW);
  return {
    state,
    value: clamped.value,
    bound: clamped.bound,
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
