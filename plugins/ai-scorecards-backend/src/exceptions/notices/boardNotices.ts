import type { ExceptionCase } from 'backstage-plugin-ai-scorecards-common';
import type { Surroundings } from '../service/facts/Surroundings';
import { standstillOf } from '../views/standstill';
import type { Notice } from './OutboxStore';

/** Tells operators, once, that nobody can decide: of the installation without a board, and of each request with none. */
export function boardNotices(
  { request }: ExceptionCase,
  around: Pick<Surroundings, 'electorate' | 'speakers' | 'people'>,
  operators: readonly string[],
): { scope: string; notice: Notice }[] {
  const { state, sentence } = standstillOf(around);
  const isStuck =
    state === 'no-board' || (state !== 'ok' && request.state === 'in_review');
  if (!isStuck || sentence === null || operators.length === 0) return [];
  return [
    {
      scope: state === 'no-board' ? state : `${request.id}:${state}`,
      notice: {
        users: [...new Set(operators)].sort(),
        title: 'Requests for AI tools wait, and nobody can decide',
        description: sentence,
        // Operators may not read the request itself; the page says what to do.
        link: '/ai-scorecards/requests',
        severity: 'high',
        topic: 'ai-exceptions',
      },
    },
  ];
}
