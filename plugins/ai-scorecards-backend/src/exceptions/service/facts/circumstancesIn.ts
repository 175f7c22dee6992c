import {
  Circumstances,
  circumstancesOf,
  Decider,
  ExceptionRules,
  Parties,
  RequestCase,
} from 'backstage-plugin-ai-scorecards-common';
import { membersOf } from '../../people/PeopleDirectory';
import type { Surroundings, WantedRequest } from './Surroundings';

/** Everybody who has a say in a request today, conflicts or not: each part once. */
function decidersIn(around: Surroundings): Decider[] {
  const { people, electorate, voices, deputies } = around;
  const board = around.board === null ? [] : membersOf(people, around.board);
  const joined = [
    ...electorate.eligible,
    ...electorate.barred.map(({ user }) => user),
  ].filter(user => !board.includes(user));
  return [
    ...board.map(who => ({ who, role: 'board' as const, of: null })),
    ...joined.map(who => ({ who, role: 'fallback' as const, of: null })),
    ...deputies
      .filter(({ member }) => board.includes(member))
      .map(({ deputy, member }) => ({
        who: deputy,
        role: 'deputy' as const,
        of: member,
      })),
    ...voices.flatMap(voice =>
      membersOf(people, voice).map(who => ({
        who,
        role: 'voice' as const,
        of: voice,
      })),
    ),
  ];
}

/** Worked out once for a request in its surroundings: everybody who might vote is asked about. */
const known = new WeakMap<Surroundings, Circumstances>();

/** Returns what is true of a request in its surroundings, to be kept with a vote or a decision of somebody. */
export function circumstancesIn(
  around: Surroundings,
  request: WantedRequest,
  parties: Parties,
  rules: ExceptionRules,
  decider?: Decider,
): Circumstances {
  const { recused = [], appeal = null } = request as Partial<RequestCase>;
  const of = (people: readonly Decider[]) =>
    circumstancesOf({
      lane: request.state === 'draft' ? around.lane.lane : request.lane,
      datesOnly: request.datesOnly,
      needed: around.needed,
      rejection: rules.rejection,
      board: around.board,
      chair: rules.chair,
      voices: around.voices,
      electorate: around.electorate.state,
      recused,
      notBy: appeal?.notBy ?? [],
      parties,
      graph: around.people.groups,
      people,
    });
  let found = known.get(around);
  if (!found) {
    found = of(decidersIn(around));
    known.set(around, found);
  }
  if (!decider || isAmong(found.people, decider)) return found;
  return { ...found, people: [...found.people, ...of([decider]).people] };
}

function isAmong(people: readonly Decider[], decider: Decider): boolean {
  return people.some(
    ({ who, role, of }) =>
      who === decider.who &&
      of === decider.of &&
      // Whoever falls back for the board votes in its place.
      (role === decider.role ||
        (role === 'fallback' && decider.role === 'board')),
  );
}
