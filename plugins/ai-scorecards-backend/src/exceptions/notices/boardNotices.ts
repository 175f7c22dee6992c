import type { ExceptionCase } from 'backstage-plugin-ai-scorecards-common';
import type { Surroundings } from '../service/CaseFacts';
import { boardSentence } from '../views/requestView';
import type { Notice } from './OutboxStore';

/** Tells operators, once, that nobody can decide: of the installation without a board, and of each request with none. */
export function boardNotices(
  { request }: ExceptionCase,
  { electorate }: Pick<Surroundings, 'electorate'>,
  operators: readonly string[],
): { scope: string; notice: Notice }[] {
  const { state } = electorate;
  const isStuck =
    state === 'no-board' ||
    (state === 'no-eligible-approvers' && request.state === 'in_review');
  const sentence = boardSentence(state);
  if (!isStuck || sentence === null || operators.length === 0) return [];
  return [
    {
      scope: state === 'no-board' ? state : `${request.id}:${state}`,
      notice: {
        users: [...new Set(operators)].sort(),
        title: 'Requests for AI tools wait, and nobody can decide',
        description: sentence,
        link: `/ai-scorecards/requests/${request.id}`,
        severity: 'high',
        topic: 'ai-exceptions',
      },
    },
  ];
}
