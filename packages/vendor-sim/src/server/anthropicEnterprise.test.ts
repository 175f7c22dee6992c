import { enterpriseTruthRows } from './enterpriseTruth';
import { VendorSim, startVendorSim } from './startVendorSim';
import { DAY, TODAY } from './__testUtils__/collector';
import { addDays } from '../time/days';

let sim: VendorSim;
beforeAll(async () => {
  sim = await startVendorSim({ today: TODAY });
});
afterEach(() => sim.faults.clear());
afterAll(() => sim.close());

const ask = (path: string, key = 'sim-anthropic-analytics-key') =>
  fetch(`${sim.url}/v1/organizations/analytics/${path}`, {
    headers: { 'x-api-key': key, 'anthropic-version': '2023-06-01' },
  });

interface Page {
  data: { amount?: string }[];
  next_page: string | null;
}

async function all(path: string): Promise<Page['data']> {
  const data: Page['data'] = [];
  let next: string | null = '';
  while (next !== null) {
    const page: Page = (await (
      await ask(`${path}${next && `&page=${next}`}`)
    ).json()) as Page;
    data.push(...page.data);
    next = page.next_page;
  }
  return data;
}

const COSTS = `user_cost_report?starting_at=${DAY}T00:00:00Z&ending_at=${addDays(
  DAY,
  1,
)}T00:00:00Z&bucket_width=1d&group_by[]=model&limit=7`;

describe('Claude Enterprise', () => {
  it('tells use and cost of the truth, page by page', async () => {
    const truth = [...enterpriseTruthRows(sim.world, [DAY])];
    const uses = truth.filter(({ what }) => what === 'use');
    expect(uses.length).toBeGreaterThan(7);
    expect(await all(`users?date=${DAY}&limit=7`)).toHaveLength(uses.length);
    const costs = await all(COSTS);
    expect(costs).toHaveLength(truth.length - uses.length);
    expect(costs[0].amount).toMatch(/^\d+\.\d{6}$/);
  });

  it('refuses a day that is not ready, and names the latest', async () => {
    const answer = await ask(`users?date=${addDays(TODAY, -1)}`);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain(addDays(TODAY, -2));
  });

  it('has nothing before 2026, and refuses more than 31 days', async () => {
    expect((await ask('users?date=2025-12-31')).status).toBe(400);
    expect(
      (
        await ask(
          'user_cost_report?starting_at=2026-09-01T00:00:00Z&ending_at=2026-11-01T00:00:00Z&bucket_width=1d',
        )
      ).status,
    ).toBe(400);
  });

  it('lets a cursor expire where a fault says so', async () => {
    const { next_page: next } = (await (await ask(COSTS)).json()) as Page;
    sim.faults.add({ kind: 'expired-cursor' });
    expect((await ask(`${COSTS}&page=${next}`)).status).toBe(410);
    expect((await ask(`${COSTS}&page=${next}`)).status).toBe(200);
  });

  it('wants its own key', async () => {
    expect(
      (await ask(`users?date=${DAY}`, 'sim-anthropic-admin-key')).status,
    ).toBe(401);
  });

  it('revises the cost of a day for thirty days', async () => {
    const before = await all(COSTS);
    sim.world.setToday(addDays(DAY, 60));
    const after = await all(COSTS);
    sim.world.setToday(TODAY);
    expect(after).toHaveLength(before.length);
    expect(after).not.toEqual(before);
  });
});
