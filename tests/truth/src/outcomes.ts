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
import { besideWhole } from './beside';
import { RepositoryTruth, FindingTruth } from './code';
import { plus, weekDays } from './days';
import { clamped } from './publish';
import { Report } from './vendorReports';

/** An indicator as it may be shown; null where nothing is. */
export interface Indicator {
  value: number | null;
  bound: 'at-least' | 'at-most' | null;
  baseline: number | null;
  baselineBound: 'at-least' | 'at-most' | null;
  /** the value by its baseline, which is 100 */
  index: number | null;
  /** the same of the last weeks, each with those that a value looks at, oldest first */
  weeks: (number | null)[];
}

type Value = { value: number; bound: Indicator['bound'] } | null;

interface Summed {
  people: number;
  weeks: number;
  changes: Change[];
  /** what AI did and the rest, each over the spans in which both are shown */
  parts: { weeks: number; ai: Part; other: Part };
  /** findings, over the spans in which enough people merged into scanned repositories */
  findings: { weeks: number; found: number; changes: number };
  reports: { weeks: number; pullRequests: number; changes: number };
}

interface Part {
  people: number;
  changes: Change[];
}

/** What is told of a span of days, by team. */
interface Span {
  all: ReadonlyMap<string, ShownChanges>;
  ai: ReadonlyMap<string, ShownChanges>;
  other: ReadonlyMap<string, ShownChanges>;
  /** teams in which both parts may be shown */
  partsOf: (team: string) => boolean;
  /** undefined where it may not be shown */
  findingsOf: (team: string) => { found: number; changes: number } | undefined;
  reportsOf: (team: string) => number | undefined;
}

/** Where a team's change failure lies among those of its type. */
export interface BandTruth {
  band: 'low' | 'middle' | 'high' | null;
  p25: number | null;
  p75: number | null;
  teams: number | null;
  outlier: boolean;
}

const NO_BAND: BandTruth = {
  band: null,
  p25: null,
  p75: null,
  teams: null,
  outlier: false,
};
const LEAST_PEERS = 5;
/** Days of work that are collected at all: what was found before is not known. */
const COLLECTED_DAYS = 7 * 34;

const SCORED = 4;
const BASELINE = 26;
const LEAST_BASELINE = 8;
const SETTLING = 2;
const LEAST_CHANGES = 30;
/** Weeks of a small chart. */
const DRAWN = 12;

const share =
  (holds: (change: Change) => boolean) =>
  ({ changes, people }: Summed): Value =>
    clamped(changes.filter(holds).length, changes.length, people);

/** Without the changes of whose incidents no post-mortem answers; null where none does of any. */
function answeredShare(
  answered: (change: Change) => boolean,
  holds: (change: Change) => boolean,
): (sum: Summed) => Value {
  return ({ changes, people }) => {
    const hurt = changes.filter(it => it.hurt);
    if (hurt.length > 0 && !hurt.some(answered)) return null;
    const asked = changes.filter(it => !it.hurt || answered(it));
    return clamped(asked.filter(holds).length, asked.length, people);
  };
}

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
  aiIncidents: {
    settling: SETTLING,
    value: answeredShare(
      it => it.answeredAi,
      it => it.hurtByAi,
    ),
  },
  reviewGaps: {
    settling: SETTLING,
    value: answeredShare(
      it => it.answeredReview,
      it => it.hurtPastReview,
    ),
  },
  hotFixes: { settling: 0, value: share(it => it.hotFix) },
  reviewCoverage: { settling: 0, value: share(it => it.humanApprovals > 0) },
  aiShare: { settling: 0, value: share(it => it.ai.length > 0) },
  cycleTime: { settling: 0, value: median(HOURS, hoursOf, 24) },
  size: { settling: 0, value: median(LINES, linesOf, 1) },
  findings: {
    settling: 0,
    value: ({ findings }) =>
      perHundred(findings.weeks, findings.found, findings.changes),
  },
  aiReported: {
    settling: 0,
    value: ({ reports }) =>
      perHundred(reports.weeks, reports.pullRequests, reports.changes),
  },
  aiFailureRatio: {
    settling: SETTLING,
    value: ({ parts }) => {
      const rate = ({ changes, people }: Part) =>
        clamped(changes.filter(it => it.failed).length, changes.length, people);
      const [ai, other] = [rate(parts.ai), rate(parts.other)];
      // The end of a rate that is not told would follow from the ratio.
      return parts.weeks === 0 ||
        !ai ||
        !other ||
        ai.bound ||
        other.bound ||
        other.value === 0
        ? null
        : {
            value: Math.round((100 * ai.value) / other.value) / 100,
            bound: null,
          };
    },
  },
};

