import {
  known,
  notKnown,
  TeamFacts,
  ToolFact,
  tooFewPeople,
} from 'backstage-plugin-ai-scorecards-common';
import type { ToolUser } from '../../exceptions/figures/ToolUseStore';
import type { StoredTool } from '../../tools';
import type { UsageGap } from '../../usage/UsageGaps';

/** A live exception, with every Group whose direct members it covers. */
export interface CoveredTool {
  toolId: number;
  groupIds: readonly number[];
}

/** Somebody who holds a seat of a tool today. */
export interface SeatHolder {
  toolId: number;
  personId: number;
}

/** Somebody on the roster of a Group today. */
export interface RosterPlace {
  groupId: number;
  personId: number;
  /** Counts as a developer. */
  counted: boolean;
}

export interface ToolLookInput {
  tools: readonly StoredTool[];
  /** Who used which tool in the last 28 days, by their direct Group of the day. */
  users: readonly ToolUser[];
  /** Whether any day of them was collected. */
  usageIsKnown: boolean;
  /** Sources of which not every one of them was. */
  gaps: readonly Pick<UsageGap, 'toolId' | 'reason'>[];
  holders: readonly SeatHolder[];
  /** Tools of which seats are reported. */
  toolsWithSeats: ReadonlySet<number>;
  exceptions: readonly CoveredTool[];
  roster: readonly RosterPlace[];
  /** The least number of people of whom anything is told. */
  least: number;
}

/** What is told of the tools of a team. */
export type TeamTools = Pick<
  TeamFacts,
  'provisioned' | 'toolsUsed' | 'aiUsed' | 'usageGaps'
>;

const USAGE_NOT_KNOWN = notKnown(
  'Usage of the last 28 days is not collected yet.',
);

const OR_SWITCH_OFF =
  'or switch the check off: practices.checks, tool.default-configured, disabled';
const NO_DEFAULT = notKnown(
  `The registry names no default tool. Operators can name one, ${OR_SWITCH_OFF}.`,
);
const NO_SEATS = notKnown(
  `Nothing reports seats of the default tool. Operators can say who holds one in licensedGroups of its contract, ${OR_SWITCH_OFF}.`,
);

/** Returns what is told of the tools of a team, by the ids of its Groups, itself and all below. */
export function lookAtTools(
  input: ToolLookInput,
): (groupIds: ReadonlySet<number>) => TeamTools {
  const { least } = input;
  const isCovered = coverage(input.exceptions);
  const usersByGroup = byGroup(input.users);
  const rosterByGroup = byGroup(input.roster);
  const seats = new Map<number, Set<number>>();
  for (const { toolId, personId } of input.holders) {
    seats.set(personId, (seats.get(personId) ?? new Set()).add(toolId));
  }
  const defaults = new Set(
    input.tools
      .filter(({ present, policy }) => present && policy === 'default')
      .map(({ id }) => id),
  );
  const exceptedTools = [...new Set(input.exceptions.map(e => e.toolId))];

  const used = (groupIds: ReadonlySet<number>, people: number) => {
    if (!input.usageIsKnown) {
      return USAGE_NOT_KNOWN;
    }
    if (people < least) return tooFewPeople;
    const byTool = new Map<number, { all: Set<number>; bare: Set<number> }>();
    for (const { toolId, groupId, personId } of within(
      usersByGroup,
      groupIds,
    )) {
      const of = byTool.get(toolId) ?? { all: new Set(), bare: new Set() };
      of.all.add(personId);
      if (!isCovered(toolId, groupId)) of.bare.add(personId);
      byTool.set(toolId, of);
    }
    return known(
      input.tools.flatMap(({ id, ref, title, policy }): ToolFact[] => {
        const of = byTool.get(id);
        if (!of || of.all.size < least) return [];
        return [
          {
            tool: ref,
            title,
            policy: policy ?? 'retired',
            // Of fewer people than may be told of, nothing is held against the team.
            excepted: of.bare.size < least,
          },
        ];
      }),
    );
  };

  const aiUsed = (groupIds: ReadonlySet<number>, people: number) => {
    if (people < least) return tooFewPeople;
    const users = new Set(
      [...within(usersByGroup, groupIds)].map(({ personId }) => personId),
    );
    if (users.size >= least) return known(true);
    const [gap] = input.gaps;
    if (gap) return notKnown(gap.reason);
    return input.usageIsKnown ? known(false) : USAGE_NOT_KNOWN;
  };

  const gapOfExcepted = (groupIds: ReadonlySet<number>) =>
    input.gaps.find(
      ({ toolId }) =>
        toolId !== null &&
        [...groupIds].some(groupId => isCovered(toolId, groupId)),
    )?.reason ?? null;

  const policies = new Map(input.tools.map(({ id, policy }) => [id, policy]));
  const usageGaps = input.gaps.map(({ toolId, reason }) => ({
    policy: policies.get(toolId ?? 0) ?? null,
    reason,
  }));

  const provisioned = (groupIds: ReadonlySet<number>) => {
    if (defaults.size === 0) {
      return NO_DEFAULT;
    }
    if (![...defaults].some(id => input.toolsWithSeats.has(id))) {
      return NO_SEATS;
    }
    const developers = new Set<number>();
    const provided = new Set<number>();
    for (const place of within(rosterByGroup, groupIds)) {
      if (!place.counted) continue;
      const { personId, groupId } = place;
      developers.add(personId);
      const held = seats.get(personId) ?? new Set<number>();
      const byDefault = [...held].some(id => defaults.has(id));
      const byException = exceptedTools.some(
        id => held.has(id) && isCovered(id, groupId),
      );
      if (byDefault || byException) provided.add(personId);
    }
    for (const { toolId, groupId, personId } of within(
      usersByGroup,
      groupIds,
    )) {
      if (developers.has(personId) && isCovered(toolId, groupId)) {
        provided.add(personId);
      }
    }
    return developers.size > 0 && developers.size < least
      ? tooFewPeople
      : known({
          developers: developers.size,
          provisioned: provided.size,
          gap: gapOfExcepted(groupIds),
        });
  };

  return groupIds => {
    const people = new Set(
      [...within(rosterByGroup, groupIds)].map(({ personId }) => personId),
    );
    return {
      toolsUsed: used(groupIds, people.size),
      aiUsed: aiUsed(groupIds, people.size),
      provisioned: provisioned(groupIds),
      usageGaps,
    };
  };
}

function coverage(exceptions: readonly CoveredTool[]) {
  const covered = new Set(
    exceptions.flatMap(({ toolId, groupIds }) =>
      groupIds.map(groupId => `${toolId} ${groupId}`),
    ),
  );
  return (toolId: number, groupId: number) =>
    covered.has(`${toolId} ${groupId}`);
}

function byGroup<T extends { groupId: number }>(
  rows: readonly T[],
): Map<number, T[]> {
  const found = new Map<number, T[]>();
  for (const row of rows) {
    const others = found.get(row.groupId);
    if (others) others.push(row);
    else found.set(row.groupId, [row]);
  }
  return found;
}

function* within<T>(
  rows: ReadonlyMap<number, readonly T[]>,
  groupIds: ReadonlySet<number>,
): Generator<T> {
  for (const id of groupIds) yield* rows.get(id) ?? [];
}
