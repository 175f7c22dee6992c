import type { Knex } from 'knex';
import { CostRecord, UsageRecord } from 'backstage-plugin-ai-scorecards-node';
import { describeOnEachDatabase } from '../__testUtils__/databases';
import { isPostgres } from '../database';
import { aggregateCostDay } from './aggregateCostDay';
import { aggregateDay } from './aggregateDay';
import { dayState } from './dayState';
import { Origin } from './DayRecorder';
import {
  clearStale,
  costSource,
  createHarness,
  recorderOf,
  dump,
  Harness,
  staleDays,
  usageSource,
  writesTo,
} from './__testUtils__/harness';
import { streamOf, usageRecord } from './__testUtils__/records';

jest.setTimeout(60_000);

const day = '2026-03-02';
const inTime = new Date('2026-03-03T08:00:00.000Z');
const settled = new Date('2026-03-06T00:00:00.000Z');
const nothing = async () => ({ state: 'empty' as const, reason: '204' });

async function start(knex: Knex) {
  const harness = createHarness(knex);
  const source = usageSource(nothing);
  const stored = await harness.sources.register(source);
  const origin: Origin = {
    kind: 'usage',
    settleDays: 3,
    stored,
    namespace: 'github',
  };
  const record = async (
    rows: Parameters<typeof streamOf<UsageRecord>>[0],
    now = inTime,
  ) =>
    harness.recorder.usage(
      origin,
      day,
      { now, machine: now },
      await aggregateDay(streamOf(rows), { day, currency: 'USD' }),
    );
  const entry = () => harness.ledger.get(stored.id, day);
  return { ...harness, harness, origin, record, entry, stored };
}

const ada = (sessions: number): UsageRecord =>
  usageRecord({
    counters: { sessions, tokensIn: 5_000_000_000 },
    models: [{ model: 'm', tokensIn: 7, tokensOut: null }],
    amounts: [
      {
        kind: 'usage',
        source: 'estimate',
        exact: '1.5',
        currency: 'USD',
        model: 'm',
      },
      { kind: 'value', source: 'list', exact: '9007199254.1', currency: 'USD' },
    ],
    credits: '2.25',
    features: ['agent'],
  });
const bob = usageRecord({
  account: { key: 'bob', kind: 'login', login: 'Bob' },
});