/** Weeks that must be known of a baseline, where these are not all weeks with changes. */
const WEEKS_OF: Record<string, (sum: Summed) => number> = {
  findings: sum => sum.findings.weeks,
  aiReported: sum => sum.reports.weeks,
  aiFailureRatio: ({ parts }) =>
    parts.ai.changes.length + parts.other.changes.length < LEAST_CHANGES
      ? 0
      : parts.weeks,
};

function perHundred(weeks: number, count: number, changes: number): Value {
  return weeks === 0
    ? null
    : { value: Math.round((1000 * count) / changes) / 10, bound: null };
}

/** Works out what is shown of teams' work, week by week. */
export class OutcomeTruth {
  private readonly spans = new Map<string, Span>();
  private readonly weeks = new Map<string, Map<string, ShownChanges>>();
  private readonly findings: FindingTruth[];
  /** The host was first asked today: before, a repository is known to be scanned by what was found alone. */
  private readonly scannedFrom = new Map<string, string>();
  private peersByType: Map<string, number[]> | undefined;

  constructor(
    private readonly changes: Changes,
    private readonly options: {
      /** Monday of the scored week */
      week: string;
      /** the first UTC day that is collected */
      from: string;
      today: string;
      minimum: number;
      repositories: RepositoryTruth[];
      findings: FindingTruth[];
      reports: ReadonlyMap<string, Report[]>;
      /** teams with their types */
      groups: { ref: string; type: string }[];
    },
  ) {
    // What a vendor shows of an organisation, and of these severities alone.
    this.findings = options.findings.filter(
      ({ day, host, hidden, severity }) =>
        day >= plus(options.today, -COLLECTED_DAYS) &&
        host === 'github' &&
        !hidden &&
        severity !== 'medium',
    );
    for (const { repository, day } of this.findings) {
      const first = this.scannedFrom.get(repository);
      if (first === undefined || day < first) {
        this.scannedFrom.set(repository, day);
      }
    }
  }

  /** Every indicator of a team by its id. */
  indicators(team: string): Map<string, Indicator> {
    const found = new Map([['output', this.output(team)]]);
    for (const [id, { settling, value }] of Object.entries(OF_CHANGES)) {
      const last = plus(this.options.week, -7 * settling);
      found.set(
        id,
        indicator(
          back => this.sum(team, plus(last, -7 * back), SCORED),
          this.sum(team, plus(last, -7 * SCORED), BASELINE),
          value,
          WEEKS_OF[id],
        ),
      );
    }
    // Of nobody there are no weeks to draw.
    if (!this.changes.hasPeople(team, this.options.week)) {
      found.forEach((of, id) => found.set(id, { ...of, weeks: [] }));
    }
    return found;
  }

  /** Where a team's change failure lies among the teams of its type without teams below. */
  band(team: string): BandTruth {
    const own = this.indicators(team).get('changeFailure')?.value ?? null;
    const type = this.options.groups.find(it => it.ref === team)?.type ?? '';
    const values = this.peers().get(type) ?? [];
    if (own === null || values.length < LEAST_PEERS) return NO_BAND;
    const [p25, p75] = [0.25, 0.75].map(part => quantile(values, part));
    const beside = own < p25 ? 'low' : 'middle';
    return {
      band: own > p75 ? 'high' : beside,
      p25,
      p75,
      teams: values.length,
      outlier: p75 > p25 && own > p75 + 1.5 * (p75 - p25),
    };
  }

