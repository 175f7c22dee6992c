import { SchedulerServiceTaskScheduleDefinition } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { PracticeTasks, schedulePractices } from './practiceTasks';

/** Schedules the tasks beside an evaluator that finds something to do so many times, and runs the one that evaluates. */
async function evaluated(timesDue: number) {
  const tasks = new Map<string, () => unknown>();
  const runIfDue = jest.fn(async () => runIfDue.mock.calls.length <= timesDue);
  const prepare = jest.fn(async () => 0);
  await schedulePractices({
    scheduler: mockServices.scheduler.mock({
      async scheduleTask(
        task: SchedulerServiceTaskScheduleDefinition & {
          id: string;
          fn: () => unknown;
        },
      ) {
        tasks.set(task.id, task.fn);
      },
    }),
    logger: mockServices.logger.mock(),
    registry: { evidence: [] },
    evaluator: { runIfDue },
    reminders: { prepare },
    onRepositories: async () => {},
  } as unknown as Parameters<typeof schedulePractices>[0] & PracticeTasks);
  await tasks.get('ai-scorecards-practices')?.();
  return { runs: runIfDue.mock.calls.length, prepared: prepare.mock.calls };
}

describe('the task that evaluates', () => {
  it.each([
    ['nothing changed', 0, 1],
    ['something came while it was at work', 2, 3],
    ['something comes all the time', 100, 3],
  ])('looks again where %s', async (_, timesDue, runs) => {
    const { runs: done, prepared } = await evaluated(timesDue);
    expect(done).toBe(runs);
    expect(prepared).toHaveLength(1);
  });
});
