import {
  hundredthsToUnits,
  UsageCounters,
} from 'backstage-plugin-ai-scorecards-node';
import {
  collectContext,
  recordsOf,
} from 'backstage-plugin-ai-scorecards-node/testUtils';
import {
  EMPTY_ANSWERS,
  NAMED_FAULTS,
  startVendorSim,
  SURVIVED_FAULTS,
  VendorSim,
} from 'vendor-sim';
import { failureOf, settingsFor } from './__testUtils__/rows';
import { cursorPaces } from './cursorApi';
import { CursorSeatsSource } from './cursorSeatsSource';
import { CursorUsageSource } from './cursorUsageSource';

/** Against the stand-in over HTTP, with real sockets. */

const TODAY = '2026-10-30';
const DAY = '2026-10-13';

let sim: VendorSim;
beforeAll(async () => {
  sim = await startVendorSim({ developers: 120, days: 60, today: TODAY });
});
afterEach(() => sim.faults.clear());
afterAll(() => sim.close());

const context = collectContext();
const settings = (changes = {}) =>
  settingsFor({ baseUrl: sim.url, apiKey: 'sim-cursor-admin-key', ...changes });
const timing = (timeLimitMs = 2000) => ({
  now: () => new Date(`${TODAY}T12:00:00Z`),
  wait: async () => undefined,
  timeLimitMs,
});

const usage = (timeLimitMs?: number, changes = {}) =>
  new CursorUsageSource(settings(changes), timing(timeLimitMs));
const seats = (timeLimitMs?: number) =>
  new CursorSeatsSource(settings(), timing(timeLimitMs));

const COUNTERS = {
  interactions: 'requests',
  suggestions: 'tabsShown',
  acceptances: 'tabsAccepted',
  linesAdded: 'linesAdded',
  linesRemoved: 'linesRemoved',
  tokensIn: 'inputTokens',
  tokensOut: 'outputTokens',
  tokensCacheRead: 'cacheReadTokens',
  tokensCacheWrite: 'cacheWriteTokens',
} as const satisfies Partial<Record<keyof UsageCounters, string>>;
const NAMES = Object.keys(COUNTERS) as (keyof typeof COUNTERS)[];

interface Figures {
  counters: Record<string, number>;
  amounts: string[];
}

/** What the source collects, rows of one account added up. */
async function collected(source = usage()) {
  const accounts = new Map<string, Figures>();
  for (const record of await recordsOf(await source.collectDay(DAY, context))) {
    if (record.type === 'usage') {
      const { key } = record.account;
      const sum = accounts.get(key) ?? {
        counters: Object.fromEntries(NAMES.map(name => [name, 0])),
        amounts: [],
      };
      for (const name of NAMES) {
        sum.counters[name] += record.counters[name] ?? 0;
      }
      sum.amounts.push(
        ...record.amounts.map(it => `${it.kind} ${it.exact} ${it.model}`),
      );
      sum.amounts.sort();
      accounts.set(key, sum);
    }
  }
  return accounts;
}

/** The same from the stand-in's plain truth. */
async function truth() {
  const accounts = new Map<string, Figures>();
  const answer = await fetch(`${sim.url}/truth/cursor?from=${DAY}&to=${DAY}`);
  for (const line of (await answer.text()).split('\n').filter(Boolean)) {
    const { account, accountKind, revealed } = JSON.parse(line) as {
      account: string;
      accountKind: string;
      revealed: {
        counters: Record<string, number>;
        amounts: { kind: string; amount: string; model: string }[];
      };
    };
    if (accountKind === 'email' || revealed.amounts.length > 0) {
      accounts.set(account.toLowerCase(), {
        counters: Object.fromEntries(
          NAMES.map(name => [name, revealed.counters[COUNTERS[name]] ?? 0]),
        ),
        amounts: revealed.amounts
          .map(it => `${it.kind} ${hundredthsToUnits(it.amount)} ${it.model}`)
          .sort(),
      });
    }
  }
  return accounts;
}

