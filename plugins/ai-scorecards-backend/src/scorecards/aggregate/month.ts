import {
  planTree,
  publishTree,
  TreePlan,
} from 'backstage-plugin-ai-scorecards-common';
import { breathe } from '../../breathe';
import { activeAny, select, Selection, SpanFacts } from './facts';
import { Channel, MonthMoney } from './monthMoney';
import { MonthSide, publishSide } from './monthSide';
import { shareOut, TeamsSum } from './shareOut';
import { mergeBlocks, ToolBlock } from './toolBlocks';
import { mostUsedTool, unitsOfMembers } from './personMonths';

/** What a month is published from. */
export interface MonthInput {
  /** Of all days of the calendar month. */
  facts: SpanFacts;
  channels: readonly Channel[];
  money: MonthMoney;
  /** Index of a channel that is no money of its own: the part of seat cost that idle seats are. */
  idleChannel: number;
}

/** Money of a channel: what teams show, and what they cannot show. */
export interface ChannelSum {
  teamsMicros: number;
  smallGroupsMicros: number;
  /** Distinct people behind the part that no team shows. */
  smallGroupPeople: number;
  /** What teams show, by the nearest team that shows the tool on its own. */
  byTeam: TeamsSum;
}

/** Published figures of a month for one team. */
export interface MonthFigures {
  developers: MonthSide;
  others: MonthSide;
  byTool: ToolBlock[];
  /** Null when too few people hold idle seats to tell. */
  idleMicros: number | null;
}

export interface PublishedMonthFigures {
  /** By index in the forest. */
  teams: readonly MonthFigures[];
  /** By channel. */
  sums: readonly ChannelSum[];
}

/**
 * Publishes a month's money. Developers and the team's other people are published apart, each side from the minimum of
 * people on, so that neither can be had by taking the other from the total.
 */
export async function monthFigures(
  input: MonthInput,
): Promise<PublishedMonthFigures> {
  const { facts, channels, money } = input;
  const { members, forest, licences, minimum } = facts;
  const any = activeAny(facts);
  const units = unitsOfMembers(facts, any);
  const mainTool = mostUsedTool(facts);
  const paid = channels
    .map((_, channel) => channel)
    .filter(channel => channel !== input.idleChannel);

  const isLicensed = (i: number, days: number) =>
    (days & licences.any[members.person[i]]) !== 0;
  const hasMoney = (amounts: readonly Float64Array[], i: number) =>
    paid.some(channel => amounts[channel][i] !== 0);
  const developers = select(
    members,
    i =>
      isLicensed(i, members.counted[i]) ||
      hasMoney(money.developers, i) ||
      units.of[i] > 0,
  );
  const others = select(
    members,
    i =>
      isLicensed(i, members.roster[i] & ~members.counted[i]) ||
      hasMoney(money.others, i),
  );
  const planOf = (selection: Selection): TreePlan =>
    planTree({
      teamKeys: forest.keys,
      parents: forest.parents,
      teams: selection.team,
      people: selection.person,
      minimum,
    });
  await breathe();
  const developerPlan = planOf(developers);
  await breathe();
  const otherPlan = planOf(others);
  await breathe();
  const developerSide = publishSide({
    facts,
    channels,
    paid,
    plan: developerPlan,
    selection: developers,
    amounts: money.developers,
    visitAmounts: money.visits.map(visit => visit.developers),
    daysOf: i => members.counted[i],
    units: { ...units, mainTool },
  });
  await breathe();
  const otherSide = publishSide({
    facts,
    channels,
    paid,
    plan: otherPlan,
    selection: others,
    amounts: money.others,
    visitAmounts: money.visits.map(visit => visit.others),
    daysOf: i => members.roster[i] & ~members.counted[i],
    units: null,
  });
  await breathe();
  const idle = idleSeats(input);

  return {
    teams: forest.keys.map((_, team) => {
      const mine = developerSide(team);
      const theirs = otherSide(team);
      const anyShown = mine.population.shown || theirs.population.shown;
      return {
        developers: mine,
        others: theirs,
        byTool: mergeBlocks([mine, theirs]),
        idleMicros: anyShown ? idle(team) : null,
      };
    }),
    sums: channels.map(({ toolId }, channel) => {
      const sides = [
        {
          plan: developerPlan,
          selection: developers,
          of: money.developers,
          side: developerSide,
        },
        {
          plan: otherPlan,
          selection: others,
          of: money.others,
          side: otherSide,
        },
      ];
      const sum = { teamsMicros: 0, smallGroupsMicros: 0 };
      const people = new Set<number>();
      for (const { plan, selection, of } of sides) {
        selection.index.forEach((i, at) => {
          const micros = of[channel][i];
          const row = plan.rowOf[at];
          if (row >= 0 && row !== forest.organisation) {
            sum.teamsMicros += micros;
          } else if (micros !== 0) {
            sum.smallGroupsMicros += micros;
            people.add(members.person[i]);
          }
        });
      }
      return {
        ...sum,
        smallGroupPeople: people.size,
        byTeam: shareOut({
          forest,
          minimum,
          sides: sides.map(({ plan, selection, of, side }) => ({
            rows: selection.index.map((i, at) => ({
              team: plan.rowOf[at],
              person: members.person[i],
              micros: of[channel][i],
            })),
            showsApart: team => side(team).toolsApart.has(toolId),
          })),
        }),
      };
    }),
  };
}

/** Cost of idle seats, whose holders have to be enough themselves. */
function idleSeats({ facts, money, idleChannel }: MonthInput) {
  const { members, forest, minimum } = facts;
  const micros = (i: number) =>
    money.developers[idleChannel][i] + money.others[idleChannel][i];
  const holders = select(members, i => micros(i) !== 0);
  const plan = planTree({
    teamKeys: forest.keys,
    parents: forest.parents,
    teams: holders.team,
    people: holders.person,
    minimum,
  });
  const published = publishTree(plan, {
    amounts: [holders.index.map(micros)],
  });
  return (team: number): number | null => {
    const shown = published.team(team);
    if (shown) return shown.amounts[0];
    return plan.hiddenBecause[team] === 'empty' ? 0 : null;
  };
}
