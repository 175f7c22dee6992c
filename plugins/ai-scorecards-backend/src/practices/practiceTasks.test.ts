import { SchedulerServiceTaskFunction } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { schedulePractices } from './practiceTasks';

/** Schedules the tasks beside an evaluator that finds something to do so many times, and runs the one that evaluates. */
async function evaluated(timesDue: number) {
  const tasks = new Map<string, SchedulerServiceTaskFunction>();
  const done = { evaluations: 0, reminders: 0 };
  await schedulePractices({
    scheduler: mockServices.scheduler.mock({
      async scheduleTask({ id, fn }) {
        tasks.set(id, fn);
      },
    }),
    logger: mockServices.logger.mock(),
    registry: { evidence: [] },
    refresh: { refreshIfDue: async () => false },
    collector: { collect: async () => false },
    evaluator: {
      run: async () => {},
      async runIfDue() {
        done.evaluations += 1;
        return done.evaluations <= timesDue;
      },
    },
    reminders: {
      async prepare() {
        done.reminders += 1;
        return 0;
      },
    },
    courier: { deliver: async () => 0 },
    onRepositories: async () => {},
  });
  await tasks.get('ai-scorecards-practices')?.(new AbortController().signal);
  return done;
}

describe('the task that evaluates', () => {
  it.each([
    ['nothing changed', 0, 1],
    ['something came while it was at work', 2, 3],
    ['something comes all the time', 100, 3],
  ])('looks again where %s', async (_, timesDue, evaluations) => {
    expect(await evaluated(timesDue)).toEqual({ evaluations, reminders: 1 });
  });
});
