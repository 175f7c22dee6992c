import { useApi } from '@backstage/core-plugin-api';
import { aiScorecardsApiRef } from '../../api';
import { useLoad } from '../../hooks';
import { DryRun } from '../checklist/DryRun';

/** The trial of checks on the operators' page, once there are any. */
export function TryChecks() {
  const api = useApi(aiScorecardsApiRef);
  const { value } = useLoad('checks', () => api.checks());
  return value && value.items.length > 0 ? <DryRun checks={value} /> : null;
}
