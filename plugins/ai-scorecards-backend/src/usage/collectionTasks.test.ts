import { ConflictError } from '@backstage/errors';
import type { SchedulerServiceTaskInvocationDefinition } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { describeOnEachDatabase } from '../__testUtils__/databases';
import { outcomeSource, told } from '../outcomes/__testUtils__/records';
import { CollectionTasks } from './collectionTasks';
import { SourceRegistry } from './SourceRegistry';
import {
  answer,
  createHarness,
  seatRecord,
  seatSource,
  usageSource,
} from './__testUtils__/harness';
import { usageRecord } from './__testUtils__/records';

jest.setTimeout(60_000);

async function start(knex: Knex) {
  const harness = createHarness(knex);
  const tasks = new Map<
    string,
    SchedulerServiceTaskInvocationDefinition & { scope?: string }
  >();
  const scheduler = {
    scheduleTask: jest.fn(async task => {
      tasks.set(task.id, task);
    }),
    triggerTask: jest.fn(async (_: string) => undefined),
    cancelTask: jest.fn(async (_: string) => undefined),
    createScheduledTaskRunner: jest.fn(),
    getScheduledTasks: jest.fn(),
  };
  const registry = new SourceRegistry();
  registry.addSource(
    usageSource(async day => answer([usageRecord({ day })]), {
      earliestDay: '2026-02-20',
    }),
  );
  registry.addSource(
    seatSource(async () => answer([seatRecord('ada', '2026-01-05')])),
  );
  const collection = new CollectionTasks({
    ...harness,
    registry,
    scheduler,
    daysBack: 60,
  });
  await collection.start();
  const run = (id: string) => tasks.get(id)!.fn(new AbortController().signal);
  return { ...harness, collection, tasks, scheduler, run };
}

const usageTask = 'ai-scorecards-collect-copilot-usage';

describeOnEachDatabase('CollectionTasks', init => {
  it('runs each source on one replica at a time, and at once after a start', async () => {
    const { tasks, scheduler, run, ledger, sources } = await start(
      await init(),
    );
    expect(tasks.get(usageTask)).toMatchObject({ scope: 'global' });
    expect(tasks.get('ai-scorecards-collect-copilot-seats')).toMatchObject({
      scope: 'global',
    });
    expect(scheduler.triggerTask).toHaveBeenCalledWith(usageTask);
    await run(usageTask);
    const { id } = (await sources.byKey('copilot-usage'))!;
    expect((await ledger.entries(id)).size).toBe(5);
  });

  it('runs once more what was to be run while it ran', async () => {
    const { collection, collector, scheduler, run } = await start(await init());
    const collect = jest.spyOn(collector, 'collect');
    collect.mockImplementationOnce(async () => {
      scheduler.triggerTask.mockRejectedValueOnce(new ConflictError('running'));
      await collection.collectAgain(
        'copilot-usage',
        '2026-03-09',
        '2026-03-09',
      );
      return 0;
    });
    await run(usageTask);
    expect(collect).toHaveBeenCalledTimes(2);
    await run(usageTask);
    expect(collect).toHaveBeenCalledTimes(3);
  });

  it('asks again for the days that can be had, and runs the source', async () => {
    const { collection, scheduler, ledger, sources } = await start(
      await init(),
    );
    scheduler.triggerTask.mockClear();
    expect(
      await collection.collectAgain(
        'copilot-usage',
        '2026-02-10',
        '2026-02-22',
      ),
    ).toBe(3);
    expect(
      await collection.collectAgain(
        'copilot-usage',
        '2026-03-09',
        '2026-03-10',
      ),
    ).toBe(1);
    expect(
      await collection.collectAgain(
        'copilot-usage',
        '2026-03-10',
        '2026-03-10',
      ),
    ).toBe(0);
    expect(
      await collection.collectAgain(
        'copilot-seats',
        '2026-03-01',
        '2026-03-10',
      ),
    ).toBe(1);
    expect(
      await collection.collectAgain(
        'copilot-seats',
        '2026-03-01',
        '2026-03-09',
      ),
    ).toBe(0);
    const { id } = (await sources.byKey('copilot-usage'))!;
    const wanted = [...(await ledger.entries(id)).values()].filter(
      ({ askedAgain }) => askedAgain,
    );
    expect(wanted.map(({ day }) => day)).toEqual([
      '2026-02-20',
      '2026-02-21',
      '2026-02-22',
      '2026-03-09',
    ]);
    expect(scheduler.triggerTask).toHaveBeenCalledWith(usageTask);
    await expect(
      collection.collectAgain('nobody', '2026-03-01', '2026-03-02'),
    ).rejects.toThrow(/no source nobody/);
  });

  it.each([
    ['0001-01-01', '2026-03-09', 'from must not be before 2026-01-09'],
    ['2026-01-08', '2026-03-09', 'from must not be before 2026-01-09'],
    ['2026-03-01', '2026-03-11', 'to must not be after today, 2026-03-10'],
  ])('refuses to ask again from %s to %s', async (from, to, words) => {
    const { collection, ledger, sources } = await start(await init());
    for (const source of ['copilot-usage', 'copilot-seats']) {
      await expect(collection.collectAgain(source, from, to)).rejects.toThrow(
        words,
      );
    }
    const { id } = (await sources.byKey('copilot-usage'))!;
    expect((await ledger.entries(id)).size).toBe(0);
  });

  it('runs what is told of the work when other repositories are to be asked for', async () => {
    const harness = createHarness(await init());
    const scheduler = {
      scheduleTask: jest.fn(async () => undefined),
      triggerTask: jest.fn(async (_: string) => undefined),
      cancelTask: jest.fn(),
      createScheduledTaskRunner: jest.fn(),
      getScheduledTasks: jest.fn(),
    };
    const collection = new CollectionTasks({
      ...harness,
      scheduler,
      daysBack: 60,
      registry: {
        sources: [
          seatSource(async () => answer([seatRecord('ada', '2026-01-05')])),
          outcomeSource(async () => told([])),
        ],
      },
    });
    await collection.collectOutcomes();
    expect(scheduler.triggerTask.mock.calls).toEqual([
      ['ai-scorecards-collect-github-outcomes'],
    ]);
  });

  it('takes a source that is being collected already as it is', async () => {
    const { collection, scheduler } = await start(await init());
    scheduler.triggerTask.mockRejectedValue(new ConflictError('running'));
    expect(
      await collection.collectAgain(
        'copilot-usage',
        '2026-03-09',
        '2026-03-09',
      ),
    ).toBe(1);
    scheduler.triggerTask.mockRejectedValue(new Error('no database'));
    await expect(
      collection.collectAgain('copilot-usage', '2026-03-09', '2026-03-09'),
    ).rejects.toThrow('no database');
  });
});
