import { Forest, ORGANISATION_ID } from '../scorecards/aggregate/forest';
import { PublishedMonthFigures } from '../scorecards/aggregate/month';
import type { DaySpan } from '../scorecards/aggregate/span';
import { inOrder } from './changedTeams';
import { MonthCost } from './MonthCostLoader';
import { DayMoneyRow, MonthMoneyRow } from './MoneyStore';
import type { TeamMoneyRow } from './TeamMoneyStore';

/** Where every micro-unit of a month stands: with teams that show it, or in a named bucket. */
export function monthMoneyRows(
  cost: MonthCost,
  figures: PublishedMonthFigures,
): MonthMoneyRow[] {
  return cost.channels.flatMap((channel, c) => {
    if (c === cost.idleChannel) return [];
    const { teamsMicros, smallGroupsMicros, smallGroupPeople } =
      figures.sums[c];
    const rows: MonthMoneyRow[] = [
      { ...channel, bucket: '', micros: teamsMicros, holders: 0 },
    ];
    if (smallGroupPeople > 0) {
      rows.push({
        ...channel,
        bucket: 'small-groups',
        micros: smallGroupsMicros,
        holders: smallGroupPeople,
      });
    }
    for (const [bucket, sum] of cost.money.buckets[c]) {
      rows.push({
        ...channel,
        bucket,
        micros: sum.micros,
        holders: sum.holders.size,
      });
    }
    return rows;
  });
}

/** Money of each day of a month, by bucket. */
export function dayMoneyRows(cost: MonthCost, span: DaySpan): DayMoneyRow[] {
  const days = span.days.length;
  return [...cost.money.byDay].flatMap(([bucket, sums]) =>
    cost.channels.flatMap((channel, c) =>
      c === cost.idleChannel
        ? []
        : span.days.flatMap((day, i) => {
            const micros = sums[c * days + i];
            const estimated = (cost.estimatedDays[c] & (1 << i)) !== 0;
            return micros === 0
              ? []
              : [{ ...channel, day, bucket, micros, estimated }];
          }),
    ),
  );
}

/** What teams show of each tool and kind, and what none of them shows apart. */
export function teamMoneyRows(
  cost: MonthCost,
  figures: PublishedMonthFigures,
  forest: Forest,
): TeamMoneyRow[] {
  return cost.channels.flatMap((channel, c) => {
    if (c === cost.idleChannel) return [];
    const { teams, rest } = figures.sums[c].byTeam;
    const rows: TeamMoneyRow[] = [...teams].map(([team, sum]) => ({
      ...channel,
      groupId: forest.teamIds[team],
      micros: sum.micros,
      people: 0,
      amounts: inOrder(sum.amounts),
    }));
    if (rest.amounts.length > 0) {
      rows.push({
        ...channel,
        groupId: ORGANISATION_ID,
        micros: rest.micros,
        people: rest.amounts.length,
        amounts: inOrder(rest.amounts),
      });
    }
    return rows;
  });
}
