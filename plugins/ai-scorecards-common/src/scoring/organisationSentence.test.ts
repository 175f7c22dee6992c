import { organisationSentence } from './organisationSentence';
import { week as published } from './__testUtils__/input';

const coverage = { accounts: 0.939, cost: 1, provisional: false };
const tools = [{ connected: true }, { connected: true }, { connected: false }];
const week = (licensed: object, more: object = {}) => {
  const base = published('2026-11-16', 1, 9);
  return { ...base, ...more, licensed: { ...base.licensed, ...licensed } };
};

describe('organisationSentence', () => {
  it('says how many acted, and how sure that is', () => {
    const last = week({ shown: true, active: 1312, people: 1870 });
    expect(organisationSentence([last], tools, coverage)).toBe(
      '1,312 of 1,870 licensed developers were active in the week of 2026-11-16 (2 of 3 tools, 93 % matched).',
    );
    expect(
      organisationSentence([last], tools, { ...coverage, accounts: null }),
    ).toContain('(2 of 3 tools).');
    const failed = week({}, { week: '2026-11-23', state: 'failed' });
    expect(organisationSentence([last, failed], tools, coverage)).toContain(
      'in the week of 2026-11-16',
    );
  });

  it.each([
    ['too few people', week({ shown: false, active: 0, people: 0 })],
    ['so few that a count tells of each', week({ active: 19, people: 19 })],
    ['a week that is not known', week({}, { state: 'failed' })],
  ])('says nothing of %s', (_, last) => {
    expect(organisationSentence([last], tools, coverage)).toBeUndefined();
    expect(organisationSentence([], tools, coverage)).toBeUndefined();
  });
});
