import { buildForest } from '../forest';
import type { SpanFacts } from '../facts';
import { licencesOf } from '../licences';
import { membersOf } from '../members';
import { DaySpan } from '../span';

const ALWAYS = { from: '0001-01-01', to: '9999-12-31' };
const week = new DaySpan('2026-11-02', '2026-11-08');

/** Somebody who is in one team for the whole week. */
export interface Someone {
  team: string;
  /** Ids of the tools that they hold seats of. */
  seats: readonly number[];
  /** Ids of the tools that they used on the first day. */
  uses: readonly number[];
}

/** The facts of a week, or of another span, in which nobody moves, from teams (child to parent) and people. */
export function factsOf(
  parents: Readonly<Record<string, string | null>>,
  people: readonly Someone[],
  toolIds: readonly number[] = [1, 2],
  span = week,
): SpanFacts {
  const names = Object.keys(parents);
  const idOf = (name: string) => names.indexOf(name) + 1;
  const stays = people.map(({ team }, index) => ({
    personId: index + 1,
    groupId: idOf(team),
    counted: true,
    assumed: false,
    ...ALWAYS,
  }));
  const forest = buildForest({
    span,
    groups: names.map(name => ({ id: idOf(name), ref: name, isTeam: true })),
    edges: Object.entries(parents).flatMap(([child, parent]) =>
      parent === null
        ? []
        : [{ groupId: idOf(child), parentId: idOf(parent), ...ALWAYS }],
    ),
    roster: stays,
  });
  const members = membersOf(span, forest, stays);
  const active = new Map(
    toolIds.map(toolId => {
      const days = new Int32Array(members.personIds.length);
      people.forEach(({ uses }, index) => {
        const person = members.personOf.get(index + 1);
        if (person !== undefined && uses.includes(toolId)) days[person] = 1;
      });
      return [toolId, days];
    }),
  );
  return {
    span,
    forest,
    members,
    active,
    licences: licencesOf({
      span,
      members,
      toolIds,
      firstSnapshot: new Map(toolIds.map(toolId => [toolId, '2026-01-01'])),
      seats: people.flatMap(({ seats }, index) =>
        seats.map(toolId => ({ toolId, personId: index + 1, ...ALWAYS })),
      ),
      groupDays: new Map(),
      active,
    }),
    minimum: 5,
  };
}
