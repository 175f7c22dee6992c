import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { OrgService } from './OrgService';

/**
 * Follows the catalog on a schedule, on one replica at a time. The task ticks often and looks only when a look is due,
 * so that a portal that is just starting has its teams as soon as the catalog has them.
 */
export async function scheduleOrgRefresh(options: {
  scheduler: SchedulerService;
  service: OrgService;
  logger: LoggerService;
  /** What follows when people, teams, rosters or tools changed: matching accounts, working out figures. */
  onChange: () => Promise<void>;
}): Promise<void> {
  const { scheduler, service, logger, onChange } = options;
  await scheduler.scheduleTask({
    id: 'ai-scorecards-org-refresh',
    frequency: { seconds: 20 },
    timeout: { minutes: 5 },
    scope: 'global',
    fn: async () => {
      try {
        const outcome = await service.refreshIfDue();
        if (outcome.state === 'applied' && outcome.changed) await onChange();
      } catch (error) {
        logger.warn('The catalog could not be looked at; trying again', {
          error: String(error),
        });
      }
    },
  });
}
