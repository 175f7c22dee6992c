import { z } from 'zod';
import { addDays } from '../time/days';
import { VendorSim, startVendorSim } from './startVendorSim';
import {
  DAY,
  TODAY,
  anthropic,
  claudeRowsOf,
  revealedTruth,
} from './__testUtils__/collector';

const costPage = z.strictObject({
  data: z.array(
    z.strictObject({
      starting_at: z.iso.datetime(),
      ending_at: z.iso.datetime(),
      results: z.array(
        z.strictObject({
          amount: z.string().regex(/^\d+(\.\d+)?$/),
          currency: z.literal('USD'),
          cost_type: z.enum(['tokens', 'web_search']).nullable(),
          description: z.string().nullable(),
          model: z.string().nullable(),
          token_type: z.string().nullable(),
          context_window: z.string().nullable(),
          inference_geo: z.string().nullable(),
          service_tier: z.string().nullable(),
          workspace_id: z.string().nullable(),
        }),
      ),
    }),
  ),
  has_more: z.boolean(),
  next_page: z.string().nullable(),
});

const GROUPED = 'group_by[]=description&group_by[]=workspace_id';

/** Adds decimal texts exactly, in millionths. */
const total = (amounts: string[]): bigint =>
  amounts.reduce((sum, text) => {
    const [whole, rest = ''] = text.split('.');
    return sum + BigInt(whole + rest.padEnd(6, '0'));
  }, 0n);

let sim: VendorSim;
beforeAll(async () => {
  sim = await startVendorSim({ today: TODAY });
});
afterAll(() => sim.close());

async function costBuckets(from: string, to: string, query: string) {
  const buckets: z.output<typeof costPage>['data'] = [];
  let page = '';
  do {
    const response = await anthropic(
      sim,
      `cost_report?starting_at=${from}T00:00:00Z&ending_at=${to}T00:00:00Z&bucket_width=1d&${query}${page}`,
    );
    const body = costPage.parse(await response.json());
    buckets.push(...body.data);
    page = body.next_page ? `&page=${body.next_page}` : '';
  } while (page);
  return buckets;
}

describe('claude_code', () => {
  it('serves what the truth reveals, whatever the size of a page', async () => {
    const small = await claudeRowsOf(sim, DAY, 7);
    expect(await claudeRowsOf(sim, DAY, 1000)).toEqual(small);
    const truth = await revealedTruth(sim, DAY, 'claude-code');
    expect(truth.length).toBeGreaterThan(20);
    const served = small.flatMap(row =>
      row.model_breakdown.map(it => String(it.estimated_cost.amount)),
    );
    const told = truth.flatMap(it => it.revealed.amounts.map(a => a.amount));
    expect(served.sort()).toEqual(told.sort());
    const sessions = small.reduce(
      (n, row) => n + row.core_metrics.num_sessions,
      0,
    );
    expect(sessions).toBe(
      truth.reduce((n, it) => n + it.revealed.counters.sessions, 0),
    );
    const billed = small
      .filter(row => row.customer_type === 'api')
      .flatMap(row => row.model_breakdown.length).length;
    expect(billed).toBeGreaterThan(0);
  });

  it('has several rows for a person and day, told apart by their key', async () => {
    const rows = await claudeRowsOf(sim, DAY);
    const who = rows.map(({ actor }) =>
      actor.type === 'user_actor' ? actor.email_address : actor.api_key_name,
    );
    expect(new Set(who).size).toBeLessThan(who.length);
    const keys = rows.map((row, n) =>
      [who[n], row.terminal_type, row.customer_type, row.is_remote].join(' '),
    );
    expect(new Set(keys).size).toBe(keys.length);
    expect(rows.some(row => row.actor.type === 'api_actor')).toBe(true);
    expect(new Set(rows.map(row => row.customer_type)).size).toBe(2);
  });

  it('has nothing of today yet', async () => {
    expect(await claudeRowsOf(sim, TODAY)).toEqual([]);
    expect(
      (await claudeRowsOf(sim, addDays(TODAY, -1))).length,
    ).toBeGreaterThan(0);
  });

  it.each([
    ['usage_report/claude_code', 400],
    ['usage_report/claude_code?starting_at=2026-11-11T00:00:00Z', 400],
    [`usage_report/claude_code?starting_at=${DAY}&limit=1001`, 400],
    [`usage_report/claude_code?starting_at=${DAY}&page=page_nonsense`, 400],
  ])('refuses %s with %i', async (path, status) => {
    const response = await anthropic(sim, path);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({
      type: 'error',
      error: { type: 'invalid_request_error' },
    });
  });

  it('refuses wrong keys and a missing version', async () => {
    const ask = (headers: Record<string, string>) =>
      fetch(
        `${sim.url}/v1/organizations/usage_report/claude_code?starting_at=${DAY}`,
        { headers },
      );
    const version = { 'anthropic-version': '2023-06-01' };
    expect((await ask(version)).status).toBe(401);
    expect((await ask({ ...version, 'x-api-key': 'wrong' })).status).toBe(401);
    const weak = { ...version, 'x-api-key': 'sim-token-without-permission' };
    expect((await ask(weak)).status).toBe(403);
    expect((await ask({ 'x-api-key': 'sim-anthropic-admin-key' })).status).toBe(
      400,
    );
  });
});

