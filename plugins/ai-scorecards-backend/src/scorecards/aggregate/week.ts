import { breathe } from './breathe';
import { activeAny, SpanFacts } from './facts';
import { publishRate, TeamRates } from './rates';

/** Published figures of one ISO week, by index in the forest. */
export interface WeekFigures {
  /** Developers licensed for any tool, and those with an action on such a day. */
  licensed: TeamRates;
  /** All developers of the roster, and those with an action. */
  roster: TeamRates;
  byTool: ReadonlyMap<number, ToolWeekFigures>;
}

export interface ToolWeekFigures {
  /** Developers licensed for the tool; nobody where licences are not known. */
  licensed: TeamRates;
  /** Developers with an action of the tool: a part of all developers, so it needs enough of them itself. */
  users: TeamRates;
}

/**
 * Figures of a week. A developer belongs to a team's week when on its roster (and, for rates of licensed people,
 * licensed) on at least one day; only actions on such days count.
 * @param facts - of the seven days
 */
export async function weekFigures(facts: SpanFacts): Promise<WeekFigures> {
  const { members, licences } = facts;
  const any = activeAny(facts);
  const licensedDays = (days: Int32Array) => (i: number) =>
    members.counted[i] & days[members.person[i]];
  const none = new Int32Array(members.personIds.length);
  const toolIds = new Set([...facts.active.keys(), ...licences.byTool.keys()]);
  const licensed = publishRate(facts, {
    base: licensedDays(licences.any),
    active: any,
    estimated: licences.estimatedAny,
  });
  await breathe();
  const roster = publishRate(facts, {
    base: i => members.counted[i],
    active: any,
  });
  const byTool = new Map<number, ToolWeekFigures>();
  for (const toolId of toolIds) {
    const active = facts.active.get(toolId) ?? none;
    await breathe();
    const licensedForTool = publishRate(facts, {
      base: licensedDays(licences.byTool.get(toolId) ?? none),
      active,
      estimated: licences.estimatedByTool.get(toolId),
    });
    await breathe();
    byTool.set(toolId, {
      licensed: licensedForTool,
      users: publishRate(facts, { base: licensedDays(active), active }),
    });
  }
  return { licensed, roster, byTool };
}
