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
  truthRows,
  VendorSim,
} from 'vendor-sim';
import { failureOf, settingsFor } from './__testUtils__/rows';
import { ClaudeCodeSource } from './claudeCodeSource';
import { CostReportSource } from './costReportSource';

/** Against the stand-in over HTTP, with real sockets. */

const TODAY = '2026-10-30';
const DAY = '2026-10-13';

let sim: VendorSim;
beforeAll(async () => {
  sim = await startVendorSim({ developers: 60, days: 120, today: TODAY });
});
afterEach(() => sim.faults.clear());
afterAll(() => sim.close());

const context = collectContext();
const settings = (changes = {}) =>
  settingsFor({
    baseUrl: sim.url,
    adminKey: 'sim-anthropic-admin-key',
    ...changes,
  });
const timing = (timeLimitMs = 2000) => ({
  now: () => new Date(`${TODAY}T12:00:00Z`),
  wait: async () => undefined,
  timeLimitMs,
});

const usage = (timeLimitMs?: number, changes = {}) =>
  new ClaudeCodeSource(settings(changes), timing(timeLimitMs));
const cost = (timeLimitMs?: number) =>
  new CostReportSource(settings(), timing(timeLimitMs));

const COUNTERS = {
  sessions: 'sessions',
  linesAdded: 'linesAdded',
  linesRemoved: 'linesRemoved',
  commits: 'commits',
  pullRequests: 'pullRequests',
  acceptances: 'editsAccepted',
  tokensIn: 'inputTokens',
  tokensOut: 'outputTokens',
  tokensCacheRead: 'cacheReadTokens',
  tokensCacheWrite: 'cacheCreationTokens',
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
      const key = record.account.key.replace('api-key:', '');
      const sum = accounts.get(key) ?? { counters: {}, amounts: [] };
      for (const name of NAMES) {
        sum.counters[name] =
          (sum.counters[name] ?? 0) + (record.counters[name] ?? 0);
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
function truth() {
  const accounts = new Map<string, Figures>();
  for (const { account, accountKind, tool, revealed } of truthRows(sim.world, [
    DAY,
  ])) {
    if (revealed && tool === 'resource:default/claude-code') {
      const key = accountKind === 'api-key' ? account : account.toLowerCase();
      accounts.set(key, {
        counters: Object.fromEntries(
          NAMES.map(name => [name, revealed.counters[COUNTERS[name]]]),
        ),
        amounts: revealed.amounts
          .map(it => `${it.kind} ${hundredthsToUnits(it.amount)} ${it.model}`)
          .sort(),
      });
    }
  }
  return accounts;
}

async function costs(source = cost()) {
  const records = await recordsOf(await source.collectDay(DAY, context));
  return records
    .map(it =>
      it.type === 'cost'
        ? `${it.workspace} ${it.description} ${it.amount.exact}`
        : it.reason,
    )
    .sort();
}

function costTruth() {
  return sim.world
    .revealedCosts(DAY)
    .map(line => [
      `${line.workspace} ${line.description}`,
      hundredthsToUnits(`${line.amount}e-6`),
    ])
    .map(parts => parts.join(' '))
    .sort();
}

describe('what Anthropic reports, from the stand-in', () => {
  it('is what it reveals of use, to the digit', async () => {
    expect(truth().size).toBeGreaterThan(5);
    await expect(collected()).resolves.toEqual(truth());
  });

  it('is what it reveals of cost, to the digit', async () => {
    expect(costTruth().length).toBeGreaterThan(3);
    await expect(costs()).resolves.toEqual(costTruth());
  });

  it.each(SURVIVED_FAULTS)('is the same after %s', async (_, fault) => {
    sim.faults.add(fault);
    await expect(collected()).resolves.toEqual(truth());
    expect(sim.faults.list()[0].met).toBeGreaterThan(0);
  });

  it('keeps a malformed row', async () => {
    sim.faults.add({ kind: 'malformed-row' });
    const records = await recordsOf(await usage().collectDay(DAY, context));
    expect(records.filter(it => it.type === 'unreadable')).toMatchObject([
      { raw: expect.stringContaining('yesterday') },
    ]);
  });

  it.each(NAMED_FAULTS)(
    'is a named failure after %s',
    async (_, fault, kind) => {
      const limit = fault.kind === 'hang' ? 300 : 20_000;
      for (const collect of [
        () => collected(usage(limit)),
        () => costs(cost(limit)),
      ]) {
        sim.faults.clear();
        sim.faults.add(fault);
        const error = await failureOf(collect());
        expect(error.kind).toBe(kind);
        expect(error.message).not.toContain('sim-anthropic-admin-key');
      }
    },
  );

  it.each(EMPTY_ANSWERS)('is empty after %s', async (_, fault) => {
    sim.faults.add(fault);
    for (const source of [usage(), cost()]) {
      await expect(source.collectDay(DAY, context)).resolves.toMatchObject({
        state: 'empty',
      });
    }
  });

  it('tests the key', async () => {
    await expect(usage().test(context)).resolves.toBeUndefined();
    await expect(cost().test(context)).resolves.toBeUndefined();
    await expect(
      failureOf(usage(2000, { adminKey: 'old' }).test(context)),
    ).resolves.toMatchObject({ kind: 'unauthorised' });
  });
});
