import {
  BucketId,
  CostAdjustment,
  daysOfMonth,
  monthOf,
  ReconciliationLine,
} from 'backstage-plugin-ai-scorecards-common';
import { Adjustment, ClosedLine, Closing } from './ClosingStore';
import { MonthLine, PlaceSum } from './MonthLines';
import type { TeamAdjustment } from './TeamAdjustmentStore';
import { poolSmallBuckets } from './poolSmallBuckets';

/** A line with its tool's name: of an open month as known now, of a closed one as it was. */
export type AnyLine =
  | (ClosedLine & { complete: true })
  | Omit<MonthLine, 'tool'>;

/** A line as it is read, buckets of too few people or accounts pooled. Lines are not opened to teams. */
export function presentLine(
  line: AnyLine,
  context: {
    tool: string;
    closing: Closing | undefined;
    /** Of all months. */
    adjustments: readonly Adjustment[];
    teamAdjustments: readonly TeamAdjustment[];
    /** The buckets that a closed line shows. */
    shownOf(month: string, toolId: number, kind: string): ReadonlySet<BucketId>;
    minimum: number;
  },
): ReconciliationLine {
  const { closing, tool } = context;
  const isOfLine = (each: Pick<Adjustment, 'toolId' | 'kind'>) =>
    each.toolId === line.toolId && each.kind === line.kind;
  const isOfMonth = ({ bookedOn }: Pick<Adjustment, 'bookedOn'>) =>
    monthOf(bookedOn) === line.month;
  const ofLine = context.adjustments.filter(isOfLine);
  const isKnown = line.known;
  const places = line.places;
  return {
    source: line.source,
    sources: [...line.sources],
    month: line.month,
    tool,
    kind: line.kind,
    currency: line.currency,
    complete: line.complete,
    state: isKnown ? 'known' : 'no-data',
    totalIs: line.totalIs,
    totalMicros: isKnown ? sumOf(places) : null,
    teamsMicros: isKnown
      ? sumOf(places.filter(({ place }) => place === ''))
      : null,
    buckets: bucketsOf(places, context.minimum),
    rounding: line.rounding,
    leftOutMicros: line.leftOutMicros,
    reportedTwiceMicros: line.reportedTwiceMicros,
    bySource: line.bySource && [...line.bySource],
    notHeldMicros: line.notHeldMicros,
    seatsWithoutAssignee: line.seatsWithoutAssignee,
    daysKnown: line.daysKnown,
    daysOfMonth: daysOfMonth(line.month).length,
    priceSource: line.priceSource,
    partsPriceSource: line.partsPriceSource,
    closed: closing ? { at: closing.at, by: closing.by } : null,
    adjustments: presentAdjustments(
      ofLine.filter(isOfMonth),
      context.teamAdjustments.filter(isOfLine).filter(isOfMonth),
      month => context.shownOf(month, line.toolId, line.kind),
    ),
    adjustedLaterMicros: closing
      ? sumOf(ofLine.filter(each => each.ofMonth === line.month))
      : null,
    byTeam: null,
  };
}

/** Buckets with those of too few people or accounts pooled with what was billed without a person. */
export function bucketsOf(
  places: readonly PlaceSum[],
  minimum: number,
): ReconciliationLine['buckets'] {
  return poolSmallBuckets(
    places.flatMap(({ place, micros, holders }) =>
      place === ''
        ? []
        : [{ bucket: place, micros, identities: holders ?? Infinity }],
    ),
    minimum,
  );
}

function presentAdjustments(
  adjustments: readonly Adjustment[],
  ofTeams: readonly TeamAdjustment[],
  shownOf: (month: string) => ReadonlySet<BucketId>,
): CostAdjustment[] {
  const found = new Map<string, CostAdjustment>();
  const sumOfDay = ({ ofMonth, bookedOn }: Omit<TeamAdjustment, 'team'>) => {
    const key = `${ofMonth} ${bookedOn}`;
    const sum: CostAdjustment = found.get(key) ?? {
      ofMonth,
      bookedOn,
      totalMicros: 0,
      teamsMicros: 0,
      teams: [],
      buckets: [],
    };
    found.set(key, sum);
    return sum;
  };
  for (const adjustment of adjustments) {
    const { ofMonth, place, micros } = adjustment;
    const sum = sumOfDay(adjustment);
    sum.totalMicros += micros;
    if (place === '') {
      sum.teamsMicros += micros;
    } else {
      const bucket = shownOf(ofMonth).has(place)
        ? place
        : ('billed-without-person' as const);
      const known = sum.buckets.find(each => each.bucket === bucket);
      if (known) known.micros += micros;
      else sum.buckets.push({ bucket, micros });
    }
  }
  for (const adjustment of ofTeams) {
    const { team, micros } = adjustment;
    const { teams } = sumOfDay(adjustment);
    teams.push({ team: team.ref, title: team.title, micros });
  }
  return [...found.values()];
}

/** In micro-units. */
export function sumOf(list: readonly { micros: number }[]): number {
  return list.reduce((sum, { micros }) => sum + micros, 0);
}
