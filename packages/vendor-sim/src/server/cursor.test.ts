import { z } from 'zod';
import { FaultKind } from './faults';
import { VendorSim, startVendorSim } from './startVendorSim';
import { DAY, TODAY, truthRow } from './__testUtils__/collector';

const whole = z.int().min(0);

const dailyRow = z.strictObject({
  userId: whole,
  day: z.iso.date(),
  date: whole,
  isActive: z.boolean(),
  totalLinesAdded: whole,
  totalLinesDeleted: whole,
  acceptedLinesAdded: whole,
  acceptedLinesDeleted: whole,
  totalApplies: whole,
  totalAccepts: whole,
  totalRejects: whole,
  totalTabsShown: whole,
  totalTabsAccepted: whole,
  composerRequests: whole,
  chatRequests: whole,
  agentRequests: whole,
  cmdkUsages: whole,
  subscriptionIncludedReqs: whole,
  apiKeyReqs: whole,
  usageBasedReqs: whole,
  bugbotUsages: whole,
  mostUsedModel: z.string().nullable(),
  applyMostUsedExtension: z.string().nullable(),
  tabMostUsedExtension: z.string().nullable(),
  clientVersion: z.string().nullable(),
  email: z.email(),
});

const event = z.strictObject({
  timestamp: z.string().regex(/^\d{13}$/),
  userEmail: z.email().optional(),
  cloudAgentId: z.string().optional(),
  serviceAccountId: z.string().optional(),
  serviceAccountName: z.string().optional(),
  model: z.string(),
  kind: z.enum(['Usage-based', 'Included in Business']),
  maxMode: z.boolean(),
  requestsCosts: z.number(),
  isTokenBasedCall: z.boolean(),
  isChargeable: z.boolean(),
  isHeadless: z.boolean(),
  tokenUsage: z
    .strictObject({
      inputTokens: whole,
      outputTokens: whole,
      cacheWriteTokens: whole,
      cacheReadTokens: whole,
      totalCents: z.number(),
    })
    .optional(),
  chargedCents: z.number(),
});

const period = z.strictObject({ startDate: whole, endDate: whole });

const dailyPage = z.strictObject({
  data: z.array(dailyRow),
  period,
  pagination: z.strictObject({
    page: whole,
    pageSize: whole,
    totalUsers: whole,
    totalPages: whole,
    hasNextPage: z.boolean(),
    hasPreviousPage: z.boolean(),
  }),
});

const eventPage = z.strictObject({
  totalUsageEventsCount: whole,
  pagination: z.strictObject({
    numPages: whole,
    currentPage: whole,
    pageSize: whole,
    hasNextPage: z.boolean(),
    hasPreviousPage: z.boolean(),
  }),
  usageEvents: z.array(event),
  period,
});

const membersPage = z.strictObject({
  teamMembers: z.array(
    z.strictObject({
      id: z.string().startsWith('user_'),
      name: z.string(),
      email: z.email(),
      role: z.string(),
      isRemoved: z.boolean(),
    }),
  ),
});

const START = Date.parse(`${DAY}T00:00:00Z`);
const END = START + 86_399_999;

let sim: VendorSim;
beforeAll(async () => {
  sim = await startVendorSim({ today: TODAY });
});
afterEach(() => sim.faults.clear());
afterAll(() => sim.close());

const basic = (key: string) => `Basic ${Buffer.from(key).toString('base64')}`;

