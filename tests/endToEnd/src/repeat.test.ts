import { dump } from './__testUtils__/dump';
import { shuffled } from './__testUtils__/random';
import { TestWorld } from './__testUtils__/world';

jest.setTimeout(180_000);

const SOURCES = [
  'github-copilot-usage',
  'anthropic-claude-code',
  'anthropic-cost-report',
];

describe('collecting', () => {
  const DAYS = 31;
  let world: TestWorld;
  let reference: Awaited<ReturnType<typeof dump>>;

  beforeAll(async () => {
    world = await TestWorld.start({ developers: 60, days: DAYS });
    const portal = await world.portal();
    await portal.collect();
    reference = await dump(portal.knex);
  });
  afterAll(() => world.close());

  it('found something of everything', () => {
    for (const table of ['usage_facts', 'cost_facts', 'seats', 'scorecards']) {
      expect(reference[table].length).toBeGreaterThan(10);
    }
  });

  it('gives equal rows when every day is collected twice', async () => {
    const portal = await world.portal();
    await portal.collect();
    for (const source of SOURCES) {
      await portal.post('/ingestion/backfill', {
        source,
        from: world.day(-DAYS),
        to: world.day(-1),
      });
    }
    await portal.tick();
    await portal.collect();
    expect(await dump(portal.knex)).toEqual(reference);
  });

  it.each(process.env.FULL ? [1, 2, 3] : [1])(
    'gives equal rows in random order %i',
    async seed => {
      const young = await world.portal({ backfillDays: 4 });
      await young.collect();
      const chunks = SOURCES.flatMap(source =>
        [...Array(DAYS - 4).keys()].map(i => ({
          source,
          day: world.day(i - DAYS),
        })),
      );
      const order = shuffled(chunks, seed);
      for (let i = 0; i < order.length; i += 9) {
        for (const { source, day } of order.slice(i, i + 9)) {
          await young.post('/ingestion/backfill', {
            source,
            from: day,
            to: day,
          });
        }
        await young.tick();
      }
      await young.stop();
      const whole = await world.portal({ knex: young.knex });
      await whole.collect();
      expect(await dump(whole.knex)).toEqual(reference);
    },
  );
});
