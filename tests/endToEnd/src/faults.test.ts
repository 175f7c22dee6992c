import { FaultRequest } from 'vendor-sim';
import { dump } from './__testUtils__/dump';
import { Portal } from './__testUtils__/portal';
import { TestWorld } from './__testUtils__/world';

jest.setTimeout(120_000);

const COPILOT = 'github-copilot-usage';
const CLAUDE_CODE = 'anthropic-claude-code';
const COST_REPORT = 'anthropic-cost-report';
const BILL = 'anthropic-cost-report';
const DIVISION = 'group:default/commerce';
const WEEK = '2026-11-09';
/** In that week, and long settled. */
const DAY = '2026-11-11';
/** Both ways to answer with nothing: for days that are not settled yet, and for old ones. */
const EMPTY_YOUNG = [
  ['no-content', '2026-11-21'],
  ['empty-string', '2026-11-22'],
] as const;
const EMPTY_OLD = [
  ['no-content', DAY],
  ['empty-string', '2026-11-12'],
] as const;

/** From the Monday of that week on. */
const DAYS = 14;
let world: TestWorld;
let reference: Awaited<ReturnType<typeof dump>>;

beforeAll(async () => {
  world = await TestWorld.start({ developers: 60, days: DAYS });
  const portal = await world.portal();
  await portal.collect();
  reference = await dump(portal.knex);
});
beforeEach(() => world.freezeTime());
afterEach(() => {
  world.sim.faults.clear();
  world.releaseTime();
});
afterAll(() => world.close());

/** A source as operators see it, with one of its days. */
async function seen(portal: Portal, source: string, day: string) {
  const { sources } = await portal.status();
  const status = sources.find(({ id }) => id === source);
  return { ...status, day: status?.strip.find(it => it.day === day) };
}

/** The value that a chart of a division shows for the week. */
async function valueOfWeek(portal: Portal) {
  const { series } = await portal.trends(
    DIVISION,
    `metric=weeklyActiveRate&grain=week&from=${WEEK}&to=${WEEK}`,
  );
  return series[0]?.points.find(point => point.period === WEEK)?.value ?? null;
}

