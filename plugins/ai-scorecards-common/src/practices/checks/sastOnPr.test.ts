import {
  Case,
  verdictOf,
  wordsOf,
  forbidden,
  noRepositories,
  repositories,
} from '../__testUtils__/facts';
import { known } from '../facts';
import { sastOnPr } from './sastOnPr';

const cases: Case[] = [
  ['all', repositories(2, 0, {}), 'pass', /2 of 2/],
  [
    'one without',
    repositories(2, 1, { staticAnalysisOnPullRequests: known(false) }),
    'fail',
    /1 of 2/,
  ],
  [
    'not licensed',
    repositories(2, 1, forbidden('staticAnalysisOnPullRequests')),
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

describe('sast.on-pr', () => {
  it.each(cases)('%s', (_, change, state, text) => {
    const verdict = verdictOf(sastOnPr, change);
    expect(wordsOf(verdict)).toMatch(text);
    expect(verdict.state).toBe(state);
  });
});
