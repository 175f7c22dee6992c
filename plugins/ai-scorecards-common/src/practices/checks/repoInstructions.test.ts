import {
  Case,
  verdictOf,
  wordsOf,
  forbidden,
  noRepositories,
  repositories,
} from '../__testUtils__/facts';
import { known } from '../facts';
import { repoInstructions } from './repoInstructions';

const cases: Case[] = [
  [
    'four of five are enough',
    repositories(5, 1, { instructionFiles: known([]) }),
    'pass',
    /4 of 5/,
  ],
  [
    'three of five are not',
    repositories(5, 2, { instructionFiles: known([]) }),
    'fail',
    /3 of 5/,
  ],
  [
    'forbidden',
    repositories(5, 2, forbidden('instructionFiles')),
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

describe('repo.instructions', () => {
  it.each(cases)('%s', (_, change, state, text) => {
    const verdict = verdictOf(repoInstructions, change);
    expect(wordsOf(verdict)).toMatch(text);
    expect(verdict.state).toBe(state);
  });
});