describe('a vendor that misbehaves', () => {
  const kinds: [string, string, Omit<FaultRequest, 'day'>][] = [
    ['answers 500', COPILOT, { kind: 'server-error', path: 'users-1-day' }],
    ['cuts a report off', COPILOT, { kind: 'cut-off', path: '^/blob/' }],
    [
      'breaks the connection',
      COPILOT,
      { kind: 'cut-off', path: '^/blob/', abort: true },
    ],
    ['sends links that are over', COPILOT, { kind: 'expired-links' }],
    ['leads to another host', COPILOT, { kind: 'redirect', path: '^/blob/' }],
    ['never answers', CLAUDE_CODE, { kind: 'hang', path: 'claude_code' }],
    ['cuts a page off', CLAUDE_CODE, { kind: 'cut-off', path: 'claude_code' }],
    [
      'answers 500 for a bill',
      BILL,
      { kind: 'server-error', path: 'cost_rep' },
    ],
    ['refuses a day', BILL, { kind: 'forbidden', path: 'cost_rep' }],
    [
      'sends too many unreadable rows',
      COPILOT,
      { kind: 'malformed-row', path: '^/blob/' },
    ],
  ];

  // Every source meets every fault in its module's tests; here one of each way to fail will do.
  const USUAL = ['answers 500', 'cuts a page off', 'refuses a day'];
  const played = kinds.filter(
    ([what]) => process.env.FULL || USUAL.includes(what),
  );

  it.each(played)('%s: the day is failed, and then right', async (...row) => {
    const [, source, fault] = row;
    world.sim.faults.add({ ...fault, day: DAY, count: null });
    const portal = await world.portal();
    await portal.settle();
    const status = await seen(portal, source, DAY);
    expect(status.day).toMatchObject({
      state: 'failed',
      error: expect.stringMatching(/\w{4,}/),
    });
    // A gap and not a drop; a bill that is missing says nothing of use.
    expect((await valueOfWeek(portal)) === null).toBe(source !== BILL);

    world.sim.faults.clear();
    world.advance(portal, { minutes: 45 });
    await portal.collect();
    expect(await seen(portal, source, DAY)).toMatchObject({
      state: 'current',
      failingSince: null,
      day: { state: 'complete', error: null },
    });
    expect(await dump(portal.knex)).toEqual(reference);
  });

  it('takes a key away: the source fails, and goes on with a new one', async () => {
    world.sim.faults.add({ kind: 'revoked-key', path: '^/ent', count: null });
    const portal = await world.portal();
    await portal.tick();
    expect(await seen(portal, COPILOT, DAY)).toMatchObject({
      state: 'failed',
      failingSince: expect.any(String),
    });
    expect(await seen(portal, CLAUDE_CODE, DAY)).toMatchObject({
      day: { state: 'complete' },
    });
    world.sim.faults.clear();
    world.advance(portal, { minutes: 45 });
    await portal.collect();
    expect(await dump(portal.knex)).toEqual(reference);
  });

  it('asks for an hour of patience, and is left alone for it', async () => {
    world.sim.faults.add({
      kind: 'rate-limited',
      path: 'users-1-day',
      retryAfterSeconds: 3600,
    });
    const portal = await world.portal();
    await portal.tick();
    const asked = () =>
      Object.entries(world.sim.requests.summary().paths)
        .filter(([path]) => path.includes('users-1-day'))
        .reduce((sum, [, count]) => sum + count, 0);
    const before = asked();
    expect(await seen(portal, COPILOT, DAY)).toMatchObject({
      day: { state: 'missing' },
      sentence: expect.stringMatching(/\w/),
    });
    world.advance(portal, { minutes: 50 });
    await portal.tick();
    expect(asked()).toBe(before);
    world.advance(portal, { minutes: 15 });
    await portal.collect();
    expect(await dump(portal.knex)).toEqual(reference);
  });

  it('has nothing yet, in either way to say so: not ready, and asked again', async () => {
    for (const [kind, day] of EMPTY_YOUNG) {
      world.sim.faults.add({ kind, path: 'claude_code', day, count: null });
    }
    const portal = await world.portal();
    await portal.collect();
    for (const [, day] of EMPTY_YOUNG) {
      expect(await seen(portal, CLAUDE_CODE, day)).toMatchObject({
        day: { state: 'not-ready' },
      });
    }
    world.sim.faults.clear();
    world.advance(portal, { minutes: 45 });
    await portal.tick();
    await portal.collect();
    expect(await dump(portal.knex)).toEqual(reference);
  });

  it('has nothing of an old day, in either way to say so: no data, until an operator asks again', async () => {
    for (const [kind, day] of EMPTY_OLD) {
      world.sim.faults.add({ kind, path: 'users-1-day', day, count: 1 });
    }
    const portal = await world.portal();
    await portal.collect();
    for (const [, day] of EMPTY_OLD) {
      expect(await seen(portal, COPILOT, day)).toMatchObject({
        day: { state: 'no-data' },
      });
      await portal.post('/ingestion/backfill', {
        source: COPILOT,
        from: day,
        to: day,
      });
    }
    await portal.tick();
    await portal.collect();
    expect(await dump(portal.knex)).toEqual(reference);
  });

  it('adds a field that nobody knows: nothing changes', async () => {
    world.sim.faults.add({ kind: 'unknown-field', count: null });
    const portal = await world.portal();
    await portal.collect();
    expect(await dump(portal.knex)).toEqual(reference);
  });

  it('tells a day differently later: it is as if it had always said so', async () => {
    const portal = await world.portal();
    await portal.collect();
    world.sim.world.restate('github', DAY);
    world.sim.world.restate('anthropic', DAY);
    try {
      for (const source of [COPILOT, CLAUDE_CODE, COST_REPORT]) {
        await portal.post('/ingestion/backfill', {
          source,
          from: DAY,
          to: DAY,
        });
      }
      await portal.tick();
      await portal.collect();
      const restated = await dump(portal.knex);
      expect(restated.usage_facts).not.toEqual(reference.usage_facts);
      const fresh = await world.portal();
      await fresh.collect();
      expect(restated).toEqual(await dump(fresh.knex));
    } finally {
      world.sim.world.clearRestatements();
    }
  });
});

describe('one malformed row of many', () => {
  it('is kept for operators, and the day counts', async () => {
    const large = await TestWorld.start({ developers: 300, days: 12 });
    try {
      large.sim.faults.add({
        kind: 'malformed-row',
        path: '^/blob/.*part-1',
        day: DAY,
        count: 1,
      });
      const portal = await large.portal();
      await portal.collect();
      expect(await seen(portal, COPILOT, DAY)).toMatchObject({
        day: { state: 'marked', unreadable: 1 },
      });
      const spoiled = await dump(portal.knex);
      expect(spoiled.unreadable_rows).toHaveLength(1);
      await portal.post('/ingestion/backfill', {
        source: COPILOT,
        from: DAY,
        to: DAY,
      });
      await portal.tick();
      await portal.collect();
      const whole = await dump(portal.knex);
      expect(whole.unreadable_rows).toEqual([]);
      expect(spoiled.usage_facts).toEqual(whole.usage_facts);
      expect(spoiled.month_money).toEqual(whole.month_money);
      expect(spoiled.team_weeks).toEqual(whole.team_weeks);
    } finally {
      await large.close();
    }
  });
});
