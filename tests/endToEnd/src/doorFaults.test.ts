import { Door } from 'expected-truth';
import { doorsConfig, openaiTool } from './__testUtils__/doors';
import { dump } from './__testUtils__/dump';
import { Portal } from './__testUtils__/portal';
import { TestWorld } from './__testUtils__/world';

jest.setTimeout(120_000);

/** Settled for every source. */
const DAY = '2026-11-11';
const DAYS = 14;

interface Case {
  door: Extract<Door, 'cursor' | 'openai'>;
  /** collected by day */
  source: string;
  /** a path of its answers */
  path: string;
  scope: RegExp;
}

describe.each<Case>([
  {
    door: 'cursor',
    source: 'cursor-usage',
    path: 'filtered-usage-events',
    scope: /scope admin:\*/,
  },
  {
    door: 'openai',
    source: 'openai-usage',
    path: 'usage/completions',
    scope: /scopes api\.usage\.read/,
  },
])('$door, when it misbehaves', ({ door, source, path, scope }) => {
  let world: TestWorld;
  let reference: Awaited<ReturnType<typeof dump>>;

  const start = () =>
    world.portal({ config: doorsConfig(world.sim.url, { doors: [door] }) });

  async function seen(portal: Portal) {
    const { sources } = await portal.status();
    const status = sources.find(({ id }) => id === source);
    return { ...status, day: status?.strip.find(it => it.day === DAY) };
  }

  beforeAll(async () => {
    world = await TestWorld.start({
      developers: 60,
      days: DAYS,
      entities: [openaiTool],
    });
    const portal = await start();
    await portal.collect();
    reference = await dump(portal.knex);
  });
  beforeEach(() => world.freezeTime());
  afterEach(() => {
    world.sim.faults.clear();
    world.sim.world.clearRestatements();
    world.releaseTime();
  });
  afterAll(() => world.close());

  it('is the same when every day is delivered twice', async () => {
    expect(reference.usage_facts.length).toBeGreaterThan(50);
    const portal = await start();
    await portal.collect();
    await portal.post('/ingestion/backfill', {
      source,
      from: world.day(-DAYS),
      to: world.day(-1),
    });
    await portal.tick();
    await portal.collect();
    expect(await dump(portal.knex)).toEqual(reference);
  });

  it('tells a day differently later: it is as if it had always said so', async () => {
    const portal = await start();
    await portal.collect();
    world.sim.world.restate(door, DAY);
    await portal.post('/ingestion/backfill', { source, from: DAY, to: DAY });
    await portal.tick();
    await portal.collect();
    const restated = await dump(portal.knex);
    expect(restated.usage_facts).not.toEqual(reference.usage_facts);
    const fresh = await start();
    await fresh.collect();
    expect(restated).toEqual(await dump(fresh.knex));
  });

  it('breaks the connection: the day is failed, and then right', async () => {
    world.sim.faults.add({
      kind: 'cut-off',
      abort: true,
      path,
      day: DAY,
      count: null,
    });
    const portal = await start();
    await portal.settle();
    expect((await seen(portal)).day).toMatchObject({
      state: 'failed',
      error: expect.stringMatching(/\w{4,}/),
    });
    world.sim.faults.clear();
    world.advance(portal, { minutes: 65 });
    await portal.collect();
    expect((await seen(portal)).day).toMatchObject({ state: 'complete' });
    expect(await dump(portal.knex)).toEqual(reference);
  });

  it('asks for an hour of patience, and is left alone for it', async () => {
    world.sim.faults.add({
      kind: 'rate-limited',
      path,
      retryAfterSeconds: 3600,
    });
    const portal = await start();
    await portal.tick();
    const asked = () =>
      Object.entries(world.sim.requests.summary().paths)
        .filter(([each]) => each.includes(path))
        .reduce((sum, [, count]) => sum + count, 0);
    const before = asked();
    expect((await seen(portal)).day).toMatchObject({ state: 'missing' });
    world.advance(portal, { minutes: 50 });
    await portal.tick();
    expect(asked()).toBe(before);
    world.advance(portal, { minutes: 15 });
    await portal.collect();
    expect(await dump(portal.knex)).toEqual(reference);
  });

  it.each([
    ['revoked-key', /wrong, expired or revoked/],
    ['forbidden', /denied/],
  ] as const)('%s: says which access is missing', async (kind, words) => {
    world.sim.faults.add({ kind, path, count: null });
    const portal = await start();
    await portal.tick();
    const status = await seen(portal);
    expect(status).toMatchObject({
      state: 'failed',
      failingSince: expect.any(String),
      access: expect.stringMatching(scope),
    });
    const { sources } = await portal.status();
    const error = sources
      .find(({ id }) => id === source)
      ?.strip.find(it => it.error !== null)?.error;
    expect(error).toMatch(words);
    expect(error).toMatch(scope);
    world.sim.faults.clear();
    world.advance(portal, { minutes: 65 });
    await portal.collect();
    expect(await dump(portal.knex)).toEqual(reference);
  });
});

describe('Cursor', () => {
  it('is asked no more often than its figures are renewed', async () => {
    const world = await TestWorld.start({ developers: 60, days: DAYS });
    world.freezeTime();
    try {
      const portal = await world.portal({
        config: doorsConfig(world.sim.url, { doors: ['cursor'] }),
      });
      await portal.collect();
      const asked = () => world.sim.requests.summary().total;
      const before = asked();
      world.advance(portal, { minutes: 50 });
      await portal.tick();
      expect(asked()).toBe(before);
      world.advance(portal, { minutes: 30 });
      await portal.tick();
      expect(asked()).toBeGreaterThan(before);
    } finally {
      world.releaseTime();
      await world.close();
    }
  });
});
