import {
  Case,
  verdictOf,
  wordsOf,
  forbidden,
  noRepositories,
  repositories,
} from '../__testUtils__/facts';
import { stepOf } from '../check';
import { known, TeamFacts } from '../facts';
import { securityExtraScrutiny } from './securityExtraScrutiny';

const cases: Case[] = [
  ['all', repositories(3, 0, {}), 'pass', /3 of 3/],
  [
    'nobody named',
    repositories(3, 1, { codeOwnerPaths: known([]) }),
    'fail',
    /2 of 3/,
  ],
  [
    'review not required',
    repositories(3, 1, { codeOwnerReviewRequired: known(false) }),
    'fail',
    /2 of 3/,
  ],
  [
    'owners of other paths',
    repositories(2, 1, { codeOwnerPaths: known(['/docs/']) }),
    'fail',
    /1 of 2/,
  ],
  [
    'owners of everything',
    repositories(1, 1, { codeOwnerPaths: known(['*']) }),
    'pass',
    /1 of 1/,
  ],
  [
    'paths that are named otherwise',
    {
      ...repositories(1, 1, { codeOwnerPaths: known(['/src/Auth/ui/']) }),
      sensitivePaths: ['pay', 'AUTH'],
    },
    'pass',
    /1 of 1/,
  ],
  [
    'no list, and owners of some paths',
    { ...repositories(2, 0, {}), sensitivePaths: [] },
    'fail',
    /stated by nobody/,
  ],
  [
    'no list, and owners of everything',
    {
      ...repositories(2, 2, { codeOwnerPaths: known(['/docs/', '/**']) }),
      sensitivePaths: [],
    },
    'pass',
    /2 of 2/,
  ],
  [
    'no list, and nobody named',
    {
      ...repositories(2, 1, { codeOwnerPaths: known([]) }),
      sensitivePaths: [],
    },
    'fail',
    /1 of 2/,
  ],
  [
    'forbidden',
    repositories(3, 1, forbidden('codeOwnerReviewRequired')),
    'unknown',
    /may not read/,
  ],
  [
    'without repositories',
    noRepositories,
    'not-applicable',
    /no active repository/,
  ],
];

describe('security.extra-scrutiny', () => {
  it.each(cases)('%s', (_, change, state, text) => {
    const verdict = verdictOf(securityExtraScrutiny, change);
    expect(wordsOf(verdict)).toMatch(text);
    expect(verdict.state).toBe(state);
  });

  const step = (change: Partial<TeamFacts>) =>
    stepOf(securityExtraScrutiny, verdictOf(securityExtraScrutiny, change), [])
      .text;

  it('leaves the word to a person only where no paths are listed', () => {
    const some = repositories(2, 0, {});
    const verdict = verdictOf(securityExtraScrutiny, {
      ...some,
      sensitivePaths: [],
    });
    expect(verdict.silent).toBe(true);
    expect(
      verdictOf(securityExtraScrutiny, {
        ...repositories(2, 1, { codeOwnerReviewRequired: known(false) }),
        sensitivePaths: [],
      }).silent,
    ).toBeUndefined();
  });

  it('names the step that is missing', () => {
    expect(step(repositories(3, 2, { codeOwnerPaths: known([]) }))).toBe(
      'Name owners of sensitive paths in 2 repositories',
    );
    expect(
      step(repositories(3, 1, { codeOwnerReviewRequired: known(false) })),
    ).toBe('Require the review of code owners in 1 repository');
    expect(step({ ...repositories(3, 0, {}), sensitivePaths: [] })).toBe(
      'State that the paths with owners are the sensitive ones',
    );
  });
});