/** Waits until another transaction waits for a lock; where there is but one connection, it always does. */
async function isBlocked(knex: Knex): Promise<void> {
  if (!isPostgres(knex)) return;
  for (;;) {
    const { rows } = await knex.raw(
      `select 1 from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if (rows.length > 0) return;
  }
}

describeOnEachDatabase('DayRecorder', init => {
  it('stores facts, models and the ledger, with nothing for what was not reported', async () => {
    const { record, entry, knex, harness } = await start(await init());
    expect(await record([ada(3), bob])).toEqual({ state: 'written' });
    const stored = await dump(knex);
    expect(stored.facts).toHaveLength(2);
    const [first, second] = stored.facts;
    expect(first).toMatchObject({
      account: 'ada@example.com',
      day,
      features: 4,
    });
    expect(Boolean(first.active)).toBe(true);
    expect(Number(first.tokens_in)).toBe(5_000_000_000);
    expect(Number(first.value_micros)).toBe(9_007_199_254_100_000);
    expect(Number(first.credits_micros)).toBe(2_250_000);
    expect(first.commits).toBeNull();
    expect(Boolean(second.active)).toBe(false);
    expect(second.sessions).toBeNull();
    expect(stored.models).toHaveLength(1);
    expect(Number(stored.models[0].usage_micros)).toBe(1_500_000);
    expect(stored.models[0].value_micros).toBeNull();
    expect(await entry()).toMatchObject({
      state: 'fetched',
      rows: 2,
      exactUsage: '1.5',
      exactValue: '9007199254.1',
      creditsKnown: true,
      askedAgain: false,
    });
    expect(await staleDays(harness)).toEqual([day]);
  });

  it('writes no fact and asks for no work when the vendor says the same again', async () => {
    const { record, knex, harness, entry } = await start(await init());
    await record([ada(3), bob]);
    await clearStale(knex);
    const later = new Date('2026-03-04T08:00:00.000Z');
    const writes = await writesTo(
      knex,
      [
        'usage_facts',
        'usage_models',
        'unreadable_rows',
        'identities',
        'stale_periods',
      ],
      async () => {
        expect(await record([bob, ada(3)], later)).toEqual({
          state: 'unchanged',
        });
      },
    );
    expect(writes).toEqual([]);
    expect((await entry())?.fetchedAt).toBe(later.toISOString());
    expect(await staleDays(harness)).toEqual([]);
  });

  it('asks for work when a day settles, even with the same figures', async () => {
    const { record, knex, harness, entry, origin } = await start(await init());
    await record([ada(3)]);
    await clearStale(knex);
    await record([ada(3)], settled);
    expect(dayState(await entry(), origin)).toBe('complete');
    expect(await staleDays(harness)).toEqual([day]);
  });

  it('replaces the day when it is restated: accounts that are gone leave no row', async () => {
    const { record, knex } = await start(await init());
    await record([ada(3), bob]);
    await record([ada(4)]);
    const { facts, models } = await dump(knex);
    expect(facts).toHaveLength(1);
    expect(facts[0]).toMatchObject({ account: 'ada@example.com', sessions: 4 });
    expect(models).toHaveLength(1);
  });

  it('marks a day with few unreadable rows and keeps their text', async () => {
    const { record, entry, origin, ledger, stored } = await start(await init());
    const rows = Array.from({ length: 100 }, (_, index) =>
      usageRecord({ account: { key: `p${index}`, kind: 'login' } }),
    );
    await record([...rows, usageRecord({ day: '2020-01-01' })], settled);
    expect(dayState(await entry(), origin)).toBe('marked');
    const [kept] = await ledger.unreadable(stored.id, day);
    expect(kept.reason).toContain('2020-01-01');
  });

  it('refuses a day with too many unreadable rows, keeps what was known, and recovers', async () => {
    const { record, entry, knex, ledger, stored, origin } = await start(
      await init(),
    );
    await record([ada(3)]);
    const before = (await dump(knex)).facts;
    const refused = await record([ada(9), usageRecord({ day: '2020-01-01' })]);
    expect(refused).toMatchObject({ state: 'refused' });
    expect((await dump(knex)).facts).toEqual(before);
    expect(dayState(await entry(), origin)).toBe('failed');
    expect((await entry())?.attempts).toBe(1);
    expect(await ledger.unreadable(stored.id, day)).toHaveLength(1);
    await record([ada(3)], settled);
    expect(await ledger.unreadable(stored.id, day)).toEqual([]);
    expect(await entry()).toMatchObject({
      state: 'fetched',
      attempts: 0,
      error: null,
    });
  });

  it.each([
    ['inside the settle time', inTime, 'not-ready'],
    ['after it', settled, 'no-data'],
  ])('takes nothing, or no row at all, %s as %s', async (_, now, state) => {
    const { recorder, record, origin, entry } = await start(await init());
    await recorder.empty(origin, day, { now, machine: now });
    expect(dayState(await entry(), origin)).toBe(state);
    await record([], now);
    expect(dayState(await entry(), origin)).toBe(state);
  });

  it('notes whether amounts are estimates, and asks for work when they are no more', async () => {
    const { record, entry, knex } = await start(await init());
    const [guess, value] = ada(3).amounts;
    await record([ada(3)]);
    expect((await entry())?.estimated).toBe(true);
    await knex('stale_periods').delete();
    const billed: UsageRecord = {
      ...ada(3),
      amounts: [{ ...guess, source: 'invoice' }, value],
    };
    await record([billed]);
    expect((await entry())?.estimated).toBe(false);
    expect(await knex('stale_periods').pluck('period')).toContain(day);
    await knex('stale_periods').delete();
    await record([billed]);
    expect(await knex('stale_periods')).toEqual([]);
  });

  it('keeps an answer when one comes that was asked for before it', async () => {
    const { recorder, record, origin, entry, knex } = await start(await init());
    await record([ada(4)], settled);
    expect(await record([ada(3), bob], inTime)).toEqual({ state: 'unchanged' });
    const at = { now: inTime, machine: inTime };
    expect(await recorder.empty(origin, day, at)).toEqual({
      state: 'unchanged',
    });
    const { facts } = await dump(knex);
    expect(facts).toHaveLength(1);
    expect(facts[0].sessions).toBe(4);
    expect(await entry()).toMatchObject({
      fetchedAt: settled.toISOString(),
      error: null,
    });
  });

  it('keeps the later of two first answers that come at once', async () => {
    const knex = await init();
    const { harness, record, entry, origin } = await start(knex);
    let letGo: () => void = () => undefined;
    const gate = new Promise<void>(resolve => {
      letGo = resolve;
    });
    let writing: () => void = () => undefined;
    const isWriting = new Promise<void>(resolve => {
      writing = resolve;
    });
    // The later answer, of another replica, is held while its transaction is open.
    const held = recorderOf(knex, {
      choose: async () => {
        writing();
        await gate;
      },
    });
    const late = new Date('2026-03-03T09:00:00.000Z');
    const facts = await aggregateDay(streamOf([ada(9)]), {
      day,
      currency: 'USD',
    });
    const later = held.usage(origin, day, { now: late, machine: late }, facts);
    await isWriting;
    const earlier = record([ada(3), bob], inTime);
    await isBlocked(knex);
    letGo();
    expect(await later).toEqual({ state: 'written' });
    expect(await earlier).toEqual({ state: 'unchanged' });
    const { facts: stored } = await dump(harness.knex);
    expect(
      stored.map(({ sessions }: { sessions: number }) => Number(sessions)),
    ).toEqual([9]);
    expect((await entry())?.fetchedAt).toBe(late.toISOString());
  });

  it('leaves no trace of a first answer that could not be written', async () => {
    const knex = await init();
    const { record, entry, origin } = await start(knex);
    const failing = recorderOf(knex, {
      choose: async () => {
        throw new Error('No');
      },
    });
    const facts = await aggregateDay(streamOf([bob]), { day, currency: 'USD' });
    const at = { now: settled, machine: settled };
    await expect(failing.usage(origin, day, at, facts)).rejects.toThrow('No');
    expect(await entry()).toBeUndefined();
    expect(await record([ada(3)])).toEqual({ state: 'written' });
  });

  it('loses nothing to a vendor that has a day no more', async () => {
    const { recorder, record, origin, entry, knex } = await start(await init());
    await record([ada(3)]);
    const at = { now: settled, machine: settled };
    expect(await recorder.empty(origin, day, at)).toMatchObject({
      state: 'refused',
    });
    expect((await dump(knex)).facts).toHaveLength(1);
    expect(await entry()).toMatchObject({ state: 'fetched', attempts: 1 });
  });

  it("counts failures that are a day's own, and keeps facts through them", async () => {
    const { recorder, record, origin, entry, knex, harness } = await start(
      await init(),
    );
    const at = { now: inTime, machine: inTime };
    await recorder.failure(origin, day, at, 'The vendor answered 503', true);
    await recorder.failure(origin, day, at, 'The key is revoked', false);
    expect(await entry()).toMatchObject({
      state: 'failed',
      attempts: 1,
      error: 'The key is revoked',
      fetchedAt: null,
    });
    expect(await staleDays(harness)).toEqual([day]);
    await record([ada(1)]);
    await recorder.failure(origin, day, at, 'The vendor answered 503', true);
    expect(await entry()).toMatchObject({
      state: 'fetched',
      error: 'The vendor answered 503',
    });
    expect((await dump(knex)).facts).toHaveLength(1);
  });

  it('forgets that an operator wanted a day once it was answered', async () => {
    const { ledger, record, entry, stored } = await start(await init());
    await record([ada(1)]);
    expect(await ledger.askAgain(stored.id, '2026-03-01', day)).toBe(2);
    expect((await entry())?.askedAgain).toBe(true);
    expect((await entry())?.rows).toBe(1);
    const unknown = await ledger.get(stored.id, '2026-03-01');
    expect(dayState(unknown, { kind: 'usage', settleDays: 3 })).toBe('missing');
    await record([ada(1)]);
    expect((await entry())?.askedAgain).toBe(false);
  });

  it('stores a bill line by line, equal lines too, in one order', async () => {
    const knex = await init();
    const harness: Harness = createHarness(knex);
    const stored = await harness.sources.register(costSource(nothing));
    const origin: Origin = {
      kind: 'cost',
      settleDays: 2,
      stored,
      namespace: 'anthropic',
    };
    const line = (exact: string, description: string | null): CostRecord => ({
      type: 'cost',
      day,
      amount: { kind: 'usage', source: 'invoice', exact, currency: 'USD' },
      description,
      workspace: null,
    });
    const lines = [
      line('1.0000005', 'b'),
      line('0.25', 'a'),
      line('0.25', 'a'),
      line('-2', null),
    ];
    const at = { now: settled, machine: settled };
    const expected = { day, currency: 'USD' };
    await harness.recorder.costs(
      origin,
      day,
      at,
      await aggregateCostDay(streamOf(lines), expected),
    );
    const first = await dump(knex);
    expect(
      first.lines.map((row: { micros: number | string }) => Number(row.micros)),
    ).toEqual([-2_000_000, 250_000, 250_000, 1_000_000]);
    expect(first.ledger[0]).toMatchObject({
      exact_usage: '-0.4999995',
      rows: 4,
    });
    const again = await aggregateCostDay(
      streamOf([...lines].reverse()),
      expected,
    );
    expect(await harness.recorder.costs(origin, day, at, again)).toEqual({
      state: 'unchanged',
    });
    const fewer = await aggregateCostDay(streamOf([lines[0]]), expected);
    await harness.recorder.costs(origin, day, at, fewer);
    expect((await dump(knex)).lines).toHaveLength(1);
  });

  it('stores what a bill says of accounts with them, and replaces it with the bill', async () => {
    const knex = await init();
    const harness: Harness = createHarness(knex);
    const stored = await harness.sources.register(costSource(nothing));
    const origin: Origin = {
      kind: 'cost',
      settleDays: 2,
      stored,
      namespace: 'anthropic',
    };
    const line = (exact: string, login?: string): CostRecord => ({
      type: 'cost',
      day,
      amount: { kind: 'usage', source: 'invoice', exact, currency: 'USD' },
      ...(login && {
        account: { kind: 'login', key: login, login },
        value: {
          kind: 'value',
          source: 'list',
          exact: '9',
          currency: 'USD',
        },
      }),
      description: 'credits',
      workspace: null,
    });
    const record = async (...lines: CostRecord[]) =>
      harness.recorder.costs(
        origin,
        day,
        { now: settled, machine: settled },
        await aggregateCostDay(streamOf(lines), { day, currency: 'USD' }),
      );
    const facts = async () =>
      (
        await knex('usage_facts as f')
          .join('identities as i', 'i.id', 'f.identity_id')
          .select('i.account', 'f.usage_micros', 'f.value_micros', 'f.active')
          .orderBy('i.account')
      ).map(row => [
        row.account,
        Number(row.usage_micros),
        Number(row.value_micros),
        Boolean(row.active),
      ]);
    await record(line('1', 'ada'), line('2', 'bob'), line('4'));
    expect(await facts()).toEqual([
      ['ada', 1_000_000, 9_000_000, false],
      ['bob', 2_000_000, 9_000_000, false],
    ]);
    expect((await harness.ledger.entries(stored.id)).get(day)).toMatchObject({
      byAccount: true,
      exactUsage: '7',
      exactValue: '18',
      rows: 3,
    });
    const named = await facts();
    expect(await record(line('4'))).toMatchObject({ state: 'refused' });
    expect(await facts()).toEqual(named);
    expect((await harness.ledger.entries(stored.id)).get(day)).toMatchObject({
      state: 'fetched',
      byAccount: true,
      attempts: 1,
      error: expect.stringContaining('names nobody'),
    });
    await harness.ledger.askAgain(stored.id, day, day);
    await record(line('4'));
    expect(await facts()).toEqual([]);
    expect((await harness.ledger.entries(stored.id)).get(day)?.byAccount).toBe(
      false,
    );
  });

  it('keeps what is billed for something else apart from the cost of the tool', async () => {
    const line = (exact: string, leftOut?: boolean): CostRecord => ({
      type: 'cost',
      day,
      amount: { kind: 'usage', source: 'invoice', exact, currency: 'USD' },
      description: null,
      workspace: null,
      leftOut,
    });
    const expected = { day, currency: 'USD' };
    const given = [line('1'), line('5', true), line('1', true)];
    const bill = await aggregateCostDay(streamOf(given), expected);
    expect(bill).toMatchObject({ rows: 3, exactUsage: '1' });
    expect(bill.lines.map(each => [each.exact, each.leftOut])).toEqual([
      ['1', false],
      ['1', true],
      ['5', true],
    ]);
    const whole = await aggregateCostDay(
      streamOf(given.map(each => ({ ...each, leftOut: false }))),
      expected,
    );
    expect(whole.checksum).not.toBe(bill.checksum);
  });

  it('counts a value among costs as unreadable', async () => {
    const bill = await aggregateCostDay(
      streamOf<CostRecord>([
        {
          type: 'cost',
          day,
          amount: {
            kind: 'value',
            source: 'list',
            exact: '1',
            currency: 'USD',
          },
          description: null,
          workspace: null,
        },
      ]),
      { day, currency: 'USD' },
    );
    expect(bill).toMatchObject({
      rows: 0,
      unreadable: { count: 1, tooMany: true },
    });
  });

  it('takes everything along when a source goes over to another tool', async () => {
    const { record, sources, knex, harness } = await start(await init());
    await record([ada(1)]);
    await clearStale(knex);
    const tool = 'resource:default/copilot';
    await sources.register(usageSource(nothing, { tool }));
    const { facts } = await dump(knex);
    expect(facts[0].entity_ref).toBe(tool);
    expect(await staleDays(harness)).toEqual([day]);
  });
});
