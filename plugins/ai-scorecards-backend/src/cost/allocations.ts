import {
  BucketId,
  ReconciliationLine,
} from 'backstage-plugin-ai-scorecards-common';

/** A part of one line's money: what is charged to somebody, or where the rest stands. */
export interface Allocation {
  line: ReconciliationLine;
  /** Full entity ref; null for a bucket and for what no team shows apart. */
  team: string | null;
  costCentre: string | null;
  /** Null for a team. What no team shows apart counts as `small-groups`, in an adjustment as `teams`. */
  bucket: BucketId | 'teams' | null;
  micros: number;
  /** What prices it: what was billed without a person is the bill's, all else is as good as what is known of accounts. */
  priceSource: ReconciliationLine['priceSource'];
  /** The closed month that an adjustment is of; null for the month's own cost. */
  adjustmentOf: string | null;
}

/**
 * Divides lines that were opened to teams into parts. The parts of a line add up to its total, those of its adjustments to
 * theirs. A line that could not be opened has its teams as one part, among the small groups.
 * @param costCentreOf - of a team's entity ref in a month
 */
export function allocate(
  lines: readonly ReconciliationLine[],
  costCentreOf: (team: string, month: string) => string | null,
): Allocation[] {
  return lines.flatMap(line => {
    const rest = {
      line,
      team: null,
      costCentre: null,
      adjustmentOf: null,
      priceSource: line.partsPriceSource,
    };
    const teams: Allocation[] = (line.byTeam?.teams ?? []).map(
      ({ team, micros }) => ({
        ...rest,
        team,
        costCentre: costCentreOf(team, line.month),
        bucket: null,
        micros,
      }),
    );
    const hidden = line.byTeam?.notShownApartMicros ?? line.teamsMicros ?? 0;
    const buckets = new Map<BucketId, number>([['small-groups', hidden]]);
    for (const { bucket, micros } of line.buckets) {
      buckets.set(bucket, (buckets.get(bucket) ?? 0) + micros);
    }
    const parts: Allocation[] = [
      ...teams,
      ...[...buckets].map(([bucket, micros]) => ({ ...rest, bucket, micros })),
    ];
    for (const adjustment of line.adjustments) {
      const { ofMonth, teamsMicros } = adjustment;
      const found = { ...rest, adjustmentOf: ofMonth };
      let apart = teamsMicros;
      for (const { team, micros } of adjustment.teams) {
        const costCentre = costCentreOf(team, ofMonth);
        parts.push({ ...found, team, costCentre, bucket: null, micros });
        apart -= micros;
      }
      parts.push({ ...found, bucket: 'teams', micros: apart });
      adjustment.buckets.forEach(({ bucket, micros }) =>
        parts.push({ ...found, bucket, micros }),
      );
    }
    return parts
      .filter(({ micros }) => micros !== 0)
      .map(part =>
        part.bucket === 'billed-without-person'
          ? { ...part, priceSource: line.priceSource }
          : part,
      );
  });
}
