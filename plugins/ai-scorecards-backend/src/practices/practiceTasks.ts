import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { Courier } from '../exceptions/notices/Courier';
import { RepositoryRefresh } from './catalog/RepositoryRefresh';
import { CodeHostRegistry } from '../codeHosts/CodeHostRegistry';
import { EvidenceCollector } from './evidence/EvidenceCollector';
import { ReadRequests } from './evidence/ReadRequests';
import { Evaluator } from './evaluation/Evaluator';
import { Reminders } from './statements/Reminders';

/** A change at the code host is seen within the hour, and costs little where nothing changed. */
const COLLECT_EVERY = { minutes: 30 };

const REPOSITORIES = 'ai-scorecards-repositories';
const EVALUATION = 'ai-scorecards-practices';
/** While days are collected there is always something new; the next run is a minute away. */
const EVALUATIONS_A_RUN = 3;

const taskId = (source: string) => `ai-scorecards-evidence-${source}`;

/** What practice checks do by themselves. */
export interface PracticeTasks {
  registry: Pick<CodeHostRegistry, 'evidence'>;
  refresh: Pick<RepositoryRefresh, 'refreshIfDue'>;
  collector: Pick<EvidenceCollector, 'collect'>;
  requests: Pick<ReadRequests, 'ask' | 'isOpen' | 'answer'>;
  evaluator: Pick<Evaluator, 'run' | 'runIfDue' | 'waitsForLook'>;
  reminders: Pick<Reminders, 'prepare'>;
  courier: Pick<Courier, 'deliver'>;
}

/**
 * Follows the catalog's repositories, collects evidence from each code host, evaluates and reminds, each on one replica
 * at a time. A missed run is made up for by the next: the work is what is due, not what the clock struck.
 */
export async function schedulePractices(
  options: PracticeTasks & {
    scheduler: SchedulerService;
    logger: LoggerService;
    /** Called when the catalog names other repositories than before. */
    onRepositories: () => Promise<void>;
  },
): Promise<void> {
  const { scheduler, logger, registry, refresh, collector } = options;
  const { requests, evaluator, reminders, courier } = options;
  const tried = async (what: string, work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      logger.warn(`${what}; trying again`, { error: String(error) });
    }
  };
  await scheduler.scheduleTask({
    id: REPOSITORIES,
    frequency: { minutes: 1 },
    initialDelay: { seconds: 10 },
    timeout: { minutes: 10 },
    scope: 'global',
    fn: async () => {
      await tried(
        'The repositories of the catalog could not be read',
        async () => {
          const look = await refresh.refreshIfDue();
          if (look === 'changed') {
            for (const { id } of registry.evidence) await requests.ask(id);
            await options.onRepositories();
          }
          // What waited for it goes on at once.
          if (look !== 'not-due') await trigger(scheduler, EVALUATION);
        },
      );
      for (const { id } of registry.evidence) {
        if (await requests.isOpen(id)) await trigger(scheduler, taskId(id));
      }
    },
  });
  for (const source of registry.evidence) {
    await scheduler.scheduleTask({
      id: taskId(source.id),
      frequency: COLLECT_EVERY,
      initialDelay: { seconds: 20 },
      timeout: { minutes: 60 },
      scope: 'global',
      fn: async signal => {
        await requests.answer(source.id, () =>
          collector.collect(source, signal),
        );
        // What was read shows in the level at once.
        await trigger(scheduler, EVALUATION);
      },
    });
  }
  await scheduler.scheduleTask({
    id: EVALUATION,
    frequency: { minutes: 1 },
    initialDelay: { seconds: 30 },
    timeout: { minutes: 60 },
    scope: 'global',
    fn: () =>
      tried('Practices could not be evaluated', async () => {
        if (await evaluator.waitsForLook()) {
          await trigger(scheduler, REPOSITORIES);
        }
        // What came while it was at work could not ask for a run of its own.
        let left = EVALUATIONS_A_RUN;
        while (left > 0 && (await evaluator.runIfDue())) left -= 1;
        if ((await reminders.prepare()) > 0) await courier.deliver();
      }),
  });
}

/**
 * Reads the repositories of a code host now; where it is being read already, again within a minute after that. Throws
 * NotFoundError for one that is not connected.
 */
export async function collectNow(
  {
    scheduler,
    registry,
    requests,
  }: Pick<PracticeTasks, 'registry' | 'requests'> & {
    scheduler: SchedulerService;
  },
  id: string,
): Promise<void> {
  if (!registry.evidence.some(source => source.id === id)) {
    throw new NotFoundError(`There is no code host ${id}`);
  }
  await requests.ask(id);
  await trigger(scheduler, taskId(id));
}

/** Runs a task now; one that runs already is left to end. */
async function trigger(scheduler: SchedulerService, id: string): Promise<void> {
  try {
    await scheduler.triggerTask(id);
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ConflictError')
      throw error;
  }
}
