import type {
  ExceptionCase,
  Parties,
  RequestCase,
} from 'backstage-plugin-ai-scorecards-common';
import type { WantedRequest } from './Surroundings';

/** Who has a part in a request, in which a conflict of interest may lie. */
export function partiesOf({
  kind,
  requester,
  wish: { ask },
}: Pick<RequestCase, 'kind' | 'requester' | 'wish'>): Parties {
  // A standing approval is every team's: whoever asks for it is the only party.
  if (kind === 'standing') {
    return { team: '', requester, supportOwner: null, budgetOwner: null };
  }
  return {
    team: ask.team,
    requester,
    supportOwner: ask.supportOwner,
    budgetOwner: ask.budgetOwner,
  };
}

/** The request with whoever supports its tool and pays for it by now. */
export function ofPresentOwners(
  known: ExceptionCase | undefined,
  wanted: WantedRequest,
): WantedRequest {
  if (!known?.exception) return wanted;
  const { supportOwner, budgetOwner } = known.exception;
  const { wish } = wanted;
  return {
    ...wanted,
    wish: { ...wish, ask: { ...wish.ask, supportOwner, budgetOwner } },
  };
}