const ask = (
  path: string,
  body?: object,
  authorization = basic('sim-cursor-admin-key:'),
) =>
  fetch(`${sim.url}/teams/${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { authorization },
    redirect: 'manual',
    ...(body && { body: JSON.stringify(body) }),
  });

const onDay = (more: object = {}) => ({
  startDate: START,
  endDate: END,
  ...more,
});

async function usageOf(pageSize: number) {
  const rows: z.output<typeof dailyRow>[] = [];
  for (let page = 1; ; page++) {
    const answer = await ask('daily-usage-data', onDay({ page, pageSize }));
    const { data, pagination } = dailyPage.parse(await answer.json());
    rows.push(...data);
    if (!pagination.hasNextPage) return rows;
  }
}

async function eventsOf(pageSize: number, range: object = {}) {
  const events: z.output<typeof event>[] = [];
  for (let page = 1; ; page++) {
    const answer = await ask(
      'filtered-usage-events',
      onDay({ page, pageSize, ...range }),
    );
    const body = eventPage.parse(await answer.json());
    events.push(...body.usageEvents);
    if (!body.pagination.hasNextPage) {
      expect(events).toHaveLength(body.totalUsageEventsCount);
      return events;
    }
  }
}

async function truth() {
  const answer = await fetch(`${sim.url}/truth/cursor?from=${DAY}&to=${DAY}`);
  return (await answer.text())
    .split('\n')
    .filter(Boolean)
    .map(line =>
      truthRow
        .extend({ accountKind: z.enum(['email', 'service']) })
        .parse(JSON.parse(line)),
    );
}

describe('the Cursor team', () => {
  it('serves every member a day, whatever the size of a page, and what the truth reveals', async () => {
    const rows = await usageOf(7);
    expect(await usageOf(1000)).toEqual(rows);
    const told = (await truth()).filter(it => it.accountKind === 'email');
    expect(rows.map(row => row.email).sort()).toEqual(
      told.map(it => it.account).sort(),
    );
    expect(rows.some(row => !row.isActive)).toBe(true);
    for (const row of rows) {
      const { revealed } = told.find(it => it.account === row.email)!;
      expect(row.subscriptionIncludedReqs + row.usageBasedReqs).toBe(
        revealed?.counters.requests,
      );
    }
  });

  it('serves events whose cents the truth tells, the newest first', async () => {
    const events = await eventsOf(9);
    expect(await eventsOf(1000)).toEqual(events);
    const moments = events.map(it => Number(it.timestamp));
    expect([...moments].sort((a, b) => b - a)).toEqual(moments);
    const told = (await truth()).flatMap(it => it.revealed?.amounts ?? []);
    expect(events.map(it => String(it.chargedCents)).sort()).toEqual(
      told.map(it => it.amount).sort(),
    );
    expect(new Set(events.map(it => it.isChargeable)).size).toBe(2);
    expect(events.some(it => it.serviceAccountId)).toBe(true);
    expect(events.some(it => it.cloudAgentId && !it.userEmail)).toBe(true);
    expect(events.every(it => it.cloudAgentId || it.userEmail)).toBe(true);
    expect(events.some(it => !it.tokenUsage)).toBe(true);
  });

  it('takes the end of a range as part of it', async () => {
    const [newest] = await eventsOf(1000);
    const at = Number(newest.timestamp);
    const range = { startDate: at, endDate: at };
    expect(await eventsOf(10, range)).toEqual([newest]);
    expect(await eventsOf(10, { startDate: at + 1, endDate: END })).toEqual([]);
  });

  it('lists members with those who were removed', async () => {
    const { teamMembers } = membersPage.parse(
      await (await ask('members')).json(),
    );
    const removed = teamMembers.filter(it => it.isRemoved);
    expect(removed.length).toBeGreaterThan(0);
    const seats = z
      .object({
        seats: z.array(
          z.object({
            account: z.string(),
            listed: z.boolean(),
            standing: z.string(),
          }),
        ),
      })
      .parse(await (await fetch(`${sim.url}/truth/cursor/seats`)).json()).seats;
    expect(seats.map(it => [it.account, !it.listed])).toEqual(
      teamMembers.map(it => [it.email, it.isRemoved]),
    );
    expect(new Set(seats.map(it => it.standing))).toEqual(
      new Set(['user', 'left', 'nobody']),
    );
  });

  it('is preliminary first, and can be restated', async () => {
    const total = async () =>
      (await eventsOf(1000)).reduce((sum, it) => sum + it.chargedCents, 0);
    const settled = await total();
    sim.world.setToday('2026-11-12');
    expect(await total()).toBeLessThan(settled);
    sim.world.setToday(DAY);
    expect(await eventsOf(1000)).toEqual([]);
    sim.world.setToday(TODAY);
    sim.world.restate('cursor', DAY);
    expect(await total()).not.toBe(settled);
    sim.world.clearRestatements();
    expect(await total()).toBe(settled);
  });

  it.each([
    [{}, 'startDate'],
    [{ startDate: DAY, endDate: DAY }, 'milliseconds'],
    [{ startDate: END, endDate: START }, 'startDate'],
    [{ startDate: START, endDate: START + 31 * 86_400_000 }, '30 days'],
    [onDay({ pageSize: 1001 }), 'pageSize'],
    [onDay({ page: 0 }), 'page'],
  ])('refuses %j', async (body, word) => {
    for (const path of ['daily-usage-data', 'filtered-usage-events']) {
      const answer = await ask(path, body);
      expect(answer.status).toBe(400);
      expect(await answer.text()).toContain(word);
    }
  });

  it('refuses wrong keys, and a key that is not the user name', async () => {
    const status = async (authorization: string) =>
      (await ask('members', undefined, authorization)).status;
    expect(await status('')).toBe(401);
    expect(await status(basic('old:'))).toBe(401);
    expect(await status(basic(':sim-cursor-admin-key'))).toBe(401);
    expect(await status('Bearer sim-cursor-admin-key')).toBe(401);
    expect(await status(basic('sim-token-without-permission:'))).toBe(403);
  });

  it.each<[FaultKind, number]>([
    ['rate-limited', 429],
    ['server-error', 500],
    ['no-content', 204],
    ['empty-string', 200],
    ['revoked-key', 401],
    ['forbidden', 403],
    ['redirect', 302],
  ])('misbehaves on the day that was named (%s)', async (kind, status) => {
    sim.faults.add({ kind, day: DAY, count: null });
    expect((await ask('daily-usage-data', onDay())).status).toBe(status);
    const other = { startDate: START - 86_400_000, endDate: START - 1 };
    expect((await ask('daily-usage-data', other)).status).toBe(200);
  });

  it('spoils what an answer holds', async () => {
    sim.faults.add({ kind: 'cut-off' });
    await expect(usageOf(1000)).rejects.toThrow('JSON');
    sim.faults.add({ kind: 'unknown-field' });
    await expect(usageOf(1000)).rejects.toThrow('hologramUsages');
    sim.faults.add({ kind: 'malformed-row' });
    await expect(eventsOf(1000)).rejects.toThrow('timestamp');
    sim.faults.add({ kind: 'oversized', bytes: 1_000_000 });
    const large = await (await ask('members')).text();
    expect(large.length).toBeGreaterThan(1_000_000);
    expect(() => JSON.parse(large)).not.toThrow();
  });
});
