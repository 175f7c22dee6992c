import {
  Case,
  verdictOf,
  wordsOf,
  forbidden,
  noRepositories,
  repositories,
} from '../__testUtils__/facts';
import { known } from '../facts';
import { reviewChecklist } from './reviewChecklist';

const cases: Case[] = [
  ['all', repositories(2, 0, {}), 'pass', /2 of 2/],
  [
    'in words of its own',
    repositories(1, 1, {
      pullRequestTemplate: known(
        'Secrets? Injection? Are errors handled? Licences?',
      ),
    }),
    'pass',
    /1 of 1/,
  ],
  [
    'an item is missing',
    repositories(2, 1, {
      pullRequestTemplate: known('Secrets? Injection? Licences?'),
    }),
    'fail',
    /1 of 2/,
  ],
  [
    'no template',
    repositories(2, 1, { pullRequestTemplate: known(null) }),
    'fail',
    /1 of 2/,
  ],
  [
    'forbidden',
    repositories(2, 1, forbidden('pullRequestTemplate')),
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

describe('review.checklist', () => {
  it.each(cases)('%s', (_, change, state, text) => {
    const verdict = verdictOf(reviewChecklist, change);
    expect(wordsOf(verdict)).toMatch(text);
    expect(verdict.state).toBe(state);
  });
});
