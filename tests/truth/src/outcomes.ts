import {
  binnedMedian,
  Change,
  Changes,
  daysUpTo,
  HOURS,
  hoursOf,
  LINES,
  linesOf,
  ShownChanges,
} from './changes';
import { plus, weekDays } from './days';
import { clamped } from './publish';

/** An indicator as it may be shown; null where nothing is. */
export interface Indicator {
  value: number | null;
  bound: 'at-least' | 'at-most' | null;
  baseline: number | null;
  baselineBound: 'at-least' | 'at-most' | null;
}

type Value = Pick<Indicator, 'value' | 'bound'> | null;

interface Summed {
  people: number;
  weeks: number;
  changes: Change[];
}

const SCORED = 4;
const BASELINE = 26;
const LEAST_BASELINE = 8;
const SETTLING = 2;

const share =
  (holds: (change: Change) => boolean) =>
  ({ changes, people }: Summed): Value =>
    clamped(changes.filter(holds).length, changes.length, people);

const median =
  (ends: number[], of: (change: Change) => number, scale: number) =>
  ({ changes }: Summed): Value => {
    const value = binnedMedian(ends, changes.map(of));
    return value === null
      ? null
      : { value: Math.round((10 * value) / scale) / 10, bound: null };
  };

/** What is told of changes, and how many weeks old they must be for it. */
const OF_CHANGES: Record<
  string,
  { settling: number; value: (sum: Summed) => Value }
> = {
  changeFailure: { settling: SETTLING, value: share(it => it.failed) },
  reverts: { settling: SETTLING, value: share(it => it.reverted) },
  incidents: { settling: SETTLING, value: share(it => it.hurt) },
  hotFixes: { settling: 0, value: share(it => it.hotFix) },
  reviewCoverage: { settling: 0, value: share(it => it.humanApprovals > 0) },
  aiShare: { settling: 0, value: share(it => it.ai.length > 0) },
  cycleTime: { settling: 0, value: median(HOURS, hoursOf, 24) },
  size: { settling: 0, value: median(LINES, linesOf, 1) },
};

/** Works out what is shown of teams' work, week by week. */
export class OutcomeTruth {
  private readonly spans = new Map<string, Map<string, ShownChanges>>();
  private readonly weeks = new Map<string, Map<string, ShownChanges>>();

  constructor(
    private readonly changes: Changes,
    private readonly options: {
      /** Monday of the scored week */
      week: string;
      /** the first UTC day that is collected */
      from: string;
    },
  ) {}

  /** Every indicator of a team by its id. */
  indicators(team: string): Map<string, Indicator> {
    const found = new Map([['output', this.output(team)]]);
    for (const [id, { settling, value }] of Object.entries(OF_CHANGES)) {
      const last = plus(this.options.week, -7 * settling);
      found.set(
        id,
        indicator(
          this.sum(team, last, SCORED),
          this.sum(team, plus(last, -7 * SCORED), BASELINE),
          value,
        ),
      );
    }
    return found;
  }

  /** Whether the team's quality is shown; null for a team in which nobody was. */
  isPublished(team: string): boolean | null {
    if (!this.changes.hasPeople(team, this.options.week)) return null;
    return this.indicators(team).get('changeFailure')?.value !== null;
  }

  private output(team: string): Indicator {
    const over = (last: string, count: number): Summed => {
      const sum: Summed = { people: 0, weeks: 0, changes: [] };
      for (let back = 0; back < count; back++) {
        const monday = plus(last, -7 * back);
        const all =
          this.weeks.get(monday) ?? this.changes.output(weekDays(monday));
        this.weeks.set(monday, all);
        const shown = all.get(team);
        if (shown?.shown && monday >= this.options.from) {
          sum.weeks += 1;
          sum.people += shown.people;
          sum.changes.push(...shown.changes);
        }
      }
      return sum;
    };
    const perWeek = ({ changes, people }: Summed): Value => ({
      value: Math.round((1000 * changes.length) / people) / 1000,
      bound: null,
    });
    return indicator(
      over(this.options.week, SCORED),
      over(plus(this.options.week, -7 * SCORED), BASELINE),
      perWeek,
    );
  }

  /** Changes of some weeks in spans of four, the newest first, and one of two that is left. */
  private sum(team: string, last: string, count: number): Summed {
    const sum: Summed = { people: Infinity, weeks: 0, changes: [] };
    for (let back = 0; back < count; back += SCORED) {
      const weeks = Math.min(SCORED, count - back);
      const sunday = plus(last, 6 - 7 * back);
      const key = `${sunday} ${weeks}`;
      const days = daysUpTo(sunday, 7 * weeks);
      const all = this.spans.get(key) ?? this.changes.published(days, days);
      this.spans.set(key, all);
      const shown = all.get(team);
      if (shown?.shown && days[0] >= this.options.from) {
        sum.weeks += weeks;
        sum.people = Math.min(sum.people, shown.people);
        sum.changes.push(...shown.changes);
      }
    }
    return sum;
  }
}

function indicator(
  now: Summed,
  before: Summed,
  value: (sum: Summed) => Value,
): Indicator {
  const figure = now.weeks > 0 ? value(now) : null;
  const baseline = before.weeks >= LEAST_BASELINE ? value(before) : null;
  return {
    value: figure?.value ?? null,
    bound: figure?.bound ?? null,
    baseline: baseline?.value ?? null,
    baselineBound: baseline?.bound ?? null,
  };
}
