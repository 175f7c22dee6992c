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

const EVALUATOR: PracticeTasks['evaluator'] = {
  run: async () => {},
  runIfDue: async () => false,
  waitsForLook: async () => false,
};
const EVALUATION = 'ai-scorecards-practices';
const REPOSITORIES = 'ai-scorecards-repositories';
const READ = 'ai-scorecards-evidence-code';

/** The tasks beside work that does nothing but what is given. */
async function scheduled(work: Partial<PracticeTasks>) {
  const fns = new Map<string, SchedulerServiceTaskFunction>();
  const triggered: string[] = [];
  const running = new Set<string>();
  const asked = new Set<string>();
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
    refresh: { refreshIfDue: async () => 'not-due' },
    collector: { collect: async () => true },
    requests: {
      ask: async id => void asked.add(id),
      isOpen: async id => asked.has(id),
      async answer(id, read) {
        asked.delete(id);
        await read();
      },
    },
    evaluator: EVALUATOR,
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
        ...EVALUATOR,
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
    await run(EVALUATION);
    expect(done).toEqual({ evaluations: expected, reminders: 1 });
  });

  it('has a look at the catalog made that it waits for', async () => {
    const { run, triggered } = await scheduled({
      evaluator: { ...EVALUATOR, waitsForLook: async () => true },
    });
    await run(EVALUATION);
    expect(triggered).toEqual([REPOSITORIES]);
  });
});

describe('the task that looks at the catalog', () => {
  it.each([
    ['is not due', async () => 'not-due' as const, []],
    ['finds what was there', async () => 'same' as const, [EVALUATION]],
    ['finds others', async () => 'changed' as const, [EVALUATION, READ]],
    [
      'cannot read it',
      async () => {
        throw new Error('no catalog');
      },
      [],
    ],
  ])('has done what follows where it %s', async (_, refreshIfDue, expected) => {
    const { run, triggered } = await scheduled({ refresh: { refreshIfDue } });
    await run(REPOSITORIES);
    expect(triggered).toEqual(expected);
  });
});

describe('the task that reads a code host', () => {
  it('has levels worked out, and is run again for who asked while it read', async () => {
    let reads = 0;
    const tasks = await scheduled({
      collector: {
        async collect() {
          reads += 1;
          if (reads === 1) await tasks.collectNow();
          return true;
        },
      },
    });
    await tasks.run(READ);
    // It ran already, so that asking could not start it.
    expect(tasks.triggered).toEqual([EVALUATION]);
    await tasks.run(REPOSITORIES);
    expect(tasks.triggered).toEqual([EVALUATION, READ]);
    await tasks.run(READ);
    await tasks.run(REPOSITORIES);
    expect(tasks.triggered).toEqual([EVALUATION, READ, EVALUATION]);
  });

  it('is started by who asks, and not again for them', async () => {
    const tasks = await scheduled({});
    await tasks.collectNow();
    expect(tasks.triggered).toEqual([READ]);
    await tasks.run(READ);
    await tasks.run(REPOSITORIES);
    expect(tasks.triggered).toEqual([READ, EVALUATION]);
  });
});
