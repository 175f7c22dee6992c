import fc from 'fast-check';

/** The same rows twice, the second time in any order. */
export function inTwoOrders<T>(
  rows: fc.Arbitrary<T[]>,
): fc.Arbitrary<[T[], T[]]> {
  return rows.chain(drawn =>
    fc.tuple(
      fc.constant(drawn),
      fc.shuffledSubarray(drawn, { minLength: drawn.length }),
    ),
  );
}
