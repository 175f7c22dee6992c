import {
  PublishedPopulation,
  publishParts,
  publishTree,
  TreePlan,
} from 'backstage-plugin-ai-scorecards-common';
import type { Selection, SpanFacts } from './facts';
import type { Channel, MoneyKind } from './monthMoney';
import type { PersonMonths } from './personMonths';
import { countedBelow, mayHost } from './publishPeople';
import { ToolBlock } from './toolBlocks';

/** Published money of a team's developers, or of its other people. */
export interface MonthSide {
  population: PublishedPopulation;
  /** Nobody of this side was there at all: a true zero. */
  empty: boolean;
  /** By channel; all 0 when not shown. */
  amounts: number[];
  /** People with an action in the month. */
  active: number;
  /** Active person-months, in whole units. */
  units: number;
  /** The same by the tool that each used most. */
  unitsByTool: ReadonlyMap<number, number>;
  blocks: ToolBlock[] | null;
  /** Tools that the team shows on their own, guests left out. */
  toolsApart: ReadonlySet<number>;
}

export interface SideInput {
  facts: SpanFacts;
  channels: readonly Channel[];
  /** Indices of the channels that count. */
  paid: readonly number[];
  plan: TreePlan;
  selection: Selection;
  /** By channel, then by membership. */
  amounts: readonly Float64Array[];
  /** By visit, then by membership, then by channel. */
  visitAmounts: readonly ReadonlyMap<number, Float64Array>[];
  /** Days on which a membership belongs to this side. */
  daysOf(membership: number): number;
  units: (PersonMonths & { mainTool: Int32Array }) | null;
}

const ACTIVE = 1;
const ESTIMATED = 2;
const ASSUMED = 4;

/** Publishes one side of a month for every team. */
export function publishSide(input: SideInput): (team: number) => MonthSide {
  const { facts, channels, plan, selection, units } = input;
  const { members, licences, forest } = facts;
  const toolIds = [...new Set(channels.map(channel => channel.toolId))].sort(
    (a, b) => a - b,
  );
  const unitsOf = (i: number) => units?.of[i] ?? 0;
  const flagsOf = (i: number, days: number) =>
    (unitsOf(i) > 0 ? ACTIVE : 0) |
    ((days & licences.estimatedAny[members.person[i]]) !== 0 ? ESTIMATED : 0) |
    ((days & members.assumed[i]) !== 0 ? ASSUMED : 0);
  const mainUnits = toolIds.map(toolId =>
    selection.index.map(i =>
      units?.mainTool[members.person[i]] === toolId ? unitsOf(i) : 0,
    ),
  );
  const tree = publishTree(plan, {
    flags: {
      count: 3,
      of: selection.index.map(i => flagsOf(i, input.daysOf(i))),
    },
    amounts: [
      ...input.amounts.map(amounts => selection.index.map(i => amounts[i])),
      selection.index.map(unitsOf),
      ...mainUnits,
    ],
  });
  const blocks = blocksOf(input, toolIds);
  const hidden = hiddenPeople(input);
  const paidTools = new Set(input.paid.map(c => channels[c].toolId));
  /** A block may hold the idle seats' channel besides, which is no tool and has no money of its own. */
  const apart = (own: ToolBlock[] | null) =>
    new Set(
      own?.flatMap(block => {
        const tools = block.tools.filter(tool => paidTools.has(tool));
        return tools.length === 1 ? tools : [];
      }),
    );

  const sides: MonthSide[] = forest.keys.map((_, team) => {
    const shown = tree.team(team);
    const [active, estimated, assumed] = shown?.flags ?? [0, 0, 0];
    const amounts = shown?.amounts ?? [];
    const own = shown ? blocks(team) : null;
    return {
      population: {
        shown: shown !== null,
        people: shown?.people ?? 0,
        leftOut: shown ? plan.leftOut[team] : hidden.get(team)?.size ?? 0,
        countedInEach: shown?.countedInEach ?? false,
        estimated: estimated > 0,
        assumed: assumed > 0,
      },
      empty: plan.hiddenBecause[team] === 'empty',
      amounts: channels.map((_unused, channel) => amounts[channel] ?? 0),
      active,
      units: amounts[channels.length] ?? 0,
      unitsByTool: new Map(
        toolIds.map((toolId, t) => [
          toolId,
          amounts[channels.length + 1 + t] ?? 0,
        ]),
      ),
      blocks: own,
      toolsApart: apart(own),
    };
  });
  forest.visits.forEach((visit, v) => {
    if (!mayHost(plan, visit.host, visit.guest)) return;
    const guest = guestSide(input, v, flagsOf, toolIds);
    if (guest.population.people < facts.minimum) return;
    sides[visit.host] = withGuest(sides[visit.host], guest, facts.minimum);
  });
  return team => sides[team];
}

/** The people of each team that shows nothing, itself and all below. */
function hiddenPeople({ facts, plan, selection }: SideInput) {
  const hidden = new Map<number, Set<number>>();
  const { parents, organisation } = facts.forest;
  selection.team.forEach((team, at) => {
    for (
      let above = team;
      above !== organisation && plan.shown[above] === 0;
      above = parents[above]
    ) {
      const people = hidden.get(above) ?? new Set<number>();
      people.add(selection.person[at]);
      hidden.set(above, people);
    }
  });
  return hidden;
}

const KINDS: readonly MoneyKind[] = ['seat', 'usage', 'value'];

