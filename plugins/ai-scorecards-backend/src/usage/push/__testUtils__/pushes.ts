import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { IdentityStore } from '../../../identities';
import { ToolStore } from '../../../tools';
import { createHarness } from '../../__testUtils__/harness';
import { PointStore } from '../otlp';
import { PushAggregator } from '../PushAggregator';
import { PushIntake } from '../PushIntake';
import { PushStore } from '../PushStore';
import { StandIns } from '../StandIns';

/** Everything that takes pushes, over one database. */
export function createPushHarness(
  knex: Knex,
  at = '2026-11-23T12:00:00.000Z',
  onCollected: () => void = () => undefined,
) {
  const harness = createHarness(knex, at);
  const standIns = new StandIns(
    new IdentityStore(knex, harness.clock),
    () => [],
  );
  const store = new PushStore(knex, standIns);
  const points = new PointStore(knex, store, standIns);
  const intake = new PushIntake({
    sources: harness.sources,
    store,
    onPushed: () => undefined,
  });
  const tools = new ToolStore(knex, harness.stale);
  const aggregator = new PushAggregator({
    ...harness,
    machine: harness.clock,
    scheduler: mockServices.scheduler.mock(),
    store,
    points,
    currency: 'USD',
    vendors: () => [],
    onTools: () => undefined,
    onCollected,
    toolRefs: async () =>
      new Map((await tools.list()).map(({ id, ref }) => [id, ref])),
  });
  return { ...harness, store, points, intake, aggregator };
}
