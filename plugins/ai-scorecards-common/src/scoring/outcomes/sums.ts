import { addDays } from '../../time';
import { addBins, CYCLE_HOURS, emptyBins, SIZE_LINES } from './histogram';
import {
  NO_FINDINGS,
  PublishedChanges,
  PublishedOutcomeWeek,
  PublishedChangePart,
  PublishedFindings,
  SCORED_WEEKS,
} from './published';

/** The Monday so many weeks before one. */
export function weeksBefore(week: string, count: number): string {
  return addDays(week, -7 * count);
}

/** What the roster merged in some weeks. */
export interface OutputSum {
  /** Weeks of which it is known and shown. */
  weeks: number;
  merged: number;
  developerWeeks: number;
}

/** Adds up the output of `count` weeks that end with `last`, of those that are known whole and shown. */
export function outputOver(
  weeks: readonly PublishedOutcomeWeek[],
  last: string,
  count: number,
): OutputSum {
  const first = weeksBefore(last, count - 1);
  const usable = weeks.filter(
    ({ week, state, roster }) =>
      week >= first && week <= last && state === 'ok' && roster.shown,
  );
  return {
    weeks: usable.length,
    merged: usable.reduce((sum, { roster }) => sum + roster.merged, 0),
    developerWeeks: usable.reduce((sum, { roster }) => sum + roster.people, 0),
  };
}

/** AI-assisted and other changes apart, over the weeks of which both are shown. */
export interface PartsSum {
  weeks: number;
  ai: PublishedChangePart;
  other: PublishedChangePart;
}

/** Findings over the weeks in which enough people merged into scanned repositories. */
export interface FindingsSum {
  weeks: number;
  found: number;
  changes: number;
  /** Of the last span: how many of the team's repositories are scanned. */
  last: Pick<PublishedFindings, 'repositories' | 'scanned'>;
}

/** What vendors report over the weeks in which they do of enough people, beside what was merged in these. */
export interface ReportsSum {
  weeks: number;
  pullRequests: number;
  changes: number;
  /** Of the last span: whether any vendor reports anything. */
  known: boolean;
}

type Counts = Omit<
  PublishedChanges,
  | 'period'
  | 'parts'
  | 'findings'
  | 'reported'
  | 'shown'
  | 'people'
  | 'leftOut'
  | 'countedInEach'
  | 'estimated'
  | 'assumed'
>;

/** Changes of some weeks. `people` is the smallest number of people behind one of its spans: it decides on clamps. */
export interface ChangesSum extends Counts {
  weeks: number;
  people: number;
  parts: PartsSum;
  findings: FindingsSum;
  reports: ReportsSum;
}

const NO_PART: PublishedChangePart = {
  people: Infinity,
  changes: 0,
  failed: 0,
};

function addPart(
  a: PublishedChangePart,
  b: PublishedChangePart,
): PublishedChangePart {
  return {
    people: Math.min(a.people, b.people),
    changes: a.changes + b.changes,
    failed: a.failed + b.failed,
  };
}

/**
 * Adds up the changes of `count` weeks that end with `last`: spans of four weeks, the newest first, and one of two
 * where that is left. Spans that are not known whole or not shown are left out.
 */
export function changesOver(
  weeks: readonly PublishedOutcomeWeek[],
  last: string,
  count: number,
): ChangesSum {
  const byWeek = new Map(weeks.map(week => [week.week, week]));
  const sum: ChangesSum = {
    weeks: 0,
    people: Infinity,
    changes: 0,
    failed: 0,
    reverted: 0,
    incidents: 0,
    aiAnswered: 0,
    aiIncidents: 0,
    reviewAnswered: 0,
    reviewGaps: 0,
    hotFixes: 0,
    reviewKnown: 0,
    reviewed: 0,
    ai: 0,
    cycle: emptyBins(CYCLE_HOURS),
    size: emptyBins(SIZE_LINES),
    parts: { weeks: 0, ai: NO_PART, other: NO_PART },
    findings: { weeks: 0, found: 0, changes: 0, last: NO_FINDINGS },
    reports: { weeks: 0, pullRequests: 0, changes: 0, known: false },
  };
  for (let back = 0; back < count; back += SCORED_WEEKS) {
    const row = byWeek.get(weeksBefore(last, back));
    const isWhole = count - back >= SCORED_WEEKS;
    const span = isWhole ? row?.window : row?.half;
    if (span?.shown && span.period.state === 'ok') {
      add(sum, span, isWhole ? SCORED_WEEKS : count - back);
    }
  }
  return sum;
}

function add(sum: ChangesSum, span: PublishedChanges, weeks: number): void {
  // The newest span comes first.
  if (sum.weeks === 0) {
    sum.findings.last = span.findings;
    sum.reports.known = span.reported !== null;
  }
  sum.weeks += weeks;
  sum.people = Math.min(sum.people, span.people);
  sum.changes += span.changes;
  sum.failed += span.failed;
  sum.reverted += span.reverted;
  sum.incidents += span.incidents;
  sum.aiAnswered += span.aiAnswered;
  sum.aiIncidents += span.aiIncidents;
  sum.reviewAnswered += span.reviewAnswered;
  sum.reviewGaps += span.reviewGaps;
  sum.hotFixes += span.hotFixes;
  sum.reviewKnown += span.reviewKnown;
  sum.reviewed += span.reviewed;
  sum.ai += span.ai;
  sum.cycle = addBins(sum.cycle, span.cycle);
  sum.size = addBins(sum.size, span.size);
  if (span.parts) {
    sum.parts = {
      weeks: sum.parts.weeks + weeks,
      ai: addPart(sum.parts.ai, span.parts.ai),
      other: addPart(sum.parts.other, span.parts.other),
    };
  }
  if (span.findings.counts) {
    sum.findings.weeks += weeks;
    sum.findings.found += span.findings.counts.found;
    sum.findings.changes += span.findings.counts.changes;
  }
  if (span.reported?.shown) {
    sum.reports.weeks += weeks;
    sum.reports.pullRequests += span.reported.pullRequests;
    sum.reports.changes += span.changes;
  }
}
