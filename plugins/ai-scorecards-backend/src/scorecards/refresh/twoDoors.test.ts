import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { describeOnEachDatabase } from '../../__testUtils__/databases';
import { fixedClock } from '../../clock';
import { IdentityStore } from '../../identities';
import { ToolStore } from '../../tools';
import { ledgerEntry } from '../../usage/__testUtils__/ledger';
import { LedgerStore } from '../../usage/LedgerStore';
import { SourceStore } from '../../usage/SourceStore';
import { TODAY, worldConfig } from './__testUtils__/world';
import { createRefreshWorker } from './createRefreshWorker';

const TOOL = 'resource:default/claude-code';
const DAY = '2026-11-10';
const clock = fixedClock(`${TODAY}T05:00:00Z`);

async function work(knex: Knex, doors: string[]) {
  await createRefreshWorker({
    knex,
    config: {
      ...worldConfig(5),
      precedence: { tools: { [TOOL]: doors }, configured: [] },
    },
    clock,
    logger: mockServices.logger.mock(),
    scheduler: mockServices.scheduler.mock(),
    sources: () => [],
    outcomeSources: () => [],
  }).runUntilIdle();
}

/** One person's use of a day by two doors, under two names. */
async function seed(knex: Knex, personIds: (number | null)[]) {
  await knex('people').insert({ id: 1, entity_ref: 'user:default/ada' });
  const sources = new SourceStore(knex, new ToolStore(knex));
  const ledger = new LedgerStore(knex);
  for (const [index, configKey] of ['vendor', 'otlp'].entries()) {
    const identity = index + 1;
    const person = personIds[index];
    await knex('identities').insert({
      id: identity,
      namespace: configKey,
      account: 'ada',
      kind: 'login',
      state: person === null ? 'unresolved' : 'person',
      person_id: person,
      updated_at: `${DAY}T00:00:00Z`,
    });
    const { id, toolId } = await sources.register({
      id: configKey,
      title: configKey,
      configKey,
      kind: 'usage',
      tool: TOOL,
      pushed: configKey === 'otlp',
    });
    await knex.transaction(trx =>
      ledger.put(trx, id, ledgerEntry({ day: DAY })),
    );
    await knex('usage_facts').insert({
      day: DAY,
      identity_id: identity,
      tool_id: toolId,
      source_id: id,
      active: true,
    });
  }
  await knex('stale_periods').insert({ grain: 'day', period: DAY });
}

const present = (knex: Knex) =>
  knex('identity_months').orderBy('identity_id').pluck('identity_id');

describeOnEachDatabase('two doors of a tool', init => {
  it('count a use once while nobody knows whose the pushed account is, and when it is known', async () => {
    const knex = await init();
    await seed(knex, [1, null]);
    await knex('people').insert({ id: 2, entity_ref: 'user:default/bo' });
    await work(knex, []);
    expect(await present(knex)).toEqual([1]);
    const identities = new IdentityStore(knex, clock);
    const nobodys = { id: 2, state: 'unresolved', personId: null } as const;
    const machines = { ...nobodys, state: 'service-account' } as const;
    const theirs = { id: 2, state: 'person', personId: 1 } as const;
    const anothers = { ...theirs, personId: 2 } as const;
    type Said =
      | typeof theirs
      | typeof anothers
      | typeof nobodys
      | typeof machines;
    const decide = async (before: Said, after: Said) => {
      await identities.decide(knex, [{ ...after, method: null, leftOn: null }]);
      await identities.markChanged(knex, [{ before, after }]);
      await work(knex, []);
      return present(knex);
    };
    expect(await decide(nobodys, theirs)).toEqual([1]);
    expect(await decide(theirs, anothers)).toEqual([1, 2]);
    expect(await decide(anothers, nobodys)).toEqual([1]);
    // A machine's use is nobody else's.
    expect(await decide(nobodys, machines)).toEqual([1, 2]);
    expect(await decide(machines, nobodys)).toEqual([1]);
  });

  it('change places with configuration, for all of the past', async () => {
    const knex = await init();
    await seed(knex, [1, 1]);
    await work(knex, []);
    expect(await present(knex)).toEqual([1]);
    await work(knex, ['otlp']);
    expect(await present(knex)).toEqual([2]);
    expect(await knex('stale_periods')).toEqual([]);
  });

  it('have nothing left to choose when one is of another tool', async () => {
    const knex = await init();
    await seed(knex, [1, 1]);
    await work(knex, []);
    await new SourceStore(knex, new ToolStore(knex)).register({
      id: 'otlp',
      title: 'otlp',
      configKey: 'otlp',
      kind: 'usage',
      tool: 'resource:default/renamed',
      pushed: true,
    });
    await work(knex, []);
    expect(await present(knex)).toEqual([1, 2]);
    const taken = await knex('usage_facts').pluck('taken');
    expect(taken.map(Boolean)).toEqual([true, true]);
  });
});
