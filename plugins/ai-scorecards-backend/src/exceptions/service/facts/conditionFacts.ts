import type {
  ConditionFacts,
  RequestCase,
} from 'backstage-plugin-ai-scorecards-common';
import { askedToolIn } from './askedTool';
import type { Basis } from './Basis';

/** What live checks look at; null before figures were read. */
export function conditionFactsOf(
  request: Pick<RequestCase, 'wish'>,
  basis: Basis,
): ConditionFacts | null {
  const { figures } = basis;
  return (
    figures && {
      ...figures.conditions,
      today: basis.today,
      security: askedToolIn(request, basis)?.security ?? null,
      practice: check => figures.practices.get(check) ?? null,
    }
  );
}
