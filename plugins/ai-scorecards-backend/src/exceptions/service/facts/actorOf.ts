import {
  Actor,
  barredBecause,
  RequestCase,
} from 'backstage-plugin-ai-scorecards-common';
import { groupsOf, speaksFor } from '../../people/PeopleDirectory';
import { partiesOf } from './parties';
import type { Surroundings } from './Surroundings';

/** Whoever acts where things happen by themselves. */
export const SYSTEM = 'system';

/** Says whether somebody is an admin. */
export type IsAdmin = (user: string, groups: readonly string[]) => boolean;

/** Somebody as the state machine sees them. */
export function actorOf(
  user: string,
  request: Pick<RequestCase, 'kind' | 'requester' | 'wish'>,
  around: Surroundings,
  isAdmin: IsAdmin,
): Actor {
  const { people, board, electorate, voices, speakers, deputies } = around;
  if (user === SYSTEM) {
    return {
      ref: SYSTEM,
      speaksForTeam: false,
      isAdmin: false,
      isDecider: false,
      voices: [],
      deputyFor: null,
      barredBecause: null,
    };
  }
  const groups = groupsOf(people, user);
  const isBoard = board !== null && groups.includes(board);
  const standsIn = deputies.find(
    ({ deputy, member }) =>
      deputy === user && electorate.eligible.includes(member),
  );
  return {
    ref: user,
    speaksForTeam: speaksFor(people, user, request.wish.ask.team),
    isAdmin: isAdmin(user, groups),
    isDecider: isBoard || electorate.eligible.includes(user),
    voices: voices.filter(voice => speakers.get(voice)?.includes(user)),
    deputyFor: standsIn?.member ?? null,
    barredBecause: barredBecause(user, partiesOf(request), people.groups),
  };
}
