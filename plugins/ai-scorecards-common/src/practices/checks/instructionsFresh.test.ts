import {
  Case,
  verdictOf,
  wordsOf,
  forbidden,
  repositories,
} from '../__testUtils__/facts';
import { known } from '../facts';
import { instructionsFresh } from './instructionsFresh';

const cases: Case[] = [
  ['current and lean', repositories(2, 0, {}), 'pass', /2 of 2/],
  [
    'on the last day',
    repositories(1, 1, {
      instructionFiles: known([
        { path: 'AGENTS.md', bytes: 32_768, changedOn: '2026-05-26' },
      ]),
    }),
    'pass',
    /1 of 1/,
  ],
  [
    'a day older',
    repositories(1, 1, {
      instructionFiles: known([
        { path: 'AGENTS.md', bytes: 10, changedOn: '2026-05-25' },
      ]),
    }),
    'fail',
    /0 of 1/,
  ],
  [
    'too long',
    repositories(2, 1, {
      instructionFiles: known([
        { path: 'CLAUDE.md', bytes: 32_769, changedOn: '2026-11-01' },
      ]),
    }),
    'fail',
    /1 of 2/,
  ],
  [
    'undated',
    repositories(2, 1, {
      instructionFiles: known([
        { path: 'CLAUDE.md', bytes: 9, changedOn: null },
      ]),
    }),
    'unknown',
    /last changed is not known/,
  ],
  [
    'none at all',
    repositories(2, 2, { instructionFiles: known([]) }),
    'not-applicable',
    /No repository carries/,
  ],
  [
    'forbidden',
    repositories(1, 1, forbidden('instructionFiles')),
    'unknown',
    /may not read/,
  ],
  [
    'not connected',
    { repositories: { known: false, reason: 'No code host is connected.' } },
    'unknown',
    /No code host/,
  ],
];

describe('instructions.fresh', () => {
  it.each(cases)('%s', (_, change, state, text) => {
    const verdict = verdictOf(instructionsFresh, change);
    expect(wordsOf(verdict)).toMatch(text);
    expect(verdict.state).toBe(state);
  });
});
