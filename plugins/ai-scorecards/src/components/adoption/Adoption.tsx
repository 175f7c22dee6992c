import { useApi } from '@backstage/core-plugin-api';
import Skeleton from '@material-ui/lab/Skeleton';
import type { Scorecard } from 'backstage-plugin-ai-scorecards-common';
import { aiScorecardsApiRef } from '../../api';
import { useFormat, useLoad, useUrlState, useWords } from '../../hooks';
import { CHART_HEIGHT, LoadFailed, Section } from '../ui';
import { AdoptionChart } from './AdoptionChart';
import { AdoptionFacts } from './AdoptionFacts';
import { AdoptionFilters } from './AdoptionFilters';
import { chartRange, isGrain } from './range';
import { Tiers } from './Tiers';

/** Title and legend stand above and below the drawing. */
export const FRAME_HEIGHT = CHART_HEIGHT + 112;

/** Who uses the tools, over time and how often. */
export function Adoption(props: {
  scorecard: Scorecard;
  adoption: NonNullable<Scorecard['adoption']>;
}) {
  const t = useWords();
  const { today } = useFormat();
  const api = useApi(aiScorecardsApiRef);
  const { scorecard, adoption } = props;
  const [chosen, setGrain] = useUrlState('grain', 'week', isGrain);
  const grain = isGrain(chosen) ? chosen : 'week';
  const [tool, setTool] = useUrlState('tool', '', ref =>
    scorecard.tools.some(one => one.tool === ref),
  );
  const teamRef = scorecard.team.ref;
  const range = chartRange(grain, today);
  const trends = useLoad(`${teamRef} ${grain} ${range.to}`, () =>
    api.teamTrends(teamRef, { metric: 'activeDevelopers', grain, ...range }),
  );

  return (
    <Section
      title={t('adoption.title')}
      anchor="adoption"
      action={
        <AdoptionFilters
          grain={grain}
          onGrain={setGrain}
          tool={tool}
          onTool={setTool}
          tools={scorecard.tools}
        />
      }
    >
      {trends.value && <AdoptionChart trends={trends.value} tool={tool} />}
      {!trends.value && trends.error && (
        <LoadFailed error={trends.error} retry={trends.reload} />
      )}
      {!trends.value && !trends.error && (
        <Skeleton variant="rect" height={FRAME_HEIGHT} />
      )}
      <AdoptionFacts adoption={adoption} tools={scorecard.tools} />
      <Tiers tiers={adoption.tiers} />
    </Section>
  );
}
