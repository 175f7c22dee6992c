import {
  Case,
  verdictOf,
  wordsOf,
  forbidden,
  noRepositories,
  repositories,
} from '../__testUtils__/facts';
import { known } from '../facts';
import { agentsLeastPrivilege } from './agentsLeastPrivilege';

const cases: Case[] = [
  ['all', repositories(2, 0, {}), 'pass', /2 of 2/],
  [
    'one without',
    repositories(2, 1, { agentPermissionsAsCode: known(false) }),
    'fail',
    /1 of 2/,
  ],
  [
    'one that opens everything beside a list',
    repositories(2, 1, { agentsMayDoAnything: known(true) }),
    'fail',
    /1 of 2/,
  ],
  [
    'forbidden',
    repositories(2, 1, forbidden('agentPermissionsAsCode')),
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

describe('agents.least-privilege', () => {
  it.each(cases)('%s', (_, change, state, text) => {
    const verdict = verdictOf(agentsLeastPrivilege, change);
    expect(wordsOf(verdict)).toMatch(text);
    expect(verdict.state).toBe(state);
  });

  it.each([
    [
      'nothing anywhere',
      repositories(2, 2, { agentPermissionsAsCode: known(false) }),
      true,
    ],
    [
      'nothing in one',
      repositories(2, 1, { agentPermissionsAsCode: known(false) }),
      false,
    ],
    [
      'everything allowed',
      repositories(2, 2, {
        agentPermissionsAsCode: known(false),
        agentsMayDoAnything: known(true),
      }),
      false,
    ],
  ])(
    'leaves the word to a statement only of nothing: %s',
    (_, change, silent) => {
      const verdict = verdictOf(agentsLeastPrivilege, change);
      expect(verdict.silent ?? false).toBe(silent);
    },
  );
});
