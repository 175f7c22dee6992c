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
export function weekFigures(facts: SpanFacts): WeekFigures {
  const { members, licences } = facts;
  const any = activeAny(facts);
  const licensedDays = (days: Int32Array) => (i: number) =>
    members.counted[i] & days[members.person[i]];
  const none = new Int32Array(members.personIds.length);
  const toolIds = new Set([...facts.active.keys(), ...licences.byTool.keys()]);
  return {
    licensed: publishRate(facts, {
      base: licensedDays(licences.any),
      active: any,
      estimated: licences.estimatedAny,
    }),
    roster: publishRate(facts, { base: i => members.counted[i], active: any }),
    byTool: new Map(
      [...toolIds].map(toolId => {
        const active = facts.active.get(toolId) ?? none;
        return [
          toolId,
          {
            licensed: publishRate(facts, {
              base: licensedDays(licences.byTool.get(toolId) ?? none),
              active,
              estimated: licences.estimatedByTool.get(toolId),
            }),
            users: publishRate(facts, { base: licensedDays(active), active }),
          },
        ];
      }),
    ),
  };
}
