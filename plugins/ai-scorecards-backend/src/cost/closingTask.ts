import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { ClosingService } from './ClosingService';

/** Looks every hour whether a month has settled, on one replica at a time. */
export async function scheduleClosing(options: {
  scheduler: SchedulerService;
  logger: LoggerService;
  closing: Pick<ClosingService, 'closeSettled'>;
}): Promise<void> {
  const { scheduler, logger, closing } = options;
  await scheduler.scheduleTask({
    id: 'ai-scorecards-close-months',
    scope: 'global',
    frequency: { hours: 1 },
    timeout: { minutes: 10 },
    initialDelay: { minutes: 5 },
    fn: async () => {
      const months = await closing.closeSettled();
      if (months.length > 0) logger.info(`Closed ${months.join(', ')}`);
    },
  });
}