describe('cost_report', () => {
  it('serves the costs that the truth tells, page by page', async () => {
    const buckets = await costBuckets(
      '2026-10-01',
      '2026-11-01',
      `${GROUPED}&limit=9`,
    );
    expect(buckets).toHaveLength(31);
    const response = await fetch(
      `${sim.url}/truth/costs?from=2026-10-01&to=2026-10-31`,
    );
    const told = (await response.text())
      .split('\n')
      .filter(Boolean)
      .flatMap(line =>
        z
          .object({ revealed: z.array(z.object({ amount: z.string() })) })
          .parse(JSON.parse(line))
          .revealed.map(it => it.amount),
      );
    const served = buckets.flatMap(it => it.results.map(r => r.amount));
    expect(served).toEqual(told);
    const ungrouped = await costBuckets('2026-10-01', '2026-11-01', 'limit=31');
    expect(ungrouped.every(it => it.results.length <= 1)).toBe(true);
    expect(total(ungrouped.flatMap(it => it.results.map(r => r.amount)))).toBe(
      total(served),
    );
  });

  it('differs from the estimates, and names no workspace for some', async () => {
    const [bucket] = await costBuckets(DAY, addDays(DAY, 1), GROUPED);
    const rows = await claudeRowsOf(sim, DAY, 1000);
    const estimated = total(
      rows
        .filter(row => row.customer_type === 'api')
        .flatMap(row =>
          row.model_breakdown.map(it => String(it.estimated_cost.amount)),
        ),
    );
    expect(total(bucket.results.map(it => it.amount))).not.toBe(estimated);
    expect(bucket.results.some(it => it.workspace_id === null)).toBe(true);
    expect(bucket.results.some(it => it.cost_type === 'web_search')).toBe(true);
  });

  it('is preliminary first and never ahead of today', async () => {
    const buckets = await costBuckets('2026-11-20', '2026-12-10', GROUPED);
    expect(buckets.map(it => it.starting_at.slice(0, 10))).toEqual([
      '2026-11-20',
      '2026-11-21',
      '2026-11-22',
      '2026-11-23',
    ]);
    expect(buckets[3].results).toEqual([]);
  });

  it.each([
    '',
    'starting_at=yesterday',
    `starting_at=${DAY}&limit=32`,
    `starting_at=${DAY}&group_by[]=person`,
    `starting_at=${DAY}&bucket_width=1h`,
  ])('refuses %p', async query => {
    expect((await anthropic(sim, `cost_report?${query}`)).status).toBe(400);
  });
});
