import type { BucketId } from 'backstage-plugin-ai-scorecards-common';

export interface BucketSum {
  bucket: BucketId;
  micros: number;
  /** Accounts or people behind it; infinite for what names nobody. */
  identities: number;
}

/**
 * A bucket behind which too few stand is shown within *billed without person*, so that nobody's money is told. Where
 * that pool itself would speak of too few, the smallest other bucket joins it. Sums stay what they were.
 */
export function poolSmallBuckets(
  buckets: readonly BucketSum[],
  minimum: number,
): { bucket: BucketId; micros: number }[] {
  const pool: BucketSum[] = [];
  const shown: BucketSum[] = [];
  for (const bucket of buckets) {
    const isPool = bucket.bucket === 'billed-without-person';
    (isPool || bucket.identities < minimum ? pool : shown).push(bucket);
  }
  const behind = () => pool.reduce((sum, each) => sum + each.identities, 0);
  shown.sort(
    (a, b) => a.identities - b.identities || (a.bucket < b.bucket ? -1 : 1),
  );
  while (pool.length > 0 && behind() < minimum && shown.length > 0) {
    pool.push(shown.shift()!);
  }
  const pooled = pool.reduce((sum, each) => sum + each.micros, 0);
  return [
    ...shown
      .map(({ bucket, micros }) => ({ bucket, micros }))
      .sort((a, b) => (a.bucket < b.bucket ? -1 : 1)),
    ...(pool.length > 0
      ? [{ bucket: 'billed-without-person' as const, micros: pooled }]
      : []),
  ];
}
