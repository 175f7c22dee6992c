import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openSqlite } from './database';
import { dump } from './dump';
import { PortalProcess } from './PortalProcess';
import { randomOf } from './random';
import { TestWorld } from './world';

/**
 * Starts a portal on one file again and again and kills it at random moments,
 * then lets one finish. Returns its rows, and how many days each of those that
 * were killed had left behind.
 */
export async function collectKilled(
  world: TestWorld,
  { seed, kills }: { seed: number; kills: number },
): Promise<{
  rows: Awaited<ReturnType<typeof dump>>;
  daysLeftBehind: number[];
}> {
  const folder = mkdtempSync(path.join(tmpdir(), 'killed-'));
  try {
    const random = randomOf(seed);
    const file = path.join(folder, 'portal.sqlite');
    const daysLeftBehind: number[] = [];
    for (let kill = 0; kill < kills; kill++) {
      const process = PortalProcess.start(world, file);
      // From then on at any moment: while fetching, writing or working out.
      await process.untilAsked(1 + Math.floor(random() * 12));
      await process.after(Math.floor(random() * 400));
      await process.kill();
      daysLeftBehind.push(await daysFetched(file));
    }
    const knex = openSqlite(file);
    const survivor = await world.portal({ knex });
    await survivor.collect();
    const rows = await dump(knex);
    await survivor.stop();
    await knex.destroy();
    return { rows, daysLeftBehind };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

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
