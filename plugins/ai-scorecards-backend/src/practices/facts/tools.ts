import {
  ExcusingException,
  known,
  notConnected,
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
  exception: ExcusingException;
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
  /** Tools of which seats were reported. */
  toolsWithSeats: ReadonlySet<number>;
  /** Whether anything that is connected or configured says who has a seat of a tool, by its ref. */
  reportsSeats: (toolRef: string) => boolean;
  exceptions: readonly CoveredTool[];
  roster: readonly RosterPlace[];
  /** The least number of people of whom anything is told. */
  least: number;
}

/** What is told of the tools of a team. */
export type TeamTools = Pick<
  TeamFacts,
  'provisioned' | 'toolsUsed' | 'aiUsed' | 'usageGaps' | 'liveExceptions'
>;

const USAGE_NOT_KNOWN = notKnown(
  'Usage of the last 28 days is not collected yet.',
);

// Nobody can pass what nothing could ever tell, so that it is asked of nobody.
const NO_DEFAULT = notConnected(
  'The registry names no default tool. It is asked of nobody until it does.',
);
const NO_SEATS = notConnected(
  'Nothing that is connected reports seats of the default tool, so that it is asked of nobody. Operators can say who holds one in licensedGroups of its contract.',
);
const SEATS_NOT_KNOWN = notKnown(
  'Seats of the default tool are not collected yet.',
);

/** Returns what is told of the tools of a team, by the ids of its Groups, itself and all below. */
export function lookAtTools(
  input: ToolLookInput,
): (groupIds: ReadonlySet<number>) => TeamTools {
  const { least } = input;
  const exceptionsOf = coverage(input.exceptions);
  const usingUnder = byPerson(input.users, exceptionsOf);
  const usersByGroup = byGroup(input.users);
  const rosterByGroup = byGroup(input.roster);
  const seats = new Map<number, Set<number>>();
  for (const { toolId, personId } of input.holders) {
    seats.set(personId, (seats.get(personId) ?? new Set()).add(toolId));
  }
  const defaultTools = input.tools.filter(
    ({ present, policy }) => present && policy === 'default',
  );
  const defaults = new Set(defaultTools.map(({ id }) => id));
  const exceptedTools = [...new Set(input.exceptions.map(e => e.toolId))];

  const used = (groupIds: ReadonlySet<number>, people: number) => {
    if (!input.usageIsKnown) {
      return USAGE_NOT_KNOWN;
    }
    if (people < least) return tooFewPeople;
    const byTool = new Map<number, UsersOfTool>();
    for (const { toolId, personId } of within(usersByGroup, groupIds)) {
      const of = byTool.get(toolId) ?? {
        all: new Set(),
        bare: new Set(),
        by: new Set(),
      };
      of.all.add(personId);
      const covering = usingUnder(toolId, personId);
      covering.forEach(each => of.by.add(each));
      if (covering.length === 0) of.bare.add(personId);
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
            exceptedBy: of.bare.size < least ? [...of.by] : [],
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

  const placesOf = byId(input.roster, ({ personId }) => personId);
  /** The Groups of a team, and those in which its people are besides. */
  const around = (groupIds: ReadonlySet<number>) =>
    new Set([
      ...groupIds,
      ...[...within(rosterByGroup, groupIds)].flatMap(({ personId }) =>
        (placesOf.get(personId) ?? []).map(({ groupId }) => groupId),
      ),
    ]);

  const gapOfExcepted = (groupIds: ReadonlySet<number>) => {
    const groups = [...around(groupIds)];
    return (
      input.gaps.find(
        ({ toolId }) =>
          toolId !== null &&
          groups.some(groupId => exceptionsOf(toolId, groupId).length > 0),
      )?.reason ?? null
    );
  };

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
      return defaultTools.some(({ ref }) => input.reportsSeats(ref))
        ? SEATS_NOT_KNOWN
        : NO_SEATS;
    }
    const developers = new Set<number>();
    const byDefault = new Set<number>();
    const byException = new Map<number, ExcusingException[]>();
    const except = (personId: number, by: readonly ExcusingException[]) =>
      byException.set(personId, [...(byException.get(personId) ?? []), ...by]);
    for (const place of within(rosterByGroup, groupIds)) {
      if (!place.counted) continue;
      const { personId } = place;
      developers.add(personId);
      const held = seats.get(personId) ?? new Set<number>();
      if ([...held].some(id => defaults.has(id))) byDefault.add(personId);
      for (const id of exceptedTools) {
        if (!held.has(id)) continue;
        for (const { groupId } of placesOf.get(personId) ?? []) {
          except(personId, exceptionsOf(id, groupId));
        }
      }
    }
    for (const { toolId, personId } of within(usersByGroup, groupIds)) {
      if (developers.has(personId)) {
        except(personId, usingUnder(toolId, personId));
      }
    }
    const excepted = [...byException].filter(
      ([personId, by]) => by.length > 0 && !byDefault.has(personId),
    );
    return developers.size > 0 && developers.size < least
      ? tooFewPeople
      : known({
          developers: developers.size,
          byDefault: byDefault.size,
          provisioned: byDefault.size + excepted.length,
          exceptedBy: [...new Set(excepted.flatMap(([, by]) => by))],
          gap: gapOfExcepted(groupIds),
        });
  };

  return groupIds => {
    const people = new Set(
      [...within(rosterByGroup, groupIds)].map(({ personId }) => personId),
    );
    const groups = around(groupIds);
    return {
      toolsUsed: used(groupIds, people.size),
      aiUsed: aiUsed(groupIds, people.size),
      provisioned: provisioned(groupIds),
      usageGaps,
      liveExceptions: input.exceptions
        .filter(each => each.groupIds.some(id => groups.has(id)))
        .map(({ exception }) => exception),
    };
  };
}