  /** Change failure of the settled four weeks alone, sorted, by type of team. */
  private peers(): Map<string, number[]> {
    if (this.peersByType) return this.peersByType;
    const found = new Map<string, number[]>();
    const last = plus(this.options.week, -7 * SETTLING);
    const days = daysUpTo(plus(last, 6), 7 * SCORED);
    const parents = new Set(this.changes.parents(days).values());
    for (const { ref, type } of this.options.groups) {
      const { weeks, people, changes } = this.sum(ref, last, SCORED);
      if (weeks === 0 || parents.has(ref)) continue;
      const rate = clamped(
        changes.filter(it => it.failed).length,
        changes.length,
        people,
      );
      if (rate) found.set(type, [...(found.get(type) ?? []), rate.value]);
    }
    found.forEach(values => values.sort((a, b) => a - b));
    this.peersByType = found;
    return found;
  }

  /** Whether the team's quality is shown: `nobody` was ever in it, `hidden` for too few people, `none` of enough of them. */
  isPublished(team: string): 'nobody' | 'shown' | 'hidden' | 'none' {
    if (!this.changes.hasPeople(team, this.options.week)) return 'nobody';
    const indicators = this.indicators(team);
    if (indicators.get('changeFailure')?.value !== null) return 'shown';
    return indicators.get('output')?.value === 0 ? 'none' : 'hidden';
  }

