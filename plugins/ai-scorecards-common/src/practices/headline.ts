import type {
  Figure,
  HeadlineMetric,
  NextStep,
  Point,
  PracticeStanding,
  Status,
  TeamPractices,
} from '../contract';
import { practiceLevel } from '../metrics';

/** What the headline says of practices. */
export interface PracticeHeadlineInput {
  standing: PracticeStanding;
  minimum: number;
  next: number | null;
  /** Number of checks between the team and the next level. */
  missing: number;
  nextStep: NextStep | null;
  peers: TeamPractices['peers'];
  /** Level by week, oldest first, at most twelve. */
  sparkline: Point[];
  /** The level four weeks before; null where it was not known. */
  fourWeeksAgo: number | null;
}

/** Minimums that everyone meets; the source is the organisation's own practice. */
const TARGET_SOURCE = "The organisation's minimum";

/** The level as a figure: null with its state while it is not known. */
export function levelFigure(standing: PracticeStanding): Figure {
  const base = { bound: null, unit: 'level' as const };
  if (standing.state === 'assessed') {
    return {
      ...base,
      state: 'ok',
      value: standing.effective,
      ...(standing.reason && { reason: standing.reason }),
    };
  }
  const reason =
    standing.state === 'unknown' && standing.was !== null
      ? `Unknown (was ${standing.was}). ${standing.reason ?? ''}`.trim()
      : standing.reason ?? undefined;
  return {
    ...base,
    state: standing.state === 'unknown' ? 'failed' : 'no-data',
    value: null,
    ...(reason && { reason }),
  };
}

function statusOf({
  standing,
  minimum,
  next,
  missing,
}: PracticeHeadlineInput): Status {
  if (standing.state === 'unknown') return 'not-known-yet';
  if (standing.effective === null) return 'not-assessed-yet';
  if (standing.effective < minimum) {
    // Nothing is asked of a team to which nothing of the next level applies.
    return next !== null && missing === 0 ? 'not-known-yet' : 'worth-a-talk';
  }
  return standing.raw !== null && standing.raw < minimum ? 'watch' : 'on-track';
}

/** "One check short of level 2", "3 checks short of level 2"; undefined at the top or while nothing is assessed. */
export function shortOf(
  missing: number,
  next: number | null,
): string | undefined {
  if (next === null || missing === 0) return undefined;
  return `${
    missing === 1 ? 'one check' : `${missing} checks`
  } short of level ${next}`;
}

/** The headline metric `practiceLevel`. */
export function practiceHeadline(input: PracticeHeadlineInput): HeadlineMetric {
  const { standing, minimum, next, missing, peers } = input;
  const short = shortOf(missing, next);
  const level = standing.effective;
  return {
    id: practiceLevel.id,
    title: practiceLevel.title,
    unit: practiceLevel.unit,
    direction: practiceLevel.direction,
    definition: {
      version: practiceLevel.version,
      formula: practiceLevel.formula,
    },
    figure: levelFigure(standing),
    status: statusOf(input),
    reasons: [
      ...(standing.reason ? [standing.reason] : []),
      ...(standing.raw !== null && standing.raw !== level
        ? [`Without waivers it would be ${standing.raw}.`]
        : []),
      ...(level !== null && short
        ? [`${short.charAt(0).toLocaleUpperCase('en-US')}${short.slice(1)}.`]
        : []),
    ],
    change:
      level === null || input.fourWeeksAgo === null
        ? null
        : level - input.fourWeeksAgo,
    sparkline: input.sparkline,
    inputs: [],
    population: { people: null, leftOut: 0, countedInEach: false },
    target: {
      value: minimum,
      text: `≥ ${minimum}`,
      source: TARGET_SOURCE,
      sourceDate: '2026-11-01',
    },
    peers: peers && { p25: peers.p25, p75: peers.p75, teams: peers.teams },
    nextStep: input.nextStep,
  };
}
