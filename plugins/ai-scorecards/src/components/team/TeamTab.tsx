import { useApi } from '@backstage/core-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { aiScorecardsApiRef } from '../../api';
import { useLoad, useRepeat } from '../../hooks';
import { LoadFailed, ReadableText } from '../ui';
import { TeamSkeleton } from './TeamSkeleton';
import { TeamView } from './TeamView';

const REFRESH_WHILE_CHANGING = 20_000;

/** The *AI tools* tab of the Group in context. While days are collected or figures worked out it keeps itself up to date. */
export function TeamTab() {
  return (
    <ReadableText>
      <LoadedTab />
    </ReadableText>
  );
}

function LoadedTab() {
  const { entity } = useEntity();
  const teamRef = stringifyEntityRef(entity);
  const api = useApi(aiScorecardsApiRef);
  const scorecard = useLoad(teamRef, () => api.teamScorecard(teamRef));
  const freshness = scorecard.value?.freshness;
  const changing = Boolean(freshness?.progress || freshness?.workingOut);
  useRepeat(changing, REFRESH_WHILE_CHANGING, scorecard.reload);

  if (scorecard.value) {
    return <TeamView scorecard={scorecard.value} />;
  }
  return scorecard.error ? (
    <LoadFailed error={scorecard.error} retry={scorecard.reload} />
  ) : (
    <TeamSkeleton />
  );
}
