import { Entity } from '@backstage/catalog-model';
import { exampleSettings, Settings } from 'expected-truth';
import type { Knex } from 'knex';
import { startVendorSim, VendorSim } from 'vendor-sim';
import { MovableClock } from './clock';
import { openSqlite } from './database';
import { Example, writeExample } from './example';
import { Portal, PortalOptions } from './portal';

/** A Monday; the last settled week began on the 9th. */
export const TODAY = '2026-11-23';
/** Whole days after which no vendor changes a day by itself. */
const SETTLED_AFTER = 4;
const DAY = 86_400_000;

/** The stand-in for the vendors, its example and whatever collects from it. */
export class TestWorld {
  /** when every portal of this world starts, ISO time */
  readonly now: string;
  private readonly portals: Portal[] = [];
  private readonly databases: Knex[] = [];

  private constructor(
    readonly sim: VendorSim,
    readonly example: Example,
    readonly days: number,
    /** the UTC day that the vendors take for today */
    readonly today: string,
  ) {
    this.now = `${today}T06:00:00Z`;
  }

  /** @param size - developers, days of history to collect, the UTC day it is, and what the catalog holds beside the example */
  static async start(size: {
    developers: number;
    days: number;
    seed?: number;
    today?: string;
    entities?: Entity[];
  }): Promise<TestWorld> {
    const today = size.today ?? TODAY;
    const sim = await startVendorSim({
      today,
      developers: size.developers,
      // Older than what is collected, so that nobody is new by accident.
      days: size.days + 60,
      seed: size.seed,
    });
    const example = writeExample(sim.world);
    example.entities.push(...(size.entities ?? []));
    return new TestWorld(sim, example, size.days, today);
  }

  /** What the truth is worked out with. */
  settings(more: Partial<Settings> = {}): Settings {
    return exampleSettings({
      today: this.today,
      from: this.day(-this.days),
      ...more,
    });
  }

  /** The UTC day so many days after today. */
  day(offset: number): string {
    return new Date(Date.parse(this.today) + offset * DAY)
      .toISOString()
      .slice(0, 10);
  }

  /** UTC days to collect that are past every vendor's settle time, the newest first. */
  settledDays(): string[] {
    const days = Array.from({ length: this.days }, (_, i) => this.day(-1 - i));
    return days.slice(SETTLED_AFTER - 1);
  }

  /** A portal of its own on an empty database, unless one is given. */
  async portal(
    options: Partial<
      Pick<
        PortalOptions,
        'knex' | 'backfillDays' | 'clock' | 'config' | 'rootConfig' | 'features'
      >
    > = {},
  ): Promise<Portal & { knex: Knex }> {
    const knex = options.knex ?? this.own(openSqlite());
    const portal = await Portal.start({
      simUrl: this.sim.url,
      example: this.example,
      clock: new MovableClock(this.now),
      backfillDays: this.days,
      ...options,
      knex,
    });
    this.portals.push(portal);
    return Object.assign(portal, { knex });
  }

  /** Lets the machine's own clock stand still; timers go on. */
  freezeTime(): void {
    jest.useFakeTimers({
      now: Date.parse(this.now),
      doNotFake: [
        'hrtime',
        'nextTick',
        'performance',
        'queueMicrotask',
        'setImmediate',
        'clearImmediate',
        'setInterval',
        'clearInterval',
        'setTimeout',
        'clearTimeout',
      ],
    });
  }

  releaseTime(): void {
    jest.useRealTimers();
  }

  /** Moves a portal's clock, and the machine's that stands still. */
  advance(portal: Portal, time: { minutes: number }): void {
    portal.clock.advance(time);
    jest.setSystemTime(Date.now() + time.minutes * 60_000);
  }

  /** Closes a database with the world. */
  own(knex: Knex): Knex {
    this.databases.push(knex);
    return knex;
  }

  async close(): Promise<void> {
    for (const portal of this.portals) {
      await portal.stop();
    }
    for (const knex of this.databases) {
      await knex.destroy();
    }
    await this.sim.close();
    this.example.remove();
  }
}
