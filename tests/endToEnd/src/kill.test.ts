import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openSqlite } from './__testUtils__/database';
import { dump } from './__testUtils__/dump';
import { PortalProcess } from './__testUtils__/PortalProcess';
import { randomOf } from './__testUtils__/random';
import { TestWorld } from './__testUtils__/world';

jest.setTimeout(180_000);

/** More seeds and kills in the long run. */
const SEEDS = process.env.FULL ? [1, 2, 3, 4, 5, 6] : [1];
const KILLS = process.env.FULL ? 12 : 5;

describe('killing the backend in the middle of the backfill', () => {
  const DAYS = 45;
  let world: TestWorld;
  let folder: string;
  let reference: Awaited<ReturnType<typeof dump>>;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'killed-'));
    world = await TestWorld.start({ developers: 60, days: DAYS });
    const portal = await world.portal();
    await portal.collect();
    reference = await dump(portal.knex);
  });
  afterAll(async () => {
    await world.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(SEEDS)('gives equal rows after starting again, %i', async seed => {
    const random = randomOf(seed);
    const file = path.join(folder, `${seed}.sqlite`);
    let days = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      const process = PortalProcess.start(world, file);
      // From then on at any moment: while fetching, writing or working out.
      await process.untilAsked(1 + Math.floor(random() * 12));
      await process.after(Math.floor(random() * 400));
      await process.kill();
      days = Math.max(days, await daysFetched(file));
    }
    expect(days).toBeGreaterThan(0);
    const knex = world.own(openSqlite(file));
    const survivor = await world.portal({ knex });
    await survivor.collect();
    expect(await dump(knex)).toEqual(reference);
  });
});

async function daysFetched(file: string): Promise<number> {
  const knex = openSqlite(file);
  try {
    if (!(await knex.schema.hasTable('ledger'))) {
      return 0;
    }
    const rows = await knex('ledger').where({ state: 'fetched' }).select('day');
    return rows.length;
  } finally {
    await knex.destroy();
  }
}
