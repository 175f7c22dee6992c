import {
  CostRecord,
  hundredthsToUnits,
  UsageRecord,
} from 'backstage-plugin-ai-scorecards-node';
import {
  collectContext,
  recordsOf,
} from 'backstage-plugin-ai-scorecards-node/testUtils';
import {
  enterpriseTruthRows,
  startVendorSim,
  EMPTY_ANSWERS,
  NAMED_FAULTS,
  SURVIVED_FAULTS,
  TOKEN_WITHOUT_PERMISSION,
  VendorSim,
} from 'vendor-sim';
import { failureOf, settingsFor } from './__testUtils__/rows';
import { EnterpriseCostSource } from './costSource';
import { EnterpriseUsageSource } from './usageSource';

/** Against the stand-in over HTTP, with real sockets. */

const TODAY = '2026-10-30';
const DAY = '2026-10-13';

let sim: VendorSim;
beforeAll(async () => {
  sim = await startVendorSim({ developers: 300, days: 120, today: TODAY });
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
    baseUrl: sim.url,
    analyticsKey: 'sim-anthropic-analytics-key',
    ...changes,
  });
const usage = (timeLimitMs?: number, changes = {}) =>
  new EnterpriseUsageSource(settings(changes), timing(timeLimitMs));
const cost = (timeLimitMs?: number) =>
  new EnterpriseCostSource(settings(), timing(timeLimitMs));

async function uses(source = usage()) {
  const records = await recordsOf(await source.collectDay(DAY, context));
  return records
    .filter((it): it is UsageRecord => it.type === 'usage')
    .map(({ account, counters: it }) =>
      [
        account.key,
        it.sessions,
        it.linesAdded,
        it.linesRemoved,
        it.commits,
        it.pullRequests,
        it.acceptances,
        (it.suggestions ?? 0) - (it.acceptances ?? 0),
      ].join(' '),
    )
    .sort();
}

async function costs(source = cost()) {
  const records = await recordsOf(await source.collectDay(DAY, context));
  return records
    .filter((it): it is CostRecord => it.type === 'cost')
    .map(({ account, amount, value }) =>
      [
        account?.key.replace('service_actor:', ''),
        amount.model,
        amount.exact,
        value?.exact,
      ].join(' '),
    )
    .sort();
}

const truth = () => [...enterpriseTruthRows(sim.world, [DAY])];

const trueUses = () =>
  truth()
    .flatMap(row =>
      row.what === 'use'
        ? [
            [
              row.account.toLowerCase(),
              row.counters.sessions,
              row.counters.linesAdded,
              row.counters.linesRemoved,
              row.counters.commits,
              row.counters.pullRequests,
              row.counters.editsAccepted,
              row.counters.editsRejected,
            ].join(' '),
          ]
        : [],
    )
    .sort();

const trueCosts = () =>
  truth()
    .flatMap(row =>
      row.what === 'cost'
        ? [
            [
              row.account.toLowerCase().replace('user_01acme', 'user_01Acme'),
              row.model,
              hundredthsToUnits(row.amount),
              hundredthsToUnits(row.listAmount),
            ].join(' '),
          ]
        : [],
    )
    .sort();

describe('Claude Enterprise, from the stand-in', () => {
  it('is what it reveals of use and cost, to the digit', async () => {
    expect(trueUses().length).toBeGreaterThan(20);
    await expect(uses()).resolves.toEqual(trueUses());
    await expect(costs()).resolves.toEqual(trueCosts());
  });

  it('is empty while a day is not ready, and says up to when there is something', async () => {
    await expect(usage().collectDay('2026-10-29', context)).resolves.toEqual({
      state: 'empty',
      reason: 'Anthropic has analytics up to 2026-10-28',
    });
  });

  it.each(SURVIVED_FAULTS)('is the same after %s', async (_, fault) => {
    sim.faults.add(fault);
    await expect(uses()).resolves.toEqual(trueUses());
    await expect(costs()).resolves.toEqual(trueCosts());
    expect(sim.faults.list()[0].met).toBeGreaterThan(0);
  });

  it.each(NAMED_FAULTS)(
    'is a named failure after %s',
    async (_, fault, kind) => {
      const limit = fault.kind === 'hang' ? 300 : 20_000;
      for (const collect of [
        () => uses(usage(limit)),
        () => costs(cost(limit)),
      ]) {
        sim.faults.clear();
        sim.faults.add(fault);
        const error = await failureOf(collect());
        expect(error.kind).toBe(kind);
        expect(error.message).not.toContain('sim-anthropic-analytics-key');
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

  it('names the scope that a key has not', async () => {
    for (const analyticsKey of [TOKEN_WITHOUT_PERMISSION, 'old']) {
      const error = await failureOf(
        usage(2000, { analyticsKey }).test(context),
      );
      expect(error.message).toContain('read:analytics');
      expect(error.kind).toBe(
        analyticsKey === 'old' ? 'unauthorised' : 'forbidden',
      );
    }
  });
});
