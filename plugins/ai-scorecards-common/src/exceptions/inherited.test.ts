import { inheritedSecurity } from './inherited';
import { AskedTool } from './lanes';
import { defaultRules } from './rules';

const toolWith = (security: AskedTool['security']): AskedTool => ({
  title: 'Cursor',
  policy: 'exception-required',
  security,
});
const on = (today: string) => ({ today, rules: defaultRules });
const answered = { on: '2026-03-01', text: 'Keeps nothing' };

describe('inheritedSecurity', () => {
  it('takes the review of the registry before any answer', () => {
    const tool = toolWith({
      reviewedOn: '2026-01-01',
      reviewAgainOn: '2026-12-31',
      retention: 'none',
      sso: 'enforced',
    });
    expect(inheritedSecurity(tool, answered, on('2026-12-31'))).toEqual({
      from: 'registry',
      reviewedOn: '2026-01-01',
      reviewAgainOn: '2026-12-31',
      text: 'Retention: none · SSO: enforced',
    });
  });

  it.each([
    ['a tool that was never reviewed', null, '2027-03-01'],
    [
      'a date for the next review',
      { reviewAgainOn: '2026-06-30' },
      '2026-06-30',
    ],
    [
      'a review that ran out before the answers',
      { reviewedOn: '2025-01-01', reviewAgainOn: '2026-01-01' },
      '2027-03-01',
    ],
  ])('keeps answers of %s in force until their day', (_, security, until) => {
    const tool = toolWith(security);
    expect(inheritedSecurity(tool, answered, on(until))).toEqual({
      from: 'request',
      reviewedOn: '2026-03-01',
      reviewAgainOn: until,
      text: 'Keeps nothing',
    });
    const after = `${until.slice(0, 8)}${Number(until.slice(8)) + 1}`;
    const next = until === '2026-06-30' ? '2026-07-01' : after;
    expect(inheritedSecurity(tool, answered, on(next))).toBeNull();
  });

  it('knows nothing of a tool for which nobody answered', () => {
    expect(inheritedSecurity(null, null, on('2026-03-01'))).toBeNull();
  });
});
