import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { scheduleClosing } from './cost/closingTask';
import { scheduleExceptions } from './exceptions';
import { scheduleOrgRefresh } from './org';
import { schedulePractices } from './practices';
import { scheduleRetention } from './retention';
import { Services } from './services';

/** Schedules everything that runs by itself: following the catalog, collecting, working out figures. */
export async function startTasks(
  services: Services,
  options: { scheduler: SchedulerService; logger: LoggerService },
): Promise<void> {
  const { organisation, collection, pushes, refresh } = services;
  await scheduleOrgRefresh({
    ...options,
    service: organisation,
    onChange: services.matchAndRefresh,
  });
  await collection.start();
  await pushes.aggregator.start();
  await pushes.files.start();
  await refresh.start();
  await scheduleClosing({ ...options, closing: services.closing });
  await schedulePractices({
    ...options,
    ...services.practices.tasks,
    onRepositories: () => collection.collectOutcomes(),
  });
  await scheduleRetention({ ...options, retention: services.retention });
  await scheduleExceptions({ ...options, ...services.exceptions.tasks });
}
