import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { scheduleExceptions } from './exceptions';
import { scheduleOrgRefresh } from './org';
import { schedulePractices } from './practices';
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
  await schedulePractices({
    ...options,
    ...services.practices.tasks,
    onRepositories: () => collection.collectOutcomes(),
  });
  await scheduleExceptions({ ...options, ...services.exceptions.tasks });
}
