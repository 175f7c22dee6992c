import {
  Case,
  verdictOf,
  wordsOf,
  forbidden,
  noRepositories,
  repositories,
} from '../__testUtils__/facts';
import { known } from '../facts';
import { testsRequired } from './testsRequired';

const cases: Case[] = [
  ['all', repositories(20, 0, {}), 'pass', /20 of 20 repositories/],
  [
    '95 % are enough',
    repositories(20, 1, { requiredStatusChecks: known(0) }),
    'pass',
    /19 of 20/,
  ],
  [
    'fewer are not',
    repositories(20, 2, { requiredStatusChecks: known(0) }),
    'fail',
    /18 of 20 repositories; 19 are asked for/,
  ],
  [
    'forbidden',
    repositories(4, 1, forbidden('requiredStatusChecks')),
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

describe('tests.required', () => {
  it.each(cases)('%s', (_, change, state, text) => {
    const verdict = verdictOf(testsRequired, change);
    expect(wordsOf(verdict)).toMatch(text);
    expect(verdict.state).toBe(state);
  });
});