async function holders(source = seats()) {
  const records = await recordsOf(await source.collectSnapshot(context));
  return records
    .map(it => (it.type === 'seat' ? it.account?.key ?? '' : it.reason))
    .sort();
}

async function holderTruth() {
  const answer = await fetch(`${sim.url}/truth/cursor/seats`);
  const { seats: all } = (await answer.json()) as {
    seats: { account: string; listed: boolean }[];
  };
  return all
    .filter(seat => seat.listed)
    .map(seat => seat.account.toLowerCase())
    .sort();
}

describe('what Cursor reports, from the stand-in', () => {
  it('keeps both sources of a team to its limits, usage events having their own', async () => {
    const waits: number[] = [];
    const paced = {
      ...timing(),
      wait: async (ms: number) => void waits.push(ms),
    };
    const slow = settings({ requestsPerMinute: 2 });
    const paces = cursorPaces(slow, paced);
    const members = new CursorSeatsSource(slow, paced, paces);
    const days = new CursorUsageSource(slow, paced, paces);
    await members.collectSnapshot(context);
    await days.collectDay('2026-11-02', context);
    expect(waits).toEqual([]);
    await members.collectSnapshot(context);
    expect(waits).toHaveLength(1);
    expect(waits[0]).toBeGreaterThan(30_000);
  });

  it('is what it reveals of use and cost, to the digit', async () => {
    const told = await truth();
    expect(told.size).toBeGreaterThan(10);
    await expect(collected()).resolves.toEqual(told);
  });

  it('is who holds a seat', async () => {
    const told = await holderTruth();
    expect(told.length).toBeGreaterThan(10);
    await expect(holders()).resolves.toEqual(told);
  });

  it.each(SURVIVED_FAULTS)('is the same after %s', async (_, fault) => {
    sim.faults.add(fault);
    await expect(collected()).resolves.toEqual(await truth());
    expect(sim.faults.list()[0].met).toBeGreaterThan(0);
  });

  it('keeps malformed rows and members', async () => {
    sim.faults.add({ kind: 'malformed-row', count: null });
    for (const records of [
      await recordsOf(await usage().collectDay(DAY, context)),
      await recordsOf(await seats().collectSnapshot(context)),
    ]) {
      expect(
        records.filter(it => it.type === 'unreadable').length,
      ).toBeGreaterThan(0);
    }
  });

  it.each(NAMED_FAULTS)(
    'is a named failure after %s',
    async (_, fault, kind) => {
      const limit = fault.kind === 'hang' ? 300 : 20_000;
      for (const collect of [
        () => collected(usage(limit)),
        () => holders(seats(limit)),
      ]) {
        sim.faults.clear();
        sim.faults.add(fault);
        const error = await failureOf(collect());
        expect(error.kind).toBe(kind);
        expect(error.message).not.toContain('sim-cursor-admin-key');
      }
    },
  );

  it.each(EMPTY_ANSWERS)('is empty after %s', async (_, fault) => {
    sim.faults.add(fault);
    await expect(usage().collectDay(DAY, context)).resolves.toMatchObject({
      state: 'empty',
    });
    await expect(seats().collectSnapshot(context)).resolves.toMatchObject({
      state: 'empty',
    });
  });

  it('is nothing of a day that is not told yet', async () => {
    await expect(usage().collectDay(TODAY, context)).resolves.toMatchObject({
      state: 'empty',
    });
  });

  it('tests the key, and names the scope that is missing', async () => {
    await expect(usage().test(context)).resolves.toBeUndefined();
    await expect(seats().test(context)).resolves.toBeUndefined();
    await expect(
      failureOf(usage(2000, { apiKey: 'old' }).test(context)),
    ).resolves.toMatchObject({ kind: 'unauthorised' });
    const weak = await failureOf(
      usage(2000, { apiKey: 'sim-token-without-permission' }).test(context),
    );
    expect(weak.kind).toBe('forbidden');
    expect(weak.message).toMatch(/scope admin:\*/);
  });
});
