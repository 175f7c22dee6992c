import fc from 'fast-check';
import { CHECKS } from './catalogue';
import { known, PullRequestFacts, tooFewPeople } from './facts';
import { verdictOf, wordsOf } from './__testUtils__/facts';

const ABOUT_CHANGES = [
  'review.same-bar',
  'attribution.labelled',
  'batches.small',
  'review.not-rubber-stamped',
  'rework.tracked',
];

const merged = fc.integer({ min: 0, max: 500 });
const approved = fc.record({ merged, told: merged, approved: fc.nat(20) });
const failed = fc.option(fc.record({ merged, failed: fc.nat(20) }));
const size = fc.oneof(
  fc.integer({ min: 1, max: 2_000 }).map(known),
  fc.constant(tooFewPeople),
);
const facts: fc.Arbitrary<PullRequestFacts> = fc.record({
  ai: approved,
  rest: approved,
  aiLarge: fc.option(fc.record({ merged, approvedFast: fc.nat(20) })),
  aiMedianSize: size,
  aiMedianSizeBefore: size,
  reportedByVendors: fc.option(fc.nat(500)),
  reportGap: fc.constantFrom(null, 'A vendor is not collected.'),
  aiSettled: failed,
  restSettled: failed,
});

describe('checks of merged changes', () => {
  it.each(ABOUT_CHANGES)('%s tells everybody no figure of a team', id => {
    const check = CHECKS.find(each => each.id === id)!;
    const said = new Set(
      fc
        .sample(facts, { numRuns: 500, seed: 1 })
        .map(value =>
          wordsOf(verdictOf(check, { pullRequests: known(value) })),
        ),
    );
    // Sentences of its own, however many figures there are.
    expect(said.size).toBeLessThan(8);
  });
});
