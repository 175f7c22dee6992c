import {
  PublishedParts,
  PublishedRate,
  PublishedShare,
  TierId,
  tierIds,
} from 'backstage-plugin-ai-scorecards-common';
import { breathe } from '../../breathe';
import { activeAny, select, SpanFacts } from './facts';
import { publishPeople } from './publishPeople';
import { populationOf, publishRate } from './rates';
import { countDays } from './span';
import { publishTiers } from './tiers';

/** Active in at least this many of the twelve weeks: habitual. */
const HABITUAL_WEEKS = 9;

/** What the 28 days need besides their own facts. */
export interface WindowInput {
  /** Of the 28 days. */
  facts: SpanFacts;
  /**
   * By membership of the facts: bit w is set when the developer had an action on a roster day of week w, of the twelve
   * weeks that end with the window.
   */
  activeWeeks: Int32Array;
  /** 1 where the first action ever lies inside the window, by person index. */
  isNew: Uint8Array;
  /** Days on which a tool was default or approved, by tool id. */
  sanctioned: ReadonlyMap<number, number>;
  /** Days on which direct members of a team might use a tool by exception: by tool id and team of the memberships. */
  excepted: ReadonlyMap<number, ReadonlyMap<number, number>>;
  /** Tools that are default on the window's last day. */
  defaults: ReadonlySet<number>;
}

/** Published figures of 28 days for one team. */
export interface WindowFigures {
  tiers: PublishedParts;
  habitual: PublishedRate;
  defaultToolShare: PublishedRate;
  sanctionedShare: PublishedShare & { excepted?: number };
  /** Ids of tools with licensed developers and no action. */
  abandoned: number[];
}

/** The tier of a developer over 28 days; null for one who is in none. Only 0–1 needs a licensed day. */
export function tierOf(
  activeDays: number,
  licensed: boolean,
  isNew: boolean,
): TierId | null {
  if (activeDays === 0 && !licensed) return null;
  if (isNew) return 'new';
  if (activeDays >= 14) return '14+';
  if (activeDays >= 7) return '7-13';
  if (activeDays >= 2) return '2-6';
  return licensed ? '0-1' : null;
}

/** Publishes tiers, habits and choice of tools over 28 days, by index in the forest. */
export async function windowFigures(
  input: WindowInput,
): Promise<readonly WindowFigures[]> {
  const { facts } = input;
  const { members, licences, forest } = facts;
  const any = activeAny(facts);
  const tierBits = (counted: number, person: number) =>
    tierOf(
      countDays(counted & any[person]),
      (counted & licences.any[person]) !== 0,
      input.isNew[person] === 1,
    );

  const inTier = select(
    members,
    i => tierBits(members.counted[i], members.person[i]) !== null,
  );
  const developers = publishPeople({
    forest,
    minimum: facts.minimum,
    team: inTier.team,
    person: inTier.person,
    masks: [
      inTier.column(i => members.counted[i]),
      inTier.column(i => members.assumed[i]),
      inTier.column(i => input.activeWeeks[i]),
    ],
    ofSpan: [true, true, false],
    counts: 3,
    read: ([counted, assumed, weeks], person, add) => {
      if (tierBits(counted, person) === null) return false;
      if (countDays(weeks) >= HABITUAL_WEEKS) add(0, 1);
      if ((counted & licences.estimatedAny[person]) !== 0) add(1, 1);
      if ((counted & assumed) !== 0) add(2, 1);
      return true;
    },
  });
  await breathe();
  const tiers = publishTiers({
    forest,
    minimum: facts.minimum,
    plan: developers.plan,
    tierOf: (i, days) =>
      tierBits(members.counted[inTier.index[i]] & days, inTier.person[i]),
    tiers: tierIds,
  });
  await breathe();
  const choice = toolChoice(input);
  const abandoned = await abandonedTools(facts);

  return forest.keys.map((_, team) => {
    const counts = developers.team(team);
    const [habitual, estimated, assumed] = counts.counts;
    const population = populationOf(counts, estimated, assumed);
    return {
      tiers: { ...population, parts: counts.shown ? tiers(team) : [] },
      habitual: { ...population, active: habitual },
      ...choice(team),
      abandoned: abandoned.filter(tool => tool.of(team)).map(tool => tool.id),
    };
  });
}

/** Shares of default and of sanctioned tools among developers with an action. */
function toolChoice(input: WindowInput) {
  const { facts, sanctioned, excepted, defaults } = input;
  const { members, forest } = facts;
  const toolIds = [...facts.active.keys()].sort((a, b) => a - b);
  const used = toolIds.map(
    toolId => (i: number) =>
      members.counted[i] & facts.active.get(toolId)![members.person[i]],
  );
  const byException = toolIds.flatMap((toolId, t) => {
    const teams = excepted.get(toolId);
    return teams
      ? [
          {
            t,
            days: (i: number) => used[t](i) & (teams.get(members.team[i]) ?? 0),
          },
        ]
      : [];
  });
  const chosen = select(members, i => used.some(days => days(i) !== 0));
  const published = publishPeople({
    forest,
    minimum: facts.minimum,
    team: chosen.team,
    person: chosen.person,
    masks: [
      chosen.column(i => members.assumed[i]),
      ...used.map(days => chosen.column(days)),
      ...byException.map(({ days }) => chosen.column(days)),
    ],
    counts: 5,
    read: ([assumed, ...all], _, add) => {
      const masks = all.slice(0, toolIds.length);
      const days = masks.map(countDays);
      const most = Math.max(0, ...days);
      if (most === 0) return false;
      const mostUsed = toolIds.filter((__, t) => days[t] === most);
      // A tie with another tool is not the default.
      if (mostUsed.every(toolId => defaults.has(toolId))) add(0, 1);
      toolIds.forEach((toolId, t) => {
        add(1, days[t]);
        add(2, countDays(masks[t] & (sanctioned.get(toolId) ?? 0)));
        if ((masks[t] & assumed) !== 0) add(3, 1);
      });
      byException.forEach(({ t }, n) => {
        const allowed = sanctioned.get(toolIds[t]) ?? 0;
        add(4, countDays(all[toolIds.length + n] & ~allowed));
      });
      return true;
    },
  });
  return (
    team: number,
  ): Pick<WindowFigures, 'defaultToolShare' | 'sanctionedShare'> => {
    const counts = published.team(team);
    const [onDefault, all, onSanctioned, assumed, onException] = counts.counts;
    const population = populationOf(counts, 0, assumed);
    return {
      defaultToolShare: { ...population, active: onDefault },
      sanctionedShare: {
        ...population,
        numerator: onSanctioned,
        denominator: all,
        ...(onException > 0 && { excepted: onException }),
      },
    };
  };
}

/** Tools that nobody of enough licensed developers used. */
async function abandonedTools(facts: SpanFacts) {
  const { members, licences } = facts;
  const none = new Int32Array(members.personIds.length);
  const tools: { id: number; of(team: number): boolean }[] = [];
  for (const [id, days] of licences.byTool) {
    await breathe();
    const rates = publishRate(facts, {
      base: i => members.counted[i] & days[members.person[i]],
      active: facts.active.get(id) ?? none,
    });
    tools.push({
      id,
      of: team => rates[team].shown && rates[team].active === 0,
    });
  }
  return tools;
}
