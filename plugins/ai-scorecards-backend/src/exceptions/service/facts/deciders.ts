import {
  CaseContext,
  ExceptionCase,
  mayVote,
} from 'backstage-plugin-ai-scorecards-common';
import { membersOf } from '../../people/PeopleDirectory';
import type { Deciders } from '../../store/CaseStore';
import type { Surroundings } from './Surroundings';

/** Users and Groups who decide on a request or are heard, and who of them may vote now. */
export function decidersNow(
  known: ExceptionCase,
  around: Surroundings,
  contextOf: (user: string) => CaseContext,
): Deciders {
  const { people, electorate, voices, deputies, board } = around;
  const candidates = new Set([
    ...electorate.eligible,
    ...voices.flatMap(voice => membersOf(people, voice)),
    ...deputies.map(({ deputy }) => deputy),
  ]);
  return {
    refs: [
      ...(board === null ? [] : [board]),
      ...voices,
      ...electorate.eligible,
      ...deputies
        .filter(({ member }) => electorate.eligible.includes(member))
        .map(({ deputy }) => deputy),
    ],
    awaited:
      known.request.state === 'in_review'
        ? [...candidates].filter(user => mayVote(known, contextOf(user)))
        : [],
  };
}
