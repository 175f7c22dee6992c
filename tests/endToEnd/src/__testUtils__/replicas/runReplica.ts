import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import file from 'backstage-plugin-ai-scorecards-backend-module-file';
import gitlab from 'backstage-plugin-ai-scorecards-backend-module-gitlab';
import knexFactory from 'knex';
import { MovableClock } from '../clock';
import { Portal, PortalOptions } from '../portal';
import { ReplicaInput } from './Replica';

/** Runs until it is killed. */
async function run({ example, now, connection, ...input }: ReplicaInput) {
  const portal = await Portal.start({
    ...input,
    example: {
      ...example,
      entities: example.entities as PortalOptions['example']['entities'],
      remove: () => undefined,
    },
    knex: knexFactory({ client: 'pg', connection, pool: { min: 0, max: 5 } }),
    clock: new MovableClock(now),
    features: [file, gitlab],
    scheduler: schedulerServiceFactory,
  });
  process.send?.(portal.url());
}

process.once('message', (input: ReplicaInput) => {
  run(input).catch(error => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  });
});
// Nothing is left running by a test that ended.
process.once('disconnect', () => process.exit());
