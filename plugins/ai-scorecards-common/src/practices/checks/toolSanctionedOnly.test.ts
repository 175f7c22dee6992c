import type { ToolPolicy } from '../../contract';
import {
  Case,
  liveException,
  verdictOf,
  wordsOf,
} from '../__testUtils__/facts';
import { known, notKnown, tooFewPeople } from '../facts';
import { toolSanctionedOnly } from './toolSanctionedOnly';

const cursor = {
  tool: 'resource:default/cursor',
  title: 'Cursor',
  policy: 'exception-required' as const,
};
const windsurf = {
  tool: 'resource:default/windsurf',
  title: 'Windsurf',
  policy: 'exception-required' as const,
};

const gap = (policy: ToolPolicy | null) => ({
  policy,
  reason: `${policy}: 3 of 28 days are collected.`,
});

const cases: Case[] = [
  ['the default', {}, 'pass', /is sanctioned\. 1 of 1 tool$/],
  [
    'by exception',
    { toolsUsed: known([{ ...cursor, exceptedBy: [liveException()] }]) },
    'pass',
    /is sanctioned\. By a live exception: Cursor\. 1 of 1 tool, 1 by exception$/,
  ],
  [
    'one by exception and one without',
    {
      toolsUsed: known([
        { ...cursor, exceptedBy: [liveException()] },
        { ...windsurf, exceptedBy: [] },
      ]),
    },
    'fail',
    /^Windsurf: in use without an exception\. By a live exception: Cursor\. 1 of 2 tools, 1 by exception$/,
  ],
  [
    'an approved tool, whatever exception there was',
    {
      toolsUsed: known([
        { ...cursor, policy: 'approved', exceptedBy: [liveException()] },
      ]),
    },
    'pass',
    /is sanctioned\. 1 of 1 tool$/,
  ],
  [
    'without one',
    { toolsUsed: known([{ ...cursor, exceptedBy: [] }]) },
    'fail',
    /Cursor: in use without an exception/,
  ],
  [
    'none that enough people use',
    { toolsUsed: known([]) },
    'not-applicable',
    /No tool was seen in use by enough people/,
  ],
  [
    'the default, and days of another approved tool are not collected',
    { usageGaps: [gap('approved')] },
    'pass',
    /1 of 1/,
  ],
  [
    'the default, and days of a tool that needs an exception are not collected',
    { usageGaps: [gap('default'), gap('exception-required')] },
    'unknown',
    /exception-required: 3 of 28 days/,
  ],
  [
    'the default, and a tool that the registry does not know',
    { usageGaps: [gap(null)] },
    'unknown',
    /3 of 28 days/,
  ],
  [
    'without one, and days are not collected',
    {
      toolsUsed: known([{ ...cursor, exceptedBy: [] }]),
      usageGaps: [gap('exception-required')],
    },
    'fail',
    /Cursor: in use without an exception/,
  ],
  [
    'none, and days of the default are not collected',
    { toolsUsed: known([]), usageGaps: [gap('default')] },
    'unknown',
    /3 of 28 days/,
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

  it.each([
    ['a tool that needs one', cursor, [liveException()]],
    ['an approved one', { ...cursor, policy: 'approved' as const }, []],
  ])('names the exceptions without which it would fail: %s', (_, tool, by) => {
    const toolsUsed = known([{ ...tool, exceptedBy: [liveException()] }]);
    expect(verdictOf(toolSanctionedOnly, { toolsUsed }).byException).toEqual(
      by,
    );
  });
});
