import { userRow } from './__testUtils__/rows';
import { parseUserRow } from './userRow';

const DAY = '2026-09-21';

const none = {
  suggestions: null,
  acceptances: null,
  sessions: null,
  linesAdded: null,
  linesRemoved: null,
  commits: null,
  pullRequests: null,
};

describe('parseUserRow', () => {
  it('reads what somebody did with Claude Code, and nothing of other products', () => {
    expect(parseUserRow(userRow(), DAY)).toEqual({
      state: 'record',
      record: {
        type: 'usage',
        account: {
          kind: 'email',
          key: 'ada@example.com',
          email: 'Ada@Example.com',
          vendorId: 'user_01Ada',
        },
        day: DAY,
        counters: {
          suggestions: 17,
          acceptances: 14,
          sessions: 3,
          linesAdded: 120,
          linesRemoved: 45,
          commits: 2,
          pullRequests: 1,
        },
        features: ['agent'],
        flagged: false,
        credits: null,
        amounts: [],
        dedupeKey: 'user_01Ada',
      },
    });
  });

  it.each([
    ['nothing reported', {}, none, []],
    [
      'a report of nothing',
      { core_metrics: { distinct_session_count: 0 } },
      { ...none, sessions: 0 },
      [],
    ],
    [
      'a tool that is new',
      { tool_actions: { hologram_tool: { accepted_count: 1 }, other: null } },
      { ...none, suggestions: 1, acceptances: 1 },
      ['agent'],
    ],
  ])('does not take %s for more', (_, metrics, counters, features) => {
    const parsed = parseUserRow(userRow({ claude_code_metrics: metrics }), DAY);
    expect(parsed).toMatchObject({ record: { counters, features } });
  });

  it.each([[null], [undefined]])(
    'leaves out who used other products alone (%p)',
    metrics => {
      expect(
        parseUserRow(userRow({ claude_code_metrics: metrics }), DAY),
      ).toEqual({ state: 'other-products' });
    },
  );

  it.each([
    [{ user: undefined }, /^user is missing/],
    [{ user: { type: 'user' } }, /names nobody/],
    [
      { claude_code_metrics: { core_metrics: { commit_count: -1 } } },
      /commit_count is missing or not as documented/,
    ],
  ])('says what is wrong with %j', (changes, reason) => {
    expect(parseUserRow(userRow(changes), DAY)).toEqual({
      state: 'unreadable',
      reason: expect.stringMatching(reason),
    });
  });
});
