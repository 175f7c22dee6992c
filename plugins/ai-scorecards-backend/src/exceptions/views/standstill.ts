import type { ExceptionRequest } from 'backstage-plugin-ai-scorecards-common';
import type { Surroundings } from '../service/facts/Surroundings';
import { namedGroup } from './people';

const boardSentences = {
  ok: null,
  'no-board':
    'No board is configured. Name one in aiScorecards.exceptions.boardGroup; until then nothing is decided.',
  'no-eligible-approvers':
    'Too few people without a conflict of interest are left. Add members to the board, or name fallback approvers in aiScorecards.exceptions.fallbackApprovers.',
} as const;

export const boardSentence = (state: keyof typeof boardSentences) =>
  boardSentences[state];

/** Why a request cannot be decided now, and what to do: nobody decides, or nobody is left to give a voice. */
export function standstillOf({
  electorate: { state },
  speakers,
  people,
}: Pick<Surroundings, 'electorate' | 'speakers' | 'people'>): Pick<
  ExceptionRequest['voters'],
  'state' | 'sentence'
> {
  const silent = [...speakers].filter(([, users]) => users.length === 0);
  if (state !== 'ok' || silent.length === 0) {
    return { state, sentence: boardSentences[state] };
  }
  const titles = silent.map(([voice]) => namedGroup(people, voice).title);
  return {
    state: 'no-voice',
    sentence: `${titles.join(
      ' and ',
    )} must be heard, and nobody there can speak without a conflict of interest. Add members, or name another Group in aiScorecards.exceptions.routing.`,
  };
}
