import { isAiAction, toMicros } from 'backstage-plugin-ai-scorecards-common';
import { parseJson, UsageRecord } from 'backstage-plugin-ai-scorecards-node';
import { dailyRow, idleRow, usageEvent } from './__testUtils__/rows';
import { parseDailyUsageRow } from './dailyUsageRow';
import { EVENT_NUMBERS_AS_TEXT, parseUsageEvent } from './usageEvent';

const record = (parsed: { type: string }): UsageRecord => {
  expect(parsed).toMatchObject({ type: 'usage' });
  return parsed as UsageRecord;
};

const isActive = ({ counters, flagged, credits, amounts }: UsageRecord) =>
  isAiAction({
    counters: { ...counters },
    flagged,
    credits,
    amounts: amounts.map(({ exact }) => exact),
  });

/** An event of our own with the figures of one that Cursor publishes. */
function event(changes: Record<string, unknown>) {
  const moment = '2025-06-26T23:07:05.854Z';
  const text = JSON.stringify(
    usageEvent({ timestamp: String(Date.parse(moment)), ...changes }),
  );
  return record(
    parseUsageEvent(parseJson(text, EVENT_NUMBERS_AS_TEXT), '2025-06-26'),
  );
}

const moneyOf = ({ amounts }: UsageRecord) =>
  amounts.map(({ kind, exact }) => [kind, toMicros(exact)]);

/** Rows of our own in the shape of the examples in Cursor's reference, with the figures that those show. */
describe('the figures that Cursor publishes', () => {
  const day = '2024-03-18';

  it('of an active member: requests and tabs', () => {
    const active = record(
      parseDailyUsageRow(
        dailyRow({
          day,
          date: Date.parse(`${day}T00:00:00Z`),
          acceptedLinesAdded: 1102,
          acceptedLinesDeleted: 645,
          totalTabsShown: 342,
          totalTabsAccepted: 289,
          subscriptionIncludedReqs: 180,
          apiKeyReqs: 0,
          usageBasedReqs: 5,
        }),
        day,
      ),
    );
    expect(active.counters).toMatchObject({
      interactions: 185,
      suggestions: 342,
      acceptances: 289,
      linesAdded: 1102,
      linesRemoved: 645,
    });
    expect(isActive(active)).toBe(true);
  });

  it('of a member who is there and did nothing', () => {
    const idle = record(
      parseDailyUsageRow(
        idleRow({ day, date: Date.parse(`${day}T00:00:00Z`) }),
        day,
      ),
    );
    expect(idle.counters.interactions).toBe(0);
    expect(isActive(idle)).toBe(false);
  });

  it.each([
    [
      'a charged event',
      { chargedCents: 21.36232, tokenUsage: tokens(126, 450, 6112, 11_964) },
      [['usage', 213_623]],
      { tokensIn: 126, tokensOut: 450, tokensCacheWrite: 6112 },
    ],
    [
      'a charged event with a discount',
      {
        chargedCents: 37.33,
        tokenUsage: {
          ...tokens(5805, 311, 11_964, 0),
          totalCents: 40.167,
          discountPercentOff: 10,
        },
      },
      [['usage', 373_300]],
      { tokensIn: 5805, tokensCacheRead: 0 },
    ],
    [
      'an event that a plan includes',
      {
        kind: 'Included in Business',
        isChargeable: false,
        isTokenBasedCall: false,
        tokenUsage: undefined,
        chargedCents: 8,
        cursorTokenFee: undefined,
      },
      [['value', 80_000]],
      { tokensIn: null },
    ],
  ])('of %s', (_, changes, money, counters) => {
    const read = event(changes);
    expect(moneyOf(read)).toEqual(money);
    expect(read.counters).toMatchObject(counters);
  });

  it('of a service account, which is not whose e-mail it carries', () => {
    const read = event({
      userEmail: 'agent-runner@example.com',
      serviceAccountId: 'sa_abc123',
      serviceAccountName: 'A nightly agent',
      isHeadless: true,
      chargedCents: 21.36232,
    });
    expect(read.account).toMatchObject({ kind: 'service' });
    expect(moneyOf(read)).toEqual([['usage', 213_623]]);
  });
});

function tokens(input: number, output: number, write: number, read: number) {
  return {
    inputTokens: input,
    outputTokens: output,
    cacheWriteTokens: write,
    cacheReadTokens: read,
    totalCents: 20.18232,
  };
}
