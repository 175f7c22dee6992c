import { practices } from '../../__fixtures__';
import { groupResults } from './groupResults';

const idsOf = (of: typeof practices) =>
  Object.fromEntries(
    Object.entries(groupResults(of)).map(([name, results]) => [
      name,
      results.map((each: (typeof practices.results)[0]) => each.check.id),
    ]),
  );

describe('groupResults', () => {
  it('puts what is missing first, in its order, and every result once', () => {
    expect(
      idsOf({ ...practices, missing: [...practices.missing].reverse() }),
    ).toEqual({
      missing: ['data.classified', 'repo.instructions'],
      look: [
        'tests.required',
        'secrets.scanning',
        'security.extra-scrutiny',
        'own.license-scan',
      ],
      later: ['batches.small'],
      passed: ['review.same-bar'],
      notApplicable: ['stance.acknowledged'],
    });
  });

  it('knows nothing of higher levels at the top', () => {
    const { look, later } = idsOf({ ...practices, next: null });
    expect(look).toContain('batches.small');
    expect(later).toEqual([]);
  });
});