/** People who used a tool, those of them without an exception, and the exceptions of the others. */
interface UsersOfTool {
  all: Set<number>;
  bare: Set<number>;
  by: Set<ExcusingException>;
}

function coverage(exceptions: readonly CoveredTool[]) {
  const covering = new Map<string, ExcusingException[]>();
  for (const { toolId, groupIds, exception } of exceptions) {
    for (const groupId of groupIds) {
      const key = `${toolId} ${groupId}`;
      covering.set(key, [...(covering.get(key) ?? []), exception]);
    }
  }
  return (toolId: number, groupId: number): readonly ExcusingException[] =>
    covering.get(`${toolId} ${groupId}`) ?? [];
}

/** The exceptions under which somebody used a tool: whoever is in several Groups is covered by any of them. */
function byPerson(
  users: readonly ToolUser[],
  exceptionsOf: ReturnType<typeof coverage>,
) {
  const under = new Map<string, Set<ExcusingException>>();
  for (const { toolId, groupId, personId } of users) {
    const key = `${toolId} ${personId}`;
    const of = under.get(key) ?? new Set();
    exceptionsOf(toolId, groupId).forEach(each => of.add(each));
    under.set(key, of);
  }
  return (toolId: number, personId: number): ExcusingException[] => [
    ...(under.get(`${toolId} ${personId}`) ?? []),
  ];
}

function byGroup<T extends { groupId: number }>(rows: readonly T[]) {
  return byId(rows, ({ groupId }) => groupId);
}

function byId<T>(rows: readonly T[], idOf: (row: T) => number) {
  const found = new Map<number, T[]>();
  for (const row of rows) {
    const others = found.get(idOf(row));
    if (others) others.push(row);
    else found.set(idOf(row), [row]);
  }
  return found;
}

function* within<T>(
  rows: ReadonlyMap<number, readonly T[]>,
  groupIds: ReadonlySet<number>,
): Generator<T> {
  for (const id of groupIds) yield* rows.get(id) ?? [];
}
