import { AccountRef } from 'backstage-plugin-ai-scorecards-node';
import { addNullable, Counters, FACT_COLUMNS } from './factColumns';
import { largestOf } from './usageRecordFault';

/** What one model did for an account on the day. */
export interface ModelFact {
  model: string;
  tokensIn: number | null;
  tokensOut: number | null;
  usageMicros: number | null;
  valueMicros: number | null;
}

/** What a source said of one account on a UTC day, added up. */
export interface DayFact {
  /** Its key is lower case. */
  account: AccountRef;
  /** Had an AI action. */
  active: boolean;
  /** Bits; 0 when no feature was named. */
  features: number;
  counters: Counters;
  /** In the order of their names. */
  models: ModelFact[];
}

const MODEL_SUMS = [
  'tokensIn',
  'tokensOut',
  'usageMicros',
  'valueMicros',
] as const satisfies readonly (keyof ModelFact)[];

const LARGEST = FACT_COLUMNS.map(largestOf);

/** Returns what two facts of one account come to together. */
export function joinFacts(a: DayFact, b: DayFact): DayFact {
  return {
    account: mergeAccounts(a.account, b.account),
    active: a.active || b.active,
    features: a.features | b.features,
    counters: a.counters.map((sum, at) => addNullable(sum, b.counters[at])),
    models: joinModels(a.models, b.models),
  };
}

function joinModels(a: ModelFact[], b: ModelFact[]): ModelFact[] {
  if (a.length === 0 || b.length === 0) return a.length === 0 ? b : a;
  const byName = new Map(a.map(model => [model.model, model]));
  for (const other of b) {
    const known = byName.get(other.model);
    const joined = { ...other };
    if (known) {
      for (const field of MODEL_SUMS) {
        joined[field] = addNullable(known[field], other[field]);
      }
    }
    byName.set(other.model, joined);
  }
  return inOrder(byName.values());
}

/** Models in the order of their names. */
export function inOrder(models: Iterable<ModelFact>): ModelFact[] {
  return [...models].sort((a, b) => (a.model < b.model ? -1 : 1));
}

/** Two rows of one account may each name something of it; the smaller text wins where they differ. */
export function mergeAccounts(
  known: AccountRef,
  other: AccountRef,
): AccountRef {
  const pick = (a: string | undefined, b: string | undefined) =>
    a !== undefined && b !== undefined && b < a ? b : a ?? b;
  const email = pick(known.email, other.email);
  const login = pick(known.login, other.login);
  const vendorId = pick(known.vendorId, other.vendorId);
  const kind = other.kind < known.kind ? other.kind : known.kind;
  if (
    email === known.email &&
    login === known.login &&
    vendorId === known.vendorId &&
    kind === known.kind
  ) {
    return known;
  }
  return { key: known.key, kind, email, login, vendorId };
}

/**
 * Takes what cannot be counted out of a fact: rows that can be counted may add up to it, and such a sum is not known.
 * @param tell - told of each sum that is taken out
 */
export function dropTooLarge(
  fact: DayFact,
  tell: (what: string, sum: number) => void = () => undefined,
): void {
  for (const [at, column] of FACT_COLUMNS.entries()) {
    const sum = fact.counters[at];
    if (isTooLarge(sum, LARGEST[at])) {
      fact.counters[at] = null;
      tell(column, sum);
    }
  }
  for (const model of fact.models) {
    for (const field of MODEL_SUMS) {
      const sum = model[field];
      if (isTooLarge(sum, largestOf(field))) {
        model[field] = null;
        tell(`${field} of ${model.model}`, sum);
      }
    }
  }
}

function isTooLarge(sum: number | null, largest: number): sum is number {
  return sum !== null && Math.abs(sum) > largest;
}
