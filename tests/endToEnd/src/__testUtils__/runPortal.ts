import { readFileSync } from 'node:fs';
import { MovableClock } from './clock';
import { openSqlite } from './database';
import { Portal } from './portal';
import { ProcessInput } from './PortalProcess';

/** Collects until it is killed. */
async function run({ example, now, database, ...input }: ProcessInput) {
  const portal = await Portal.start({
    ...input,
    example: {
      ...example,
      entities: example.entities as Parameters<
        typeof Portal.start
      >[0]['example']['entities'],
      remove: () => undefined,
    },
    knex: openSqlite(database),
    clock: new MovableClock(now),
  });
  for (;;) {
    await portal.tick();
  }
}

const input: ProcessInput = JSON.parse(readFileSync(process.argv[2], 'utf8'));
run(input).catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
