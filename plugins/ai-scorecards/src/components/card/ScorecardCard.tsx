import { InfoCard } from '@backstage/core-components';
import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { entityRouteRef, useEntity } from '@backstage/plugin-catalog-react';
import Skeleton from '@material-ui/lab/Skeleton';
import { aiScorecardsApiRef } from '../../api';
import { useLoad, useWords } from '../../hooks';
import { TEAM_TAB_PATH } from '../../routes';
import { LoadFailed } from '../ui';
import { CardBody, CARD_HEIGHT } from './CardBody';

/** The compact card for a Group's overview: the worst figure or "All on track", and one next step. */
export function ScorecardCard() {
  const t = useWords();
  const { entity } = useEntity();
  const teamRef = stringifyEntityRef(entity);
  const { kind, namespace, name } = parseEntityRef(teamRef);
  const entityPath = useRouteRef(entityRouteRef)({ kind, namespace, name });
  // Where the tab is, unless the portal has moved it.
  const tab = `${entityPath}${TEAM_TAB_PATH}`;
  const api = useApi(aiScorecardsApiRef);
  const scorecard = useLoad(teamRef, () => api.teamScorecard(teamRef));
  const notATeam = scorecard.value?.notice?.kind === 'not-a-team';

  return (
    <InfoCard
      title={t('team.title')}
      deepLink={notATeam ? undefined : { title: t('card.open'), link: tab }}
    >
      {scorecard.value && <CardBody scorecard={scorecard.value} tab={tab} />}
      {!scorecard.value && scorecard.error && (
        <LoadFailed error={scorecard.error} retry={scorecard.reload} />
      )}
      {!scorecard.value && !scorecard.error && (
        <Skeleton variant="rect" height={CARD_HEIGHT} />
      )}
    </InfoCard>
  );
}
