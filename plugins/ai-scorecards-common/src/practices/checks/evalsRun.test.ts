import {
  Case,
  verdictOf,
  wordsOf,
  forbidden,
  noRepositories,
  repositories,
} from '../__testUtils__/facts';
import { known } from '../facts';
import { evalsRun } from './evalsRun';

const cases: Case[] = [
  [
    'one is enough',
    repositories(5, 4, { evaluationsInCi: known(false) }),
    'pass',
    /1 of 5/,
  ],
  [
    'none',
    repositories(5, 5, { evaluationsInCi: known(false) }),
    'fail',
    /0 of 5 repositories; 1 is asked for/,
  ],
  [
    'forbidden',
    repositories(1, 1, forbidden('evaluationsInCi')),
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

describe('evals.run', () => {
  it.each(cases)('%s', (_, change, state, text) => {
    const verdict = verdictOf(evalsRun, change);
    expect(wordsOf(verdict)).toMatch(text);
    expect(verdict.state).toBe(state);
  });
});
