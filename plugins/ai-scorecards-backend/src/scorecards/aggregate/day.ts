import { partsBeside, ShownCount } from './beside';
import { breathe } from '../../breathe';
import { activeAny, select, SpanFacts } from './facts';
import { publishPeople } from './publishPeople';

/** Developers with an action on a day; shown from the minimum on. */
export interface DayCount {
  shown: boolean;
  active: number;
}

/** Published counts of one day by tool id, 0 for any tool, then by index in the forest. */
export type DayFigures = ReadonlyMap<number, readonly DayCount[]>;

/**
 * Developers with an action, by day and tool. At the grain of a day, people who act are the population themselves: a
 * day is a part of its week.
 * @param days - the days wanted, all of them inside the facts' span
 */
export async function dayFigures(
  facts: Omit<SpanFacts, 'licences'>,
  days: readonly string[],
): Promise<ReadonlyMap<string, DayFigures>> {
  const { members, forest, minimum, span } = facts;
  const tools = new Map<number, Int32Array>([[0, activeAny(facts)]]);
  facts.active.forEach((active, toolId) => tools.set(toolId, active));
  const result = new Map<string, DayFigures>();
  for (const day of days) {
    const bit = span.bit(day);
    const figures = new Map<number, readonly DayCount[]>();
    // Any tool comes first: what a single one shows is a part of it.
    let any: readonly ShownCount[] | undefined;
    for (const [toolId, active] of tools) {
      await breathe();
      const acts = (i: number) =>
        members.counted[i] & active[members.person[i]] & bit;
      const chosen = select(members, i => acts(i) !== 0);
      if (chosen.index.length > 0) {
        const published = publishPeople({
          forest,
          minimum,
          team: chosen.team,
          person: chosen.person,
          masks: [chosen.column(acts)],
          counts: 0,
          read: ([mask]) => mask !== 0,
        });
        const counts = forest.keys.map((_, team) => published.team(team));
        any ??= counts;
        const may = partsBeside(forest, minimum, any, counts);
        figures.set(
          toolId,
          counts.map(({ people }, team) =>
            may[team]
              ? { shown: true, active: people }
              : { shown: false, active: 0 },
          ),
        );
      }
    }
    result.set(day, figures);
  }
  return result;
}
