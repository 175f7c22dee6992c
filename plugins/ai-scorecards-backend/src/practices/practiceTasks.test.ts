import { SchedulerServiceTaskFunction } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { ConflictError } from '@backstage/errors';
import type { EvidenceSource } from 'backstage-plugin-ai-scorecards-node';
import { collectNow, PracticeTasks, schedulePractices } from './practiceTasks';

const HOST: EvidenceSource = {
  id: 'code',
  title: 'Code',
  slugAnnotation: 'example.com/slug',
  webUrl: slug => `https://code.example.com/${slug}`,
  access: 'Nothing.',
  configKey: 'code',
  test: async () => {},
  collect: async function* collect() {},
  rateLimit: () => null,
};

/** The tasks beside work that does nothing but what is given. */
async function scheduled(work: Partial<PracticeTasks>) {
  const fns = new Map<string, SchedulerServiceTaskFunction>();
  const triggered: string[] = [];
  const running = new Set<string>();
  const asked = new Map<string, number>();
  const scheduler = mockServices.scheduler.mock({
    async scheduleTask({ id, fn }) {
      fns.set(id, fn);
    },
    async triggerTask(id) {
      if (running.has(id)) throw new ConflictError(`${id} is running`);
      triggered.push(id);
    },
  });
  const tasks: PracticeTasks = {
    registry: { evidence: [HOST] },
    refresh: { refreshIfDue: async () => false },
    collector: { collect: async () => true },
    requests: {
      note: async id => void asked.set(id, (asked.get(id) ?? 0) + 1),
      count: async id => asked.get(id) ?? 0,
    },
    evaluator: { run: async () => {}, runIfDue: async () => false },
    reminders: { prepare: async () => 0 },
    courier: { deliver: async () => 0 },
    ...work,
  };
  await schedulePractices({
    scheduler,
    logger: mockServices.logger.mock(),
    ...tasks,
    onRepositories: async () => {},
  });
  const run = async (id: string) => {
    running.add(id);
    await fns.get(id)?.(new AbortController().signal);
    running.delete(id);
  };
  return {
    run,
    triggered,
    collectNow: () => collectNow({ scheduler, ...tasks }, HOST.id),
  };
}

describe('the task that evaluates', () => {
  it.each([
    ['nothing changed', 0, 1],
    ['something came while it was at work', 2, 3],
    ['something comes all the time', 100, 3],
  ])('looks again where %s', async (_, timesDue, expected) => {
    const done = { evaluations: 0, reminders: 0 };
    const { run } = await scheduled({
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
    });
    await run('ai-scorecards-practices');
    expect(done).toEqual({ evaluations: expected, reminders: 1 });
  });

  it.each([
    ['finds the same repositories', async () => false, []],
    ['finds others', async () => true, ['ai-scorecards-evidence-code']],
    [
      'cannot read the catalog',
      async () => {
        throw new Error('no catalog');
      },
      [],
    ],
  ])(
    'looks at the catalog first, and evaluates where it %s',
    async (...row) => {
      const [, refreshIfDue, triggers] = row;
      const order: string[] = [];
      const { run, triggered } = await scheduled({
        refresh: {
          refreshIfDue() {
            order.push('look');
            return refreshIfDue();
          },
        },
        evaluator: {
          run: async () => {},
          async runIfDue() {
            order.push('evaluate');
            return false;
          },
        },
      });
      await run('ai-scorecards-practices');
      expect(order).toEqual(['look', 'evaluate']);
      expect(triggered).toEqual(triggers);
    },
  );
});

describe('the task that reads a code host', () => {
  it.each([
    ['once where nobody asks meanwhile', 0, 1],
    ['again for who asked while it was read', 1, 2],
    ['not for ever where somebody keeps on asking', 100, 3],
  ])('reads %s', async (_, timesAsked, expected) => {
    let reads = 0;
    const tasks = await scheduled({
      collector: {
        async collect() {
          reads += 1;
          if (reads <= timesAsked) await tasks.collectNow();
          return true;
        },
      },
    });
    await tasks.run('ai-scorecards-evidence-code');
    expect(reads).toBe(expected);
    expect(tasks.triggered).toEqual(
      Array.from({ length: expected }, () => 'ai-scorecards-practices'),
    );
  });

  it('does not read twice for who asked before', async () => {
    let reads = 0;
    const tasks = await scheduled({
      collector: {
        async collect() {
          reads += 1;
          return true;
        },
      },
    });
    await tasks.collectNow();
    expect(tasks.triggered).toEqual(['ai-scorecards-evidence-code']);
    await tasks.run('ai-scorecards-evidence-code');
    expect(reads).toBe(1);
  });
});
