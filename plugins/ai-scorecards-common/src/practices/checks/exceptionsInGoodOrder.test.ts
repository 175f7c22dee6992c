import { Case, nobody, verdictOf, wordsOf } from '../__testUtils__/facts';
import { known, notKnown } from '../facts';
import { exceptionsInGoodOrder } from './exceptionsInGoodOrder';

const cases: Case[] = [
  ['none', {}, 'pass', /good order/],
  [
    'overdue',
    { exceptions: known({ overdue: 1, breached: 0 }) },
    'fail',
    /1 overdue/,
  ],
  [
    'breached',
    { exceptions: known({ overdue: 0, breached: 2 }) },
    'fail',
    /2 with a condition/,
  ],
  [
    'not known',
    { exceptions: notKnown('Not read yet.') },
    'unknown',
    /Not read/,
  ],
  ['no people', nobody, 'not-applicable', /Nobody is in/],
  [
    'overdue in a team that everybody left',
    { ...nobody, exceptions: known({ overdue: 1, breached: 0 }) },
    'fail',
    /1 overdue/,
  ],
];

describe('exceptions.in-good-order', () => {
  it.each(cases)('%s', (_, change, state, text) => {
    const verdict = verdictOf(exceptionsInGoodOrder, change);
    expect(wordsOf(verdict)).toMatch(text);
    expect(verdict.state).toBe(state);
  });
});
