import {
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';

/** Tells the time. A service of its own, so that tests and the example portal can stand on a day of their choice. */
export interface Clock {
  now(): Date;
}

/** The clock of the machine. */
export const systemClock: Clock = { now: () => new Date() };

export const clockServiceRef = createServiceRef<Clock>({
  id: 'ai-scorecards.clock',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {},
      factory: () => systemClock,
    }),
});

/** Returns the UTC day of the clock's present moment, `YYYY-MM-DD`. */
export function today(clock: Clock): string {
  return clock.now().toISOString().slice(0, 10);
}

/** Returns a clock that stands still at a moment (ISO text), for tests. */
export function fixedClock(at: string): Clock {
  return { now: () => new Date(at) };
}
