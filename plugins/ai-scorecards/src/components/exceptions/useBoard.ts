import { useApi } from '@backstage/core-plugin-api';
import { aiScorecardsApiRef } from '../../api';
import { useLoad } from '../../hooks';

/** What the board sees beside its queue. */
export function useBoard() {
  const api = useApi(aiScorecardsApiRef);
  return useLoad('board', () => api.board());
}
