import { InputError } from '@backstage/errors';
import type { Clock } from 'backstage-plugin-ai-scorecards-backend';

/** The clock of the machine, ahead of it or behind by as much as somebody set. */
export class OffsetClock implements Clock {
  #offsetMs = 0;

  constructor(private readonly machine: () => number = Date.now) {}

  now(): Date {
    return new Date(this.machine() + this.#offsetMs);
  }

  /** Sets the present moment (ISO text, UTC); time goes on from there. Throws an InputError for anything else. */
  set(at: unknown): void {
    const wanted = typeof at === 'string' ? Date.parse(at) : NaN;
    if (Number.isNaN(wanted)) {
      throw new InputError('now must be a time such as 2026-12-24T09:00:00Z');
    }
    this.#offsetMs = wanted - this.machine();
  }
}
