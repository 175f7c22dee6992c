import { isAiAction } from 'backstage-plugin-ai-scorecards-common';
import { UsageRecord } from 'backstage-plugin-ai-scorecards-node';
import { dailyRow, idleRow } from './__testUtils__/rows';
import { parseDailyUsageRow } from './dailyUsageRow';

const DAY = '2026-09-21';

function record(row: unknown): UsageRecord {
  const parsed = parseDailyUsageRow(row, DAY);
  expect(parsed).toMatchObject({ type: 'usage' });
  return parsed as UsageRecord;
}

const isActive = ({ counters, flagged, credits, amounts }: UsageRecord) =>
  isAiAction({
    counters: { ...counters },
    flagged,
    credits,
    amounts: amounts.map(it => it.exact),
  });

describe('parseDailyUsageRow', () => {
  it('reads a full row: requests whoever pays them, tabs, accepted lines, no money', () => {
    expect(record(dailyRow())).toEqual({
      type: 'usage',
      account: {
        kind: 'email',
        key: 'ada@example.com',
        email: 'Ada@Example.com',
      },
      day: DAY,
      counters: {
        interactions: 51,
        suggestions: 140,
        acceptances: 91,
        linesAdded: 301,
        linesRemoved: 80,
      },
      features: ['completion', 'chat', 'agent'],
      flagged: true,
      credits: null,
      amounts: [],
      dedupeKey: 'ada@example.com',
    });
  });

  it('has a member who did nothing, without an action', () => {
    const idle = record(idleRow());
    expect(idle.account.key).toBe('idle@example.com');
    expect(idle.counters.interactions).toBe(0);
    expect(isActive(idle)).toBe(false);
    expect(isActive(record(dailyRow()))).toBe(true);
  });

  it.each([
    [{ isActive: true }, false],
    [{ bugbotUsages: 3 }, false],
    [{ totalLinesAdded: 9 }, false],
    [{ cmdkUsages: 1 }, true],
    [{ totalApplies: 1 }, true],
    [{ agentRequests: 1 }, true],
    [{ totalTabsShown: 1 }, true],
    [{ apiKeyReqs: 1 }, true],
  ])(
    'of an idle row with %j says that there was an action: %s',
    (row, acts) => {
      expect(isActive(record(idleRow(row)))).toBe(acts);
    },
  );

  it('makes up nothing that was not reported', () => {
    const bare = record({ day: DAY, email: 'a@b.c' });
    expect([...new Set(Object.values(bare.counters))]).toEqual([null]);
    expect(bare.features).toEqual([]);
  });

  it.each([
    [{ day: undefined }, 'ada@example.com'],
    [{ day: `${DAY}T00:00:00Z`, date: undefined }, 'ada@example.com'],
    [{ email: undefined }, 'user:70101'],
    [{ clientVersion: 7, a_new_field: {} }, 'ada@example.com'],
  ])('reads a row with %j', (changes, key) => {
    expect(record(dailyRow(changes)).account.key).toBe(key);
  });

  it.each([
    [dailyRow({ day: '2026-09-22' }), /another day/],
    [dailyRow({ day: undefined, date: undefined }), /another day/],
    [dailyRow({ day: undefined, date: 1e20 }), /another day/],
    [dailyRow({ email: '', userId: null }), /neither an e-mail nor a user/],
    [dailyRow({ chatRequests: 'many' }), /chatRequests/],
    [dailyRow({ totalTabsShown: -1 }), /totalTabsShown/],
    [7, /the row/],
  ])('keeps what it cannot read in %j', (row, reason) => {
    expect(parseDailyUsageRow(row, DAY)).toEqual({
      type: 'unreadable',
      raw: JSON.stringify(row),
      reason: expect.stringMatching(reason),
    });
  });
});
