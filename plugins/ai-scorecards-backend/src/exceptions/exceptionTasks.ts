import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { GovernanceWatch } from './board/GovernanceWatch';
import { Digest } from './notices/Digest';
import { Courier } from './notices/Courier';
import { CaseService } from './service/CaseService';

/** What is due happens within a minute. */
const EVERY = { minutes: 1 };

/**
 * Lets happen what is due, and delivers what is to be told, once for all instances. A missed run is made up for by the
 * next: the work is what is due, not what the clock struck.
 */
export async function scheduleExceptions(options: {
  scheduler: SchedulerService;
  logger: LoggerService;
  cases: CaseService;
  courier: Courier;
  digest: Digest;
  /** Null where no key is configured: then nothing happens. */
  governance: GovernanceWatch | null;
}): Promise<void> {
  const { scheduler, logger, cases, courier, digest, governance } = options;
  if (!governance) return;
  await scheduler.scheduleTask({
    id: 'ai-scorecards-exceptions',
    frequency: EVERY,
    timeout: { minutes: 10 },
    initialDelay: { seconds: 20 },
    scope: 'global',
    fn: async () => {
      await governance.look();
      const happened = await cases.runDue();
      if (happened > 0)
        logger.info(`${happened} exceptions and requests moved on`);
      await digest.prepare();
      await courier.deliver();
    },
  });
}
