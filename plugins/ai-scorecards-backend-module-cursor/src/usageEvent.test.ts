import fc from 'fast-check';
import { toMicros } from 'backstage-plugin-ai-scorecards-common';
import { parseJson, UsageRecord } from 'backstage-plugin-ai-scorecards-node';
import { usageEvent } from './__testUtils__/rows';
import { EVENT_NUMBERS_AS_TEXT, parseUsageEvent } from './usageEvent';

const DAY = '2026-09-21';

/** Through text, as a page brings it. */
function parse(event: unknown) {
  return parseUsageEvent(
    parseJson(JSON.stringify(event), EVENT_NUMBERS_AS_TEXT),
    DAY,
  );
}

function record(event: unknown): UsageRecord {
  const parsed = parse(event);
  expect(parsed).toMatchObject({ type: 'usage' });
  return parsed as UsageRecord;
}

/** Kind and micro-units of the one amount. */
const moneyOf = (event: unknown) =>
  record(event).amounts.map(it => [it.kind, it.source, toMicros(it.exact)]);

describe('parseUsageEvent', () => {
  it('reads a charged event', () => {
    expect(record(usageEvent())).toEqual({
      type: 'usage',
      account: {
        kind: 'email',
        key: 'ada@example.com',
        email: 'Ada@Example.com',
      },
      day: DAY,
      counters: {
        tokensIn: 210,
        tokensOut: 640,
        tokensCacheRead: 12007,
        tokensCacheWrite: 5003,
      },
      features: [],
      flagged: false,
      credits: null,
      amounts: [
        {
          kind: 'usage',
          source: 'invoice',
          exact: '0.1840121',
          currency: 'USD',
          model: 'claude-9-sonnet',
        },
      ],
      models: [{ model: 'claude-9-sonnet', tokensIn: 210, tokensOut: 640 }],
    });
  });

  it('rounds what is charged to a micro-unit, once, and takes a discount as given', () => {
    expect(moneyOf(usageEvent())).toEqual([['usage', 'invoice', 184_012]]);
    expect(
      moneyOf(
        usageEvent({
          tokenUsage: { totalCents: 30.5, discountPercentOff: 10 },
          chargedCents: 28.55,
        }),
      ),
    ).toEqual([['usage', 'invoice', 285_500]]);
  });

  it('takes the nominal price of an included event as value, billed to nobody', () => {
    const included = usageEvent({
      kind: 'Included in Business',
      isChargeable: false,
      isTokenBasedCall: false,
      tokenUsage: undefined,
      chargedCents: 8,
    });
    expect(moneyOf(included)).toEqual([['value', 'list', 80_000]]);
    expect(record(included).counters.tokensIn).toBeNull();
  });

  it('keeps a service account apart from the e-mail it carries', () => {
    const { account, features } = record(
      usageEvent({
        userEmail: 'runner@example.com',
        serviceAccountId: 'sa_77',
        serviceAccountName: 'Nightly runs',
        isHeadless: true,
      }),
    );
    expect(account).toEqual({
      kind: 'service',
      key: 'service-account:sa_77',
      vendorId: 'sa_77',
    });
    expect(features).toEqual(['agent']);
  });

  it.each([
    { cloudAgentId: 'bc_1', isHeadless: true },
    { automationId: 'auto_1' },
    { userEmail: '', serviceAccountId: '' },
    { userEmail: null },
  ])('keeps what an event of nobody costs: %j', changes => {
    const event = usageEvent({ userEmail: undefined, ...changes });
    expect(record(event).account).toEqual({
      kind: 'service',
      key: 'events-without-person',
    });
    expect(moneyOf(event)).toEqual([['usage', 'invoice', 184_012]]);
  });

  it('keeps the person of an automation that names one', () => {
    const event = usageEvent({ automationId: 'auto_1' });
    expect(record(event).account.key).toBe('ada@example.com');
  });

  it('never takes one event for the repetition of another', () => {
    expect(record(usageEvent()).dedupeKey).toBeUndefined();
  });

  it.each([
    [{ kindLabel: 'Usage-based' }, [['usage', 'invoice', 173_012]]],
    [{ kindLabel: 'Included in Pro' }, [['value', 'list', 173_012]]],
    [{ kindLabel: 'Errored, Not Charged' }, [['value', 'list', 173_012]]],
    [
      { kindLabel: 'Usage-based', isFreeBugbot: true },
      [['value', 'list', 173_012]],
    ],
  ])('reads the older shape %j', (older, money) => {
    expect(
      moneyOf(
        usageEvent({
          kind: undefined,
          isChargeable: undefined,
          chargedCents: undefined,
          ...older,
        }),
      ),
    ).toEqual(money);
  });

  it.each([
    [{ tokenUsage: null, chargedCents: undefined }, []],
    [{ chargedCents: 0 }, [['usage', 'invoice', 0]]],
    [{ chargedCents: -4 }, [['usage', 'invoice', -40_000]]],
    [{ chargedCents: 1e-7 }, [['usage', 'invoice', 0]]],
    [{ timestamp: Number(usageEvent().timestamp) }, undefined],
    [{ a_new_field: 7, model: 9 }, undefined],
  ])('reads %j', (changes, money) => {
    expect(moneyOf(usageEvent(changes))).toEqual(
      money ?? [['usage', 'invoice', 184_012]],
    );
  });

  it.each([
    [usageEvent({ timestamp: 'soon' }), /timestamp/],
    [
      usageEvent({ timestamp: String(Date.parse('2026-09-22T00:00:00Z')) }),
      /another day/,
    ],
    [usageEvent({ chargedCents: 'lots' }), /chargedCents/],
    [
      usageEvent({ isChargeable: undefined, kind: 'Sponsored' }),
      /isChargeable/,
    ],
    [
      usageEvent({ tokenUsage: { inputTokens: 1.5 } }),
      /tokenUsage.inputTokens/,
    ],
    ['nothing', /the event/],
  ])('keeps what it cannot read in %j', (event, reason) => {
    expect(parse(event)).toEqual({
      type: 'unreadable',
      raw: expect.any(String),
      reason: expect.stringMatching(reason),
    });
  });

  it('has the last millisecond of a day and not the first of the next', () => {
    const at = (time: string) =>
      parse(usageEvent({ timestamp: String(Date.parse(time)) })).type;
    expect(at(`${DAY}T00:00:00.000Z`)).toBe('usage');
    expect(at(`${DAY}T23:59:59.999Z`)).toBe('usage');
    expect(at('2026-09-20T23:59:59.999Z')).toBe('unreadable');
  });

  it('never loses a digit of cents', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 10n }),
        fc.stringMatching(/^\d{1,18}$/),
        (whole, decimals) => {
          const text = JSON.stringify(
            usageEvent({ chargedCents: 'HERE' }),
          ).replace('"HERE"', `${whole}.${decimals}`);
          const parsed = parseUsageEvent(
            parseJson(text, EVENT_NUMBERS_AS_TEXT),
            DAY,
          ) as UsageRecord;
          const [dollars, rest = ''] = parsed.amounts[0].exact.split('.');
          expect(BigInt(dollars + rest.padEnd(20, '0'))).toBe(
            BigInt(whole + decimals.padEnd(18, '0')),
          );
        },
      ),
    );
  });
});
