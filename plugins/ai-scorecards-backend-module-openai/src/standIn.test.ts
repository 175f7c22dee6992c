import { plainDecimal } from 'backstage-plugin-ai-scorecards-node';
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
import { OpenaiCostsSource } from './openaiCostsSource';
import { OpenaiUsageSource } from './openaiUsageSource';

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
const timing = (timeLimitMs = 2000) => ({
  now: () => new Date(`${TODAY}T12:00:00Z`),
  wait: async () => undefined,
  timeLimitMs,
});
const settings = (changes = {}) =>
  settingsFor({
    baseUrl: `${sim.url}/v1`,
    adminKey: 'sim-openai-admin-key',
    ...changes,
  });
const usage = (timeLimitMs?: number, changes = {}) =>
  new OpenaiUsageSource(settings(changes), timing(timeLimitMs));
const costs = (timeLimitMs?: number) =>
  new OpenaiCostsSource(settings(), timing(timeLimitMs));

async function truthOf<T>(path: string): Promise<T[]> {
  const answer = await fetch(`${sim.url}${path}?from=${DAY}&to=${DAY}`);
  const { revealed } = JSON.parse(await answer.text()) as { revealed: T[] };
  return revealed;
}

/** Tokens of each account, as collected. */
async function tokens(source = usage()) {
  const sums = new Map<string, number[]>();
  for (const record of await recordsOf(await source.collectDay(DAY, context))) {
    if (record.type === 'usage') {
      const { key, email } = record.account;
      const name = `${key} ${email ?? ''}`;
      const { tokensIn, tokensOut, tokensCacheRead, tokensCacheWrite } =
        record.counters;
      const all = [tokensIn, tokensOut, tokensCacheRead, tokensCacheWrite];
      const before = sums.get(name) ?? [0, 0, 0, 0];
      sums.set(
        name,
        before.map((it, i) => it + (all[i] ?? 0)),
      );
    }
  }
  return sums;
}

interface Use {
  account: string;
  inputTokens: number;
  cachedTokens: number;
  cacheWriteTokens: number;
  outputTokens: number;
}

/** The same from the stand-in's plain truth. */
async function tokenTruth() {
  const emails = new Map(
    [...sim.world.openaiUsers()].map(it => [it.account, it.email]),
  );
  const sums = new Map<string, number[]>();
  for (const use of await truthOf<Use>('/truth/openai')) {
    const name = `${use.account} ${emails.get(use.account) ?? ''}`;
    const fresh = use.inputTokens - use.cachedTokens - use.cacheWriteTokens;
    const all = [
      fresh,
      use.outputTokens,
      use.cachedTokens,
      use.cacheWriteTokens,
    ];
    const before = sums.get(name) ?? [0, 0, 0, 0];
    sums.set(
      name,
      before.map((it, i) => it + all[i]),
    );
  }
  return sums;
}

async function bill(source = costs()) {
  const records = await recordsOf(await source.collectDay(DAY, context));
  return records
    .flatMap(it =>
      it.type === 'cost'
        ? [`${it.workspace} ${it.description} ${it.amount.exact}`]
        : [],
    )
    .sort();
}

async function billTruth() {
  const lines = await truthOf<{
    workspace: string | null;
    description: string;
    amount: string;
  }>('/truth/openai/costs');
  return lines
    .map(it => `${it.workspace} ${it.description} ${plainDecimal(it.amount)}`)
    .sort();
}

describe('what OpenAI reports, from the stand-in', () => {
  it('is what it reveals of use', async () => {
    const told = await tokenTruth();
    expect(told.size).toBeGreaterThan(5);
    await expect(tokens()).resolves.toEqual(told);
  });

  it('is what it reveals of cost, to the digit', async () => {
    const told = await billTruth();
    expect(told.length).toBeGreaterThan(3);
    await expect(bill()).resolves.toEqual(told);
  });

  it.each(SURVIVED_FAULTS)('is the same after %s', async (_, fault) => {
    sim.faults.add(fault);
    await expect(tokens()).resolves.toEqual(await tokenTruth());
    await expect(bill()).resolves.toEqual(await billTruth());
    expect(sim.faults.list()[0].met).toBeGreaterThan(0);
  });

  it.each(NAMED_FAULTS)(
    'is a named failure after %s',
    async (_, fault, kind) => {
      const limit = fault.kind === 'hang' ? 300 : 20_000;
      for (const collect of [
        () => tokens(usage(limit)),
        () => bill(costs(limit)),
      ]) {
        sim.faults.clear();
        sim.faults.add(fault);
        const error = await failureOf(collect());
        expect(error.kind).toBe(kind);
        expect(error.message).not.toContain('sim-openai-admin-key');
      }
    },
  );

  it.each(EMPTY_ANSWERS)('is empty after %s', async (_, fault) => {
    sim.faults.add(fault);
    for (const source of [usage(), costs()]) {
      await expect(source.collectDay(DAY, context)).resolves.toMatchObject({
        state: 'empty',
      });
    }
  });

  it('tests the key, and names the scope that is missing', async () => {
    await expect(usage().test(context)).resolves.toBeUndefined();
    await expect(costs().test(context)).resolves.toBeUndefined();
    await expect(
      failureOf(usage(2000, { adminKey: 'old' }).test(context)),
    ).resolves.toMatchObject({ kind: 'unauthorised' });
    const weak = await failureOf(
      usage(2000, { adminKey: 'sim-token-without-permission' }).test(context),
    );
    expect(weak.kind).toBe('forbidden');
    expect(weak.message).toMatch(/api\.usage\.read/);
  });
});
