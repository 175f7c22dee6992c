import {
  Case,
  verdictOf,
  wordsOf,
  forbidden,
  noRepositories,
  repositories,
} from '../__testUtils__/facts';
import { known } from '../facts';
import { secretsScanning } from './secretsScanning';

const cases: Case[] = [
  ['all', repositories(36, 0, {}), 'pass', /36 of 36 repositories/],
  [
    'two without push protection',
    repositories(36, 2, { pushProtection: known(false) }),
    'fail',
    /34 of 36 repositories; all are asked for/,
  ],
  [
    'without scanning',
    repositories(2, 1, { secretScanning: known(false) }),
    'fail',
    /1 of 2/,
  ],
  [
    'not licensed',
    repositories(2, 1, forbidden('secretScanning', 'pushProtection')),
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

describe('secrets.scanning', () => {
  it.each(cases)('%s', (_, change, state, text) => {
    const verdict = verdictOf(secretsScanning, change);
    expect(wordsOf(verdict)).toMatch(text);
    expect(verdict.state).toBe(state);
  });
});
