import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { RetentionService } from './RetentionService';

/** Deletes once a day, on one replica; a run that was cut off is made up for by the next, which finds the same rows. */
export async function scheduleRetention(options: {
  scheduler: SchedulerService;
  logger: LoggerService;
  retention: Pick<RetentionService, 'run'>;
}): Promise<void> {
  const { scheduler, logger, retention } = options;
  await scheduler.scheduleTask({
    id: 'ai-scorecards-retention',
    frequency: { hours: 24 },
    initialDelay: { minutes: 5 },
    timeout: { hours: 2 },
    scope: 'global',
    fn: async signal => {
      try {
        const rows = await retention.run(signal);
        if (rows > 0) logger.info(`Deleted ${rows} rows that are too old`);
      } catch (error) {
        logger.warn('What is too old could not be deleted; trying tomorrow', {
          error: String(error),
        });
      }
    },
  });
}