  private output(team: string): Indicator {
    const over = (last: string, count: number): Summed => {
      const sum: Summed = { ...empty(), people: 0 };
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
    const weekly = (back: number) =>
      over(plus(this.options.week, -7 * back), 1);
    const before = over(plus(this.options.week, -7 * SCORED), BASELINE);
    const of = indicator(
      () => over(this.options.week, SCORED),
      before,
      perWeek,
    );
    return { ...of, weeks: indicator(weekly, before, perWeek).weeks };
  }

  /** Changes of some weeks in spans of four, the newest first, and one of two that is left. */
  private sum(team: string, last: string, count: number): Summed {
    const sum = empty();
    for (let back = 0; back < count; back += SCORED) {
      const weeks = Math.min(SCORED, count - back);
      const sunday = plus(last, 6 - 7 * back);
      const key = `${sunday} ${weeks}`;
      const days = daysUpTo(sunday, 7 * weeks);
      const span = this.spans.get(key) ?? this.span(days);
      this.spans.set(key, span);
      const shown = span.all.get(team);
      if (!shown?.shown || days[0] < this.options.from) continue;
      sum.weeks += weeks;
      sum.people = Math.min(sum.people, shown.people);
      sum.changes.push(...shown.changes);
      if (span.partsOf(team)) {
        sum.parts.weeks += weeks;
        for (const part of ['ai', 'other'] as const) {
          const of = span[part].get(team);
          sum.parts[part].people = Math.min(
            sum.parts[part].people,
            of?.people ?? 0,
          );
          sum.parts[part].changes.push(...(of?.changes ?? []));
        }
      }
      const findings = span.findingsOf(team);
      if (findings) {
        sum.findings.weeks += weeks;
        sum.findings.found += findings.found;
        sum.findings.changes += findings.changes;
      }
      const reports = span.reportsOf(team);
      if (reports !== undefined) {
        sum.reports.weeks += weeks;
        sum.reports.pullRequests += reports;
        sum.reports.changes += shown.changes.length;
      }
    }
    return sum;
  }

  private span(days: string[]): Span {
    const { minimum, reports } = this.options;
    const isScanned = (repository: string) =>
      (this.scannedFrom.get(repository) ?? '9') <= days[0];
    const of = (keep?: (change: Change) => boolean) =>
      this.changes.published(days, days, keep);
    const all = of();
    const ai = of(it => it.ai.length > 0);
    const other = of(it => it.ai.length === 0);
    const scanned = of(it => isScanned(it.repository));
    const told = this.changes.reports(days, days, reports);
    const parents = this.changes.parents(days);
    const worked = this.changes.teamsThatMerged(days, it =>
      isScanned(it.repository),
    );
    const found = this.findings.filter(
      it => days.includes(it.day) && isScanned(it.repository),
    );
    const [mayAi, mayOther, mayScanned] = [ai, other, scanned].map(part =>
      besideWhole(parents, minimum, all, part),
    );
    return {
      all,
      ai,
      other,
      partsOf: team => mayAi.has(team) && mayOther.has(team),
      findingsOf: team => {
        const shown = scanned.get(team);
        return shown?.shown && mayScanned.has(team)
          ? {
              found: found.filter(it =>
                this.isOf(it, team, { parents, worked, places: shown.places }),
              ).length,
              changes: shown.changes.length,
            }
          : undefined;
      },
      reportsOf: team => {
        const shown = told.get(team);
        return shown?.shown
          ? shown.changes.reduce((sum, it) => sum + it.pullRequests, 0)
          : undefined;
      },
    };
  }

  /** Whether a finding is in a repository of those whose work stands in a team's figures, or of a team below where nobody worked. */
  private isOf(
    { repository, day }: FindingTruth,
    team: string,
    span: {
      parents: ReadonlyMap<string, string | undefined>;
      worked: ReadonlySet<string>;
      places: ShownChanges['places'];
    },
  ): boolean {
    const name = this.options.repositories.find(
      it => it.slug === repository,
    )?.team;
    const owner = `group:default/${name}`;
    if (!span.worked.has(owner)) {
      let above: string | undefined = owner;
      while (above !== undefined && above !== team) {
        above = span.parents.get(above);
      }
      return above === team;
    }
    return span.places.some(place =>
      place.visiting === undefined
        ? place.team === owner
        : place.visiting === owner && place.days.includes(day),
    );
  }
}

function empty(): Summed {
  return {
    people: Infinity,
    weeks: 0,
    changes: [],
    parts: {
      weeks: 0,
      ai: { people: Infinity, changes: [] },
      other: { people: Infinity, changes: [] },
    },
    findings: { weeks: 0, found: 0, changes: 0 },
    reports: { weeks: 0, pullRequests: 0, changes: 0 },
  };
}

/** Between neighbours in proportion, in millionths. */
function quantile(sorted: number[], part: number): number {
  const at = (sorted.length - 1) * part;
  const low = sorted[Math.floor(at)];
  const high = sorted[Math.ceil(at)];
  return Math.round((low + (high - low) * (at % 1)) * 1e6) / 1e6;
}

/** An indicator from what was summed up to so many weeks before the last, and over its baseline. */
function indicator(
  upTo: (weeksBack: number) => Summed,
  before: Summed,
  value: (sum: Summed) => Value,
  weeksOf: (sum: Summed) => number = sum => sum.weeks,
): Indicator {
  const figureOf = (sum: Summed) => (sum.weeks > 0 ? value(sum) : null);
  const figure = figureOf(upTo(0));
  const baseline = weeksOf(before) >= LEAST_BASELINE ? value(before) : null;
  return {
    value: figure?.value ?? null,
    bound: figure?.bound ?? null,
    baseline: baseline?.value ?? null,
    baselineBound: baseline?.bound ?? null,
    index: against(figure, baseline),
    weeks: Array.from({ length: DRAWN }, (_, place) =>
      against(figureOf(upTo(DRAWN - 1 - place)), baseline),
    ),
  };
}

/** In tenths; nothing where either is not told exactly, or nothing can be divided by. */
function against(now: Value, before: Value): number | null {
  return now && before && !now.bound && !before.bound && before.value !== 0
    ? Math.round((1000 * now.value) / before.value) / 10
    : null;
}
