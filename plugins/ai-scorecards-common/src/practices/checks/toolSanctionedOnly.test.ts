import { Case, verdictOf, wordsOf } from '../__testUtils__/facts';
import { known, notKnown, tooFewPeople } from '../facts';

const cursor = {
  tool: 'resource:default/cursor',
  title: 'Cursor',
  policy: 'exception-required' as const,
};
import { toolSanctionedOnly } from './toolSanctionedOnly';

const cases: Case[] = [
  ['the default', {}, 'pass', /1 of 1 tool$/],
  [
    'by exception',
    { toolsUsed: known([{ ...cursor, excepted: true }]) },
    'pass',
    /1 of 1/,
  ],
  [
    'without one',
    { toolsUsed: known([{ ...cursor, excepted: false }]) },
    'fail',
    /Cursor: in use without an exception/,
  ],
  [
    'none that enough people use',
    { toolsUsed: known([]) },
    'not-applicable',
    /No tool was seen in use by enough people/,
  ],
  ['too few people', { toolsUsed: tooFewPeople }, 'not-applicable', /Too few/],
  [
    'not connected',
    { toolsUsed: notKnown('No usage is connected.') },
    'unknown',
    /No usage/,
  ],
];

describe('tool.sanctioned-only', () => {
  it.each(cases)('%s', (_, change, state, text) => {
    const verdict = verdictOf(toolSanctionedOnly, change);
    expect(wordsOf(verdict)).toMatch(text);
    expect(verdict.state).toBe(state);
  });
});
