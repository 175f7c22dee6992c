import { z } from 'zod';
import { VendorSim, startVendorSim } from './startVendorSim';
import {
  DAY,
  TODAY,
  envelope,
  github,
  linksOf,
  reportPath,
  revealedTruth,
  rowsOf,
} from './__testUtils__/collector';

const seat = z.strictObject({
  created_at: z.iso.datetime({ offset: true }),
  updated_at: z.iso.datetime({ offset: true }),
  pending_cancellation_date: z.iso.date().nullable(),
  last_activity_at: z.iso.datetime().nullable(),
  last_activity_editor: z.string().nullable(),
  last_authenticated_at: z.iso.datetime().nullable(),
  plan_type: z.literal('business'),
  assignee: z.looseObject({ login: z.string(), id: z.int() }).nullable(),
  assigning_team: z.null(),
  organization: z.looseObject({ login: z.string() }).optional(),
});
const seatPage = z.strictObject({
  total_seats: z.int(),
  seats: z.array(seat).max(100),
});

let sim: VendorSim;
beforeAll(async () => {
  sim = await startVendorSim({ today: TODAY });
});
afterAll(() => sim.close());

async function seatsOf(scope: string, perPage: number) {
  const seats: z.output<typeof seat>[] = [];
  let path:
    | string
    | undefined = `/${scope}/copilot/billing/seats?per_page=${perPage}`;
  let total = 0;
  while (path) {
    const response: Response = await github(sim, path);
    const page = seatPage.parse(await response.json());
    seats.push(...page.seats);
    total = page.total_seats;
    const next = /<([^>]+)>; rel="next"/.exec(
      response.headers.get('link') ?? '',
    );
    path = next?.[1].slice(sim.url.length);
  }
  return { seats, total };
}

describe('users-1-day', () => {
  it.each(['orgs/acme', 'enterprises/acme-ent'])(
    'serves %s rows in parts that together are what the truth reveals',
    async scope => {
      const rows = await rowsOf(sim, DAY, scope);
      const distinct = new Map(
        rows.map(row => [`${row.user_id} ${row.day}`, row]),
      );
      const truth = await revealedTruth(
        sim,
        DAY,
        'github-copilot',
        scope.split('/')[0],
      );
      expect(distinct.size).toBe(truth.length);
      expect(truth.length).toBeGreaterThan(100);
      const served = [...distinct.values()].map(row => [
        row.user_login,
        row.user_initiated_interaction_count,
        row.code_generation_activity_count,
        row.loc_added_sum,
        row.totals_by_cli?.session_count ?? 0,
        String(row.ai_credits_used),
      ]);
      const told = truth.map(({ account, revealed }) => [
        account,
        revealed.counters.interactions,
        revealed.counters.generations,
        revealed.counters.linesAdded,
        revealed.counters.cliSessions,
        revealed.amounts[0].amount,
      ]);
      expect(new Set(served)).toEqual(new Set(told));
    },
  );

  it('repeats rows over parts, lists the idle, and bills the absent', async () => {
    const rows = await rowsOf(sim, DAY);
    expect(new Set(rows.map(row => row.user_id)).size).toBeLessThan(
      rows.length,
    );
    const quiet = rows.filter(
      row =>
        row.code_generation_activity_count === 0 &&
        !row.used_chat &&
        !row.used_cli,
    );
    expect(quiet.some(row => row.ai_credits_used === 0)).toBe(true);
    expect(quiet.some(row => (row.ai_credits_used ?? 0) > 0)).toBe(true);
  });

  it('leaves credits out before they were reported', async () => {
    const rows = await rowsOf(sim, '2026-06-17');
    expect(rows.length).toBeGreaterThan(50);
    expect(rows.filter(row => 'ai_credits_used' in row)).toEqual([]);
    expect(rows.every(row => 'used_copilot_cloud_agent' in row)).toBe(true);
    const older = await rowsOf(sim, '2026-05-20');
    expect(older.every(row => 'used_copilot_coding_agent' in row)).toBe(true);
  });

  it.each([
    [TODAY, 'orgs/acme', 204, ''],
    ['2026-11-22', 'orgs/acme', 204, ''],
    ['2025-12-01', 'orgs/acme', 200, '""'],
    ['2025-11-01', 'enterprises/acme-ent', 404, undefined],
    ['2026-13-01', 'orgs/acme', 400, undefined],
  ])('answers for %s of %s with %i', async (day, scope, status, body) => {
    const response = await github(sim, reportPath(day, scope));
    expect(response.status).toBe(status);
    const text = await response.text();
    expect(body ?? text).toBe(text);
  });

  it('refuses wrong tokens and other organisations', async () => {
    const ask = (authorization?: string) =>
      fetch(`${sim.url}${reportPath(DAY)}`, {
        headers: authorization ? { authorization } : {},
      });
    expect((await ask()).status).toBe(401);
    expect((await ask('Bearer wrong')).status).toBe(401);
    expect((await ask('Bearer sim-token-without-permission')).status).toBe(403);
    const other = await github(sim, reportPath(DAY, 'orgs/others'));
    expect(other.status).toBe(404);
  });

  it('refuses downloads with credentials, forged or late links', async () => {
    const [link] = await linksOf(sim, DAY);
    sim.requests.clear();
    const leaked = await fetch(link, {
      headers: { authorization: 'Bearer x' },
    });
    expect(leaked.status).toBe(400);
    expect(sim.requests.summary().credentialsOnBlobs).toBe(1);
    expect((await fetch(link.replace('part-1', 'part-2'))).status).toBe(403);
    sim.faults.add({ kind: 'expired-links' });
    const [late] = await linksOf(sim, DAY);
    expect((await fetch(late)).status).toBe(403);
    expect((await fetch(link)).status).toBe(200);
  });
});

