import { InputError } from '@backstage/errors';
import type { Bound } from '../contract/primitives';

/** From this many people on a rate is shown exactly at its ends too. */
export const EXACT_RATE_PEOPLE = 20;

/** A rate as it may be shown. */
export interface ClampedRate {
  /** 0–1; with a bound, the end of the range the rate is in. */
  value: number;
  /** Null when the value is exact, else whether the rate is at least or at most the value. */
  bound: Bound;
  /** Null with a bound: it would undo it. Whatever tells the numerator has to be left out as well. */
  numerator: number | null;
  denominator: number;
}

/**
 * A rate about `people` distinct people, of which a high or low one would tell about every single one: "nobody in this
 * team of six". Below 20 people, 90 % and more are "at least 90 %" and 10 % and less "at most 10 %". Below a denominator
 * of 10 that would still say "all" or "none", so there the last two counts at each end share one bound: of six, five
 * and six are "at least 83 %" (bounds are whole percent, rounded away from the end). Null without a denominator, and
 * for so small a one that the two ends would meet. Throws InputError unless numerator and denominator are whole and
 * 0 ≤ numerator ≤ denominator.
 */
export function clampRate(rate: {
  numerator: number;
  denominator: number;
  people: number;
}): ClampedRate | null {
  const { numerator, denominator, people } = rate;
  if (
    !Number.isSafeInteger(numerator) ||
    !Number.isSafeInteger(denominator) ||
    numerator < 0 ||
    numerator > denominator
  ) {
    throw new InputError(`${numerator} of ${denominator} is not a rate`);
  }
  if (denominator === 0) {
    return null;
  }
  const exact = { value: numerator / denominator, bound: null };
  if (people >= EXACT_RATE_PEOPLE) {
    return { ...exact, numerator, denominator };
  }
  if (denominator < 3) {
    return null;
  }
  const percent = Math.min(
    90,
    Math.floor((100 * (denominator - 1)) / denominator),
  );
  if (100 * numerator >= percent * denominator) {
    const bound = 'at-least';
    return { value: percent / 100, bound, numerator: null, denominator };
  }
  if (100 * (denominator - numerator) >= percent * denominator) {
    const bound = 'at-most';
    return {
      value: (100 - percent) / 100,
      bound,
      numerator: null,
      denominator,
    };
  }
  return { ...exact, numerator, denominator };
}
