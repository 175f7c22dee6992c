import { Door, Pushed, PushDoor } from 'expected-truth';
import { focusPushes, otlpPushes, PushRequest, rowPushes } from 'vendor-sim';
import { ALL_VENDORS } from './allDoors';
import { TestWorld } from './world';

const CLAUDE_CODE = 'resource:default/claude-code';
const COPILOT = 'resource:default/github-copilot';
const CURSOR = 'resource:default/cursor';
/** Telemetry that is older is refused. */
const DAYS_OF_TELEMETRY = 6;
const DAYS_OF_ROWS = 20;

/** Every door of usage, seats and cost, those through which something arrives by itself after the vendors. */
export const EVERY_DOOR: Door[] = [
  ...ALL_VENDORS,
  'file',
  'push',
  'otlp',
  'focus',
];

/** What arrives by itself in a world up to the day on which it began. */
export class EverythingPushed {
  readonly days: string[];
  private readonly ofRows: string[];
  private readonly ofTelemetry: string[];

  constructor(private readonly world: TestWorld) {
    const { days } = world;
    this.days = [...Array(days).keys()].map(i => world.day(i - days));
    this.ofRows = this.days.slice(-DAYS_OF_ROWS);
    this.ofTelemetry = this.days.slice(-DAYS_OF_TELEMETRY);
  }

  /** In the order in which the doors are configured to be believed; the files are in a folder. */
  requests(): PushRequest[] {
    const stand = this.world.sim.world;
    return [
      ...this.ofRows.flatMap(day => rowPushes(stand, day)),
      ...this.ofTelemetry.flatMap(day => otlpPushes(stand, day)),
      ...this.bills(),
    ];
  }

  /** As they are told now. */
  bills(): PushRequest[] {
    return focusPushes(this.world.sim.world, this.days);
  }

  /** The same as the truth has it, with the files of all days. */
  settings(): Pushed[] {
    const pushed = (door: PushDoor, tool: string, days: string[]): Pushed => ({
      door,
      tool,
      from: days[0],
      to: days[days.length - 1],
    });
    return [
      pushed('file', CLAUDE_CODE, this.days),
      pushed('file', CURSOR, this.days),
      pushed('push', CLAUDE_CODE, this.ofRows),
      pushed('otlp', CLAUDE_CODE, this.ofTelemetry),
      pushed('focus', CLAUDE_CODE, this.days),
      pushed('focus', COPILOT, this.days),
    ];
  }
}