describe('seats', () => {
  it.each([7, 100])('pages through all seats, %i at a time', async perPage => {
    const { seats, total } = await seatsOf('orgs/acme', perPage);
    expect(seats).toHaveLength(total);
    expect(total).toBe(sim.world.seats().length + 1);
    expect(seats.filter(it => it.assignee === null)).toHaveLength(1);
    const ids = seats.flatMap(it => it.assignee?.id ?? []);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('lists some people twice for the enterprise', async () => {
    const { seats } = await seatsOf('enterprises/acme-ent', 100);
    const ids = seats.flatMap(it => it.assignee?.id ?? []);
    expect(ids.length).toBeGreaterThan(new Set(ids).size);
    expect(new Set(ids).size).toBe(sim.world.seats().length);
    expect(seats.every(it => it.organization)).toBe(true);
  });

  it('writes creation in several time zones, on the day the truth tells', async () => {
    const { seats } = await seatsOf('orgs/acme', 100);
    const response = await fetch(`${sim.url}/truth/seats`);
    const truth = z
      .object({
        seats: z.array(
          z.object({
            account: z.string(),
            from: z.string(),
            listed: z.boolean(),
            pendingCancellation: z.string().nullable(),
          }),
        ),
      })
      .parse(await response.json());
    const listed = truth.seats.filter(it => it.listed);
    const served = seats.flatMap(it =>
      it.assignee
        ? [
            {
              account: it.assignee.login,
              from: new Date(it.created_at).toISOString().slice(0, 10),
              listed: true,
              pendingCancellation: it.pending_cancellation_date,
            },
          ]
        : [],
    );
    expect(served).toEqual(listed);
    expect(served.some(it => it.pendingCancellation)).toBe(true);
    expect(seats.some(it => !it.created_at.endsWith('Z'))).toBe(true);
  });

  it('sums the seats up', async () => {
    const response = await github(sim, '/orgs/acme/copilot/billing');
    const body = z
      .looseObject({
        plan_type: z.literal('business'),
        seat_breakdown: z.strictObject({
          total: z.int(),
          added_this_cycle: z.int(),
          pending_invitation: z.int(),
          pending_cancellation: z.int(),
          active_this_cycle: z.int(),
          inactive_this_cycle: z.int(),
        }),
      })
      .parse(await response.json());
    const { total, active_this_cycle, inactive_this_cycle } =
      body.seat_breakdown;
    expect(active_this_cycle + inactive_this_cycle).toBe(total);
  });
});

describe('a large organisation', () => {
  it('serves a report in more parts', async () => {
    const large = await startVendorSim({ today: TODAY, developers: 30_000 });
    try {
      const response = await github(large, reportPath(DAY));
      const { download_links: links } = envelope.parse(await response.json());
      expect(links.length).toBeGreaterThan(3);
      const part = await (await fetch(links[0])).text();
      expect(part.split('\n').length).toBeGreaterThan(1000);
    } finally {
      await large.close();
    }
  });
});
