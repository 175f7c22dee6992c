import type { SchedulerService } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import { describeOnEachDatabase } from '../__testUtils__/databases';
import { TaskSigns } from './TaskSigns';
import { WATCH_TASK, WatchedScheduler } from './WatchedScheduler';

type Task = Parameters<SchedulerService['scheduleTask']>[0];

/** All but the clock. */
const REAL_TIMERS = [
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'setImmediate',
  'clearImmediate',
  'setInterval',
  'clearInterval',
  'setTimeout',
  'clearTimeout',
] as const;
const EVERY = { frequency: { minutes: 1 }, timeout: { minutes: 60 } };

/** Two replicas of a scheduler on one database. */
function start(knex: Knex) {
  const tasks = new Map<string, Task>();
  const inner = {
    scheduleTask: jest.fn(async (task: Task) => {
      tasks.set(task.id, task);
    }),
    triggerTask: jest.fn(async (_: string) => undefined),
    cancelTask: jest.fn(async (_: string) => undefined),
    createScheduledTaskRunner: jest.fn(),
    getScheduledTasks: jest.fn(),
  };
  const signs = new TaskSigns(knex);
  const scheduler = new WatchedScheduler({
    scheduler: inner,
    signs,
    logger: mockServices.logger.mock(),
  });
  return {
    scheduler,
    inner,
    signs,
    tasks,
    run: (id: string) => tasks.get(id)!.fn(new AbortController().signal),
    running: (): Promise<string[]> => knex('task_signs').pluck('task'),
    /** Moves the last sign of a task back. */
    age: (task: string, seconds: number) =>
      knex('task_signs')
        .where({ task })
        .update({ at: new Date(Date.now() - seconds * 1000).toISOString() }),
  };
}

describeOnEachDatabase('WatchedScheduler', init => {
  it('gives signs of life while a task runs, and none after', async () => {
    const { scheduler, run, running, tasks } = start(await init());
    const during: string[][] = [];
    const fn = async () => {
      during.push(await running());
      if (during.length > 1) throw new Error('no database');
    };
    await scheduler.scheduleTask({ ...EVERY, id: 'a', scope: 'global', fn });
    await scheduler.createScheduledTaskRunner(EVERY).run({ id: 'b', fn });
    await run('a');
    await expect(run('b')).rejects.toThrow('no database');
    expect(during).toEqual([['a'], ['b']]);
    expect(await running()).toEqual([]);
    expect(tasks.get('a')).toMatchObject({ ...EVERY, scope: 'global' });
  });

  it('leaves tasks of one replica alone', async () => {
    const { scheduler, tasks } = start(await init());
    const task: Task = {
      ...EVERY,
      id: 'a',
      scope: 'local',
      fn: async () => {},
    };
    await scheduler.scheduleTask(task);
    expect(tasks.get('a')).toBe(task);
  });

  it('frees the place of a run whose process was killed, and of no other', async () => {
    const { scheduler, inner, signs, run, running, age } = start(await init());
    await scheduler.start();
    for (const [task, seconds] of [
      ['killed', 40],
      ['live', 10],
    ] as const) {
      await signs.beat(task);
      await age(task, seconds);
    }
    inner.cancelTask.mockRejectedValueOnce(new ConflictError('not running'));
    await run(WATCH_TASK);
    expect(inner.cancelTask.mock.calls).toEqual([['killed']]);
    expect(inner.triggerTask.mock.calls).toEqual([['killed']]);
    expect(await running()).toEqual(['live']);
    await age('live', 40);
    inner.triggerTask.mockRejectedValueOnce(new Error('no database'));
    await expect(run(WATCH_TASK)).rejects.toThrow('no database');
  });

  it.each([-3600, 3600])(
    'leaves a live run alone on a machine that is %i seconds off',
    async seconds => {
      const { scheduler, signs, running } = start(await init());
      await signs.beat('live');
      jest.useFakeTimers({
        now: Date.now() + seconds * 1000,
        doNotFake: [...REAL_TIMERS],
      });
      try {
        expect(await scheduler.revive()).toEqual([]);
        await signs.beat('other');
      } finally {
        jest.useRealTimers();
      }
      expect(await scheduler.revive()).toEqual([]);
      expect(await running()).toEqual(['live', 'other']);
    },
  );

  it('frees a place that was taken without a sign of life, at the second look', async () => {
    const { scheduler, inner, signs, run } = start(await init());
    await scheduler.start();
    for (const id of ['held', 'idle', 'live']) {
      await scheduler.scheduleTask({ ...EVERY, id, fn: async () => {} });
    }
    await signs.beat('live');
    inner.cancelTask.mockImplementation(async id => {
      if (id === 'idle') throw new ConflictError('not running');
    });
    await run(WATCH_TASK);
    expect(inner.cancelTask).not.toHaveBeenCalled();
    await run(WATCH_TASK);
    expect(inner.cancelTask.mock.calls).toEqual([['held'], ['idle']]);
    expect(inner.triggerTask.mock.calls).toEqual([['held']]);
  });
});
