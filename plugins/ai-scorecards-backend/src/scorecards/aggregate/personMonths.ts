import type { SpanFacts } from './facts';
import { countDays } from './span';

/** Parts of one day: divisible by every number of direct teams up to 16. */
const UNITS_PER_DAY = 720_720;

/** Units of one person-month in a month of so many days. */
export function unitsPerMonth(days: number): number {
  return UNITS_PER_DAY * days;
}

/** Active person-months of memberships, in whole units. */
export interface PersonMonths {
  /** By membership. */
  of: Float64Array;
  /** By membership, of the days of a mask. */
  onDays(membership: number, days: number): number;
}

/**
 * Active person-months: a developer with an action on a roster day of the month counts, for each day on the roster as
 * a developer, one day divided by the number of their direct teams that day, as their money is.
 * @param active - days with an action of any tool, by person index
 */
export function unitsOfMembers(
  { members, span }: Pick<SpanFacts, 'members' | 'span'>,
  active: Int32Array,
): PersonMonths {
  const { person, start, roster, counted } = members;
  const isActive = (who: number) => {
    for (let i = start[who]; i < start[who + 1]; i++) {
      if ((counted[i] & active[who]) !== 0) return true;
    }
    return false;
  };
  const onDays = (i: number, days: number): number => {
    const who = person[i];
    const wanted = counted[i] & days;
    if (start[who + 1] - start[who] === 1) {
      return UNITS_PER_DAY * countDays(wanted);
    }
    let units = 0;
    for (let day = 0; day < span.days.length; day++) {
      const bit = 1 << day;
      if ((wanted & bit) !== 0) {
        let teams = 0;
        for (let other = start[who]; other < start[who + 1]; other++) {
          if ((roster[other] & bit) !== 0) teams += 1;
        }
        // Exact up to 16 direct teams; beyond, a fraction of a unit is dropped.
        units += Math.floor(UNITS_PER_DAY / teams);
      }
    }
    return units;
  };
  const of = new Float64Array(person.length);
  for (let who = 0; who + 1 < start.length; who++) {
    if (isActive(who)) {
      for (let i = start[who]; i < start[who + 1]; i++) {
        of[i] = onDays(i, span.all);
      }
    }
  }
  return { of, onDays };
}

/** The tool that each person used on most days, by person index; the smaller id of equals, 0 for none. */
export function mostUsedTool({
  members,
  active,
}: Pick<SpanFacts, 'members' | 'active'>): Int32Array {
  const best = new Int32Array(members.personIds.length);
  const most = new Int32Array(members.personIds.length);
  for (const toolId of [...active.keys()].sort((a, b) => a - b)) {
    const days = active.get(toolId)!;
    for (let person = 0; person < best.length; person++) {
      const count = countDays(days[person]);
      if (count > most[person]) {
        most[person] = count;
        best[person] = toolId;
      }
    }
  }
  return best;
}
