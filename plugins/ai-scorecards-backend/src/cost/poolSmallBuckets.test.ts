import fc from 'fast-check';
import { BucketSum, poolSmallBuckets } from './poolSmallBuckets';

const sum = (buckets: { micros: number }[]) =>
  buckets.reduce((total, each) => total + each.micros, 0);

describe('poolSmallBuckets', () => {
  it('leaves large buckets as they are', () => {
    expect(
      poolSmallBuckets([{ bucket: 'left', micros: 5, identities: 5 }], 5),
    ).toEqual([{ bucket: 'left', micros: 5 }]);
  });

  it('shows a bucket of four within what is billed without a person', () => {
    expect(
      poolSmallBuckets(
        [
          { bucket: 'left', micros: 5, identities: 4 },
          { bucket: 'billed-without-person', micros: -7, identities: Infinity },
        ],
        5,
      ),
    ).toEqual([{ bucket: 'billed-without-person', micros: -2 }]);
  });

  it('takes the smallest other bucket along where the pool would speak of too few', () => {
    expect(
      poolSmallBuckets(
        [
          { bucket: 'left', micros: 5, identities: 1 },
          { bucket: 'unresolved', micros: 50, identities: 9 },
          { bucket: 'without-team', micros: 30, identities: 6 },
        ],
        5,
      ),
    ).toEqual([
      { bucket: 'unresolved', micros: 50 },
      { bucket: 'billed-without-person', micros: 35 },
    ]);
  });

  it('keeps every micro-unit', () => {
    const bucket = fc.constantFrom(
      'left',
      'unresolved',
      'without-team',
      'small-groups',
      'service-accounts',
    ) as fc.Arbitrary<BucketSum['bucket']>;
    fc.assert(
      fc.property(
        fc.uniqueArray(
          fc.record({ bucket, micros: fc.integer(), identities: fc.nat(12) }),
          { selector: each => each.bucket },
        ),
        buckets => {
          expect(sum(poolSmallBuckets(buckets, 5))).toBe(sum(buckets));
        },
      ),
    );
  });
});
