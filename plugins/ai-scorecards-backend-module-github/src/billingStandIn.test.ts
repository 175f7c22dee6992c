import { CostRecord } from 'backstage-plugin-ai-scorecards-node';
import {
  collectContext,
  recordsOf,
} from 'backstage-plugin-ai-scorecards-node/testUtils';
import {
  billingTruthRows,
  FaultRequest,
  startVendorSim,
  VendorSim,
} from 'vendor-sim';
import { failureOf, settingsFor } from './__testUtils__/rows';
import { BillingSource } from './billingSource';

/** Against the stand-in over HTTP: reports that are made, polled, and downloaded by real signed links. */

const TODAY = '2026-10-30';
const DAY = '2026-10-13';

let sim: VendorSim;
beforeEach(async () => {
  sim = await startVendorSim({ developers: 60, days: 200, today: TODAY });
});
afterEach(() => sim.close());

const context = collectContext();

function source(options: { export?: boolean; mostLines?: number } = {}) {
  const { mostLines, ...billing } = options;
  let now = Date.now();
  return new BillingSource(
    settingsFor({
      baseUrl: sim.url,
      enterprise: 'acme-ent',
      token: 'sim-github-token',
      allowInsecureLoopback: true,
      reportHosts: [],
    }),
    { export: true, reportHosts: [], ...billing },
    {
      // As the stand-in's links are: by the clock of this machine.
      now: () => new Date(now),
      wait: async milliseconds => {
        now += milliseconds;
      },
      timeLimitMs: 5000,
      mostLines,
    },
  );
}

/** The lines that count, whatever was sent twice. */
async function collect(own = source(), day = DAY) {
  const records = await recordsOf(await own.collectDay(day, context));
  const costs = records.filter((it): it is CostRecord => it.type === 'cost');
  const counted = new Map(costs.map(it => [it.dedupeKey ?? it, it]));
  return [...counted.values()]
    .map(({ account, amount, value, leftOut }) =>
      [
        account?.login ?? 'nobody',
        amount.model,
        amount.exact,
        value?.exact,
        leftOut,
      ].join(' '),
    )
    .sort();
}

const truth = (day = DAY) =>
  [...billingTruthRows(sim.world, [day])]
    .map(row =>
      [
        row.holder?.account ?? 'nobody',
        row.model || undefined,
        row.net,
        row.gross,
        row.sku === 'copilot_for_business' ? true : undefined,
      ].join(' '),
    )
    .sort();

const asked = (path: RegExp) =>
  Object.entries(sim.requests.summary().paths)
    .filter(([each]) => path.test(each))
    .reduce((sum, [, count]) => sum + count, 0);

describe('GitHub billing, from the stand-in', () => {
  it('is what is billed, to the digit, from one report a month', async () => {
    const own = source();
    for (const day of [DAY, '2026-10-21', '2026-10-01', '2026-09-30']) {
      expect(truth(day).length).toBeGreaterThan(5);
      await expect(collect(own, day)).resolves.toEqual(truth(day));
    }
    expect(asked(/^POST/)).toBe(2);
    expect(sim.requests.summary().credentialsOnBlobs).toBe(0);
  });

  it('takes the report that another run had made', async () => {
    await collect();
    await expect(collect()).resolves.toEqual(truth());
    expect(asked(/^POST/)).toBe(1);
  });

  it('has premium requests before there were credits', async () => {
    await expect(collect(source(), '2026-05-20')).resolves.toEqual(
      truth('2026-05-20'),
    );
  });

  it('is asked for in pieces where a month is large', async () => {
    const own = source({ mostLines: 60 });
    await expect(collect(own)).resolves.toEqual(truth());
    await expect(collect(own, '2026-10-14')).resolves.toEqual(
      truth('2026-10-14'),
    );
    expect(asked(/^POST/)).toBeGreaterThan(2);
  });

  it('adds up to the same by day where no report is made', async () => {
    const records = await recordsOf(
      await source({ export: false }).collectDay(DAY, context),
    );
    const sum = (amounts: (string | undefined)[]) =>
      amounts.reduce((total, it) => total + Math.round(Number(it) * 1e8), 0);
    const costs = records.filter((it): it is CostRecord => it.type === 'cost');
    const rows = [...billingTruthRows(sim.world, [DAY])];
    expect(costs.every(({ account }) => account === undefined)).toBe(true);
    expect(sum(costs.map(({ amount }) => amount.exact))).toBe(
      sum(rows.map(({ net }) => net)),
    );
    expect(sum(costs.map(({ value }) => value?.exact))).toBe(
      sum(rows.map(({ gross }) => gross)),
    );
  });

  it.each<[string, FaultRequest]>([
    ['the same file twice', { kind: 'repeated-links' }],
    ['links that have expired', { kind: 'expired-links' }],
    ['links that expire again', { kind: 'expired-links', count: 2 }],
    ['a rate limit', { kind: 'rate-limited', path: 'reports$' }],
    ['a failing download', { kind: 'server-error', path: '/blob/' }],
    ['a malformed line', { kind: 'malformed-row', path: '/blob/' }],
  ])('is the same after %s', async (_, fault) => {
    sim.faults.add(fault);
    await expect(collect()).resolves.toEqual(truth());
    expect(sim.faults.list()[0].met).toBeGreaterThan(0);
  });

  it.each<[string, FaultRequest, string, RegExp]>([
    ['a report that fails', { kind: 'job-fails' }, 'unavailable', /is failed/],
    [
      'a report that is never made',
      { kind: 'job-never-ends', count: null },
      'unavailable',
      /within 10 minutes/,
    ],
    [
      'links that stay expired',
      { kind: 'expired-links', count: null },
      'unavailable',
      /does not open/,
    ],
    [
      'a file cut off',
      { kind: 'cut-off', path: '/blob/' },
      'unavailable',
      /cut off/,
    ],
    [
      'a file broken off',
      { kind: 'cut-off', path: '/blob/', abort: true },
      'unavailable',
      /cut off/,
    ],
    [
      'a redirected download',
      { kind: 'redirect', path: '/blob/' },
      'unexpected',
      /not among the allowed hosts|https/,
    ],
    ['a revoked token', { kind: 'revoked-key' }, 'unauthorised', /401/],
    [
      'a missing permission',
      { kind: 'forbidden', count: null },
      'forbidden',
      /manage_billing:enterprise/,
    ],
  ])('is a named failure after %s', async (_, fault, kind, message) => {
    sim.faults.add(fault);
    const error = await failureOf(collect());
    expect(error.kind).toBe(kind);
    expect(error.message).toMatch(message);
    expect(error.message).not.toMatch(/sim-github-token|sig=/);
  });

  it('fails for all days of a report at once, and goes on afterwards', async () => {
    sim.faults.add({ kind: 'job-never-ends', count: null });
    const own = source();
    await failureOf(collect(own));
    const polls = asked(/reports\/./);
    await failureOf(collect(own, '2026-10-14'));
    expect(asked(/reports\/./)).toBe(polls);

    sim.faults.clear();
    // Another run of the portal takes the report that is still being made.
    await expect(collect()).resolves.toEqual(truth());
    expect(asked(/^POST/)).toBe(1);
  });

  it('tests what is missing', async () => {
    await expect(source().test(context)).resolves.toBeUndefined();
    sim.faults.add({ kind: 'forbidden', count: null });
    const error = await failureOf(source().test(context));
    expect(error.message).toMatch(/manage_billing:enterprise/);
  });
});
