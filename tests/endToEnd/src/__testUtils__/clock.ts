import {
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';

/** A clock that a test moves by hand. */
export class MovableClock {
  private time: number;

  /** @param at - ISO time */
  constructor(at: string) {
    this.time = Date.parse(at);
  }

  now(): Date {
    return new Date(this.time);
  }

  advance({ minutes }: { minutes: number }): void {
    this.time += minutes * 60_000;
  }
}

/** Puts a clock in the place of the plugin's own, which is a service. */
export function clockFactory(clock: MovableClock) {
  return createServiceFactory({
    // The ref has no public name; a service is what its id says.
    service: createServiceRef<{ now(): Date }>({
      id: 'ai-scorecards.clock',
      scope: 'plugin',
    }),
    deps: {},
    factory: () => clock,
  });
}
