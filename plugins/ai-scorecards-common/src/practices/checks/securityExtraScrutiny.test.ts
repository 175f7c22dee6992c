import {
  Case,
  verdictOf,
  wordsOf,
  forbidden,
  noRepositories,
  repositories,
} from '../__testUtils__/facts';
import { known } from '../facts';
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
});