/** Money by tool, small tools pooled. */
function blocksOf(input: SideInput, toolIds: readonly number[]) {
  const { plan, selection, channels, amounts } = input;
  const memberships: number[] = [];
  const parts: number[] = [];
  const sums: number[][] = KINDS.map(() => []);
  selection.index.forEach((i, at) => {
    toolIds.forEach((toolId, part) => {
      const byKind = KINDS.map(kind =>
        input.paid.reduce(
          (sum, channel) =>
            channels[channel].toolId === toolId &&
            channels[channel].kind === kind
              ? sum + amounts[channel][i]
              : sum,
          0,
        ),
      );
      if (byKind.some(micros => micros !== 0)) {
        memberships.push(at);
        parts.push(part);
        byKind.forEach((micros, kind) => sums[kind].push(micros));
      }
    });
  });
  const published = publishParts(plan, {
    partKeys: toolIds.map(String),
    memberships,
    parts,
    amounts: sums,
  });
  return (team: number): ToolBlock[] | null => {
    const found = published.team(team);
    // A team with money that shows no part shows none by tool.
    if (found.length === 0) return null;
    return found
      .map(block => ({
        tools: block.parts.map(part => toolIds[part]),
        seat: block.amounts[0],
        usage: block.amounts[1],
        value: block.amounts[2],
      }))
      .filter(block => block.seat || block.usage || block.value);
  };
}

/** What a guest's people, those that its own figures count, cost on the days of a visit. */
function guestSide(
  input: SideInput,
  v: number,
  flagsOf: (i: number, days: number) => number,
  toolIds: readonly number[],
): MonthSide & { byTool: Map<number, { people: number; block: ToolBlock }> } {
  const { facts, plan, selection, channels, units } = input;
  const { mask, guest } = facts.forest.visits[v];
  const people = new Map<number, number>();
  const amounts = channels.map(() => 0);
  const unitsByTool = new Map<number, number>();
  const byTool = new Map<number, { people: number; block: ToolBlock }>();
  const holders = new Map<number, Set<number>>();
  let allUnits = 0;
  for (const at of countedBelow(facts.forest, plan, guest)) {
    const i = selection.index[at];
    const person = selection.person[at];
    const days = input.daysOf(i) & mask;
    if (days !== 0) {
      people.set(person, (people.get(person) ?? 0) | flagsOf(i, days));
    }
    const sums = input.visitAmounts[v].get(i);
    if (sums) {
      channels.forEach((channel, c) => {
        amounts[c] += sums[c];
        if (sums[c] !== 0 && input.paid.includes(c)) {
          const tool = byTool.get(channel.toolId) ?? {
            people: 0,
            block: { tools: [channel.toolId], seat: 0, usage: 0, value: 0 },
          };
          tool.block[channel.kind] += sums[c];
          byTool.set(channel.toolId, tool);
          const who = holders.get(channel.toolId) ?? new Set<number>();
          who.add(person);
          holders.set(channel.toolId, who);
        }
      });
    }
    if (units && units.of[i] > 0) {
      const part = units.onDays(i, days);
      const tool = units.mainTool[person];
      allUnits += part;
      unitsByTool.set(tool, (unitsByTool.get(tool) ?? 0) + part);
    }
  }
  byTool.forEach((tool, toolId) => {
    tool.people = holders.get(toolId)?.size ?? 0;
  });
  const flagged = (flag: number) =>
    [...people.values()].filter(flags => (flags & flag) !== 0).length;
  return {
    population: {
      shown: true,
      people: people.size,
      leftOut: 0,
      countedInEach: false,
      estimated: flagged(ESTIMATED) > 0,
      assumed: flagged(ASSUMED) > 0,
    },
    empty: false,
    amounts,
    active: flagged(ACTIVE),
    units: allUnits,
    unitsByTool: new Map(
      toolIds.map(toolId => [toolId, unitsByTool.get(toolId) ?? 0]),
    ),
    blocks: null,
    toolsApart: new Set(),
    byTool,
  };
}

function withGuest(
  host: MonthSide,
  guest: ReturnType<typeof guestSide>,
  minimum: number,
): MonthSide {
  const before = host.population;
  const tools = [...guest.byTool.values()];
  const known = host.population.shown ? host.blocks : [];
  const placed = known?.flatMap(block => block.tools) ?? [];
  const fits =
    known !== null &&
    tools.every(
      tool =>
        tool.people >= minimum &&
        tool.block.tools.every(id => placed.includes(id) || !before.shown),
    );
  return {
    population: {
      shown: true,
      people: before.people + guest.population.people,
      leftOut: before.leftOut,
      countedInEach: before.countedInEach,
      estimated: before.estimated || guest.population.estimated,
      assumed: before.assumed || guest.population.assumed,
    },
    empty: false,
    amounts: host.amounts.map((micros, c) => micros + guest.amounts[c]),
    active: host.active + guest.active,
    units: host.units + guest.units,
    unitsByTool: new Map(
      [...host.unitsByTool].map(([tool, units]) => [
        tool,
        units + (guest.unitsByTool.get(tool) ?? 0),
      ]),
    ),
    blocks: fits
      ? joinBlocks(
          known ?? [],
          tools.map(tool => tool.block),
        )
      : null,
    toolsApart: host.toolsApart,
  };
}

function joinBlocks(known: ToolBlock[], more: ToolBlock[]): ToolBlock[] {
  const joined = known.map(block => ({ ...block }));
  for (const block of more) {
    const target = joined.find(each => each.tools.includes(block.tools[0]));
    if (target) {
      target.seat += block.seat;
      target.usage += block.usage;
      target.value += block.value;
    } else {
      joined.push({ ...block });
    }
  }
  return joined;
}
