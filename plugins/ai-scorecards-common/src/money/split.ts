import { InputError } from '@backstage/errors';

/** One receiver of a share. `key` (an entity ref, an account) decides ties, so it should be unique. */
export interface WeightedPart {
  key: string;
  /** Never negative; whole when a number. */
  weight: number | bigint;
}

/** Order of keys by UTF-16 code units: the same on every machine and locale. */
export function compareKeys(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

/**
 * Divides a whole amount in proportion to weights by largest remainder: every share is the exact share rounded towards
 * zero, and the units left over go to the largest remainders, ties to the smaller key. Shares are in the order of
 * `parts` and add up to `amount`; a negative amount is divided like its positive and negated. When all weights are zero
 * the parts share equally. Throws InputError for an amount without parts, and for negative or broken weights.
 */
export function splitByWeight(
  amount: number,
  parts: readonly WeightedPart[],
): number[] {
  if (!Number.isSafeInteger(amount)) {
    throw new InputError(`${amount} is not a whole amount`);
  }
  if (parts.length === 0) {
    if (amount === 0) {
      return [];
    }
    throw new InputError('An amount cannot be divided between no parts');
  }
  const given = parts.map(part => {
    if (typeof part.weight === 'number' && !Number.isSafeInteger(part.weight)) {
      throw new InputError(`The weight of '${part.key}' is not a whole number`);
    }
    return BigInt(part.weight);
  });
  const negative = given.findIndex(weight => weight < 0n);
  if (negative >= 0) {
    throw new InputError(`The weight of '${parts[negative].key}' is negative`);
  }
  const givenTotal = given.reduce((sum, weight) => sum + weight, 0n);
  const weights = givenTotal === 0n ? given.map(() => 1n) : given;
  const total = givenTotal === 0n ? BigInt(parts.length) : givenTotal;

  const magnitude = BigInt(Math.abs(amount));
  const shares = weights.map(weight => (magnitude * weight) / total);
  const remainders = weights.map(weight => (magnitude * weight) % total);
  const left = Number(
    magnitude - shares.reduce((sum, share) => sum + share, 0n),
  );
  if (left > 0) {
    const order = parts.map((_, i) => i);
    order.sort((a, b) => {
      if (remainders[a] !== remainders[b]) {
        return remainders[a] > remainders[b] ? -1 : 1;
      }
      return compareKeys(parts[a].key, parts[b].key) || a - b;
    });
    for (const i of order.slice(0, left)) {
      shares[i] += 1n;
    }
  }
  return shares.map(share => {
    const value = Number(share);
    return amount < 0 && value !== 0 ? -value : value;
  });
}

/** Divides a whole amount into equal parts; units left over go to the smaller keys. Shares are in the order of `keys`. */
export function splitEqually(
  amount: number,
  keys: readonly string[],
): number[] {
  if (keys.length === 1 && Number.isSafeInteger(amount)) {
    return [amount];
  }
  return splitByWeight(
    amount,
    keys.map(key => ({ key, weight: 1 })),
  );
}
