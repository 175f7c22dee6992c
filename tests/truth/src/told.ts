import { Fraction, toMicros } from './money';

/** An amount as a vendor tells it: every field rounded once. */
export interface Told {
  kind: 'usage' | 'value';
  micros: bigint;
  /** as sent, in currency units; null for what is worked out */
  exact: Fraction | null;
}

/** An amount as it is sent, in currency units. */
export const told = (kind: Told['kind'], exact: Fraction): Told => ({
  kind,
  micros: toMicros(exact),
  exact,
});
