import { Door } from 'expected-truth';
import { compareDoors } from './__testUtils__/compareDoors';
import { doorsConfig, openaiTool } from './__testUtils__/doors';
import { Portal } from './__testUtils__/portal';
import { tellVerdicts } from './__testUtils__/verdicts';
import { TestWorld, TODAY } from './__testUtils__/world';

jest.setTimeout(240_000);

/** Three whole months, and twelve weeks before the last settled one. */
const DAYS = 116;

describe('Cursor alone', () => {
  const doors: Door[] = ['cursor'];
  let world: TestWorld;
  let portal: Portal;

  beforeAll(async () => {
    world = await TestWorld.start({ developers: 300, days: DAYS });
    world.freezeTime();
    portal = await world.portal({
      config: doorsConfig(world.sim.url, { doors }),
    });
    await portal.collect();
  });
  afterAll(async () => {
    world.releaseTime();
    await world.close();
  });

  it('fills team pages and reconciles', async () => {
    const { truth, shown, wanted } = await compareDoors(world, portal, {
      doors,
    });
    expect(shown).toEqual(wanted);
    expect(truth.cost.size).toBe(3);
    const usage = truth.lines.filter(
      ({ source, kind }) => source === 'cursor' && kind === 'usage',
    );
    const buckets = new Set(usage.flatMap(it => [...it.buckets.keys()]));
    // One unknown account and one service account are too few to stand alone.
    expect(buckets).toContain('billed-without-person');
  });

  it('has the money of a person who left with the team of the day, once said so', async () => {
    const verdicts = await tellVerdicts(portal, world);
    expect(Object.keys(verdicts).length).toBeGreaterThan(0);
    await portal.collect();
    const { shown, wanted } = await compareDoors(world, portal, {
      doors,
      verdicts,
    });
    expect(shown).toEqual(wanted);
  });

  it('counts seats from the first list that has them, and restated days as they are last told', async () => {
    const verdicts = await tellVerdicts(portal, world);
    const later = '2026-12-10';
    world.sim.world.setToday(later);
    for (const day of ['2026-11-21', '2026-11-25', '2026-12-02']) {
      world.sim.world.restate('cursor', day);
    }
    try {
      world.advance(portal, { minutes: 17 * 24 * 60 });
      await portal.tick();
      await portal.collect();
      const { truth, shown, wanted } = await compareDoors(world, portal, {
        doors,
        verdicts,
        today: later,
        cursor: {
          ...world.settings().cursor,
          looks: [TODAY, later],
        },
      });
      expect(shown).toEqual(wanted);
      const seats = truth.lines.find(
        ({ month, kind }) => month === '2026-11' && kind === 'seat',
      );
      expect(seats?.total).toBeGreaterThan(0n);
    } finally {
      world.sim.world.clearRestatements();
      world.sim.world.setToday(TODAY);
    }
  });
});

describe('OpenAI alone', () => {
  const doors: Door[] = ['openai'];
  let world: TestWorld;
  let portal: Portal;

  beforeAll(async () => {
    world = await TestWorld.start({
      developers: 300,
      days: DAYS,
      entities: [openaiTool],
    });
    portal = await world.portal({
      config: doorsConfig(world.sim.url, { doors }),
    });
    await portal.collect();
  });
  afterAll(() => world.close());

  it('fills team pages and reconciles with the bill, to the micro-unit', async () => {
    const { truth, shown, wanted } = await compareDoors(world, portal, {
      doors,
    });
    expect(shown).toEqual(wanted);
    const usage = truth.lines.filter(({ kind }) => kind === 'usage');
    // A project without tokens, and with it the few keys that name nobody.
    for (const { total, buckets } of usage) {
      expect(total).toBeGreaterThan(0n);
      expect(buckets.get('billed-without-person')).toBeGreaterThan(0n);
    }
  });

  it('has the money of a person who left with the team of the day, once said so', async () => {
    const verdicts = await tellVerdicts(portal, world);
    expect(Object.keys(verdicts).length).toBeGreaterThan(0);
    await portal.collect();
    const { shown, wanted } = await compareDoors(world, portal, {
      doors,
      verdicts,
    });
    expect(shown).toEqual(wanted);
  });
});
