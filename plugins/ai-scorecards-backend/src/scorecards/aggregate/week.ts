import type { PublishedRate } from 'backstage-plugin-ai-scorecards-common';
import { partsBeside } from './beside';
import { breathe } from '../../breathe';
import { activeAny, SpanFacts } from './facts';
import { NOBODY } from './publishPeople';
import { publishRate, TeamRates } from './rates';
import { rosterRates } from './rosterRates';

/** Published figures of one ISO week, by index in the forest. */
export interface WeekFigures {
  /** Developers licensed for any tool, and those with an action on such a day. */
  licensed: TeamRates;
  /** All developers of the roster, and those with an action; see {@link rosterRates} for who may be left out. */
  roster: TeamRates;
  byTool: ReadonlyMap<number, ToolWeekFigures>;
}

export interface ToolWeekFigures {
  /** Developers licensed for the tool; nobody where licences are not known. */
  licensed: TeamRates;
  /** Developers with an action of the tool: a part of all developers, so it needs enough of them itself. */
  users: TeamRates;
}

const NO_RATE: PublishedRate = { ...NOBODY, active: 0 };

const peopleIn = ({ shown, people }: PublishedRate) => ({ shown, people });
const actingIn = ({ shown, active }: PublishedRate) => ({
  shown,
  people: active,
});

/** A tool's figures where they can stand beside those of all tools, and its users beside its licensed ones. */
function apart(
  { forest, minimum }: SpanFacts,
  all: { licensed: TeamRates; roster: TeamRates },
  licensed: TeamRates,
  users: TeamRates,
): ToolWeekFigures {
  const keep = (rates: TeamRates, whole: TeamRates, of = peopleIn) => {
    const may = partsBeside(
      forest,
      minimum,
      whole.map(of),
      rates.map(peopleIn),
    );
    return rates.map((rate, team) => (may[team] ? rate : NO_RATE));
  };
  const shownLicensed = keep(licensed, all.licensed);
  const shownUsers = keep(users, all.roster, actingIn);
  const may = partsBeside(
    forest,
    minimum,
    shownLicensed.map(actingIn),
    shownUsers.map(peopleIn),
  );
  return {
    licensed: shownLicensed,
    users: shownUsers.map((rate, team) => (may[team] ? rate : NO_RATE)),
  };
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
  const roster = rosterRates(facts, licensedDays(licences.any), any);
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
    const users = publishRate(facts, { base: licensedDays(active), active });
    byTool.set(
      toolId,
      apart(facts, { licensed, roster }, licensedForTool, users),
    );
  }
  return { licensed, roster, byTool };
}
