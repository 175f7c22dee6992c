import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import Skeleton from '@material-ui/lab/Skeleton';
import {
  addMonths,
  firstDay,
  monthOf,
} from 'backstage-plugin-ai-scorecards-common';
import type { Scorecard } from 'backstage-plugin-ai-scorecards-common';
import { aiScorecardsApiRef } from '../../api';
import { useFormat, useLoad, useWords } from '../../hooks';
import { CHART_HEIGHT, figureWords, LoadFailed, Section } from '../ui';
import { CostByTool } from './CostByTool';
import { CostChart } from './CostChart';

const FRAME_HEIGHT = CHART_HEIGHT + 72;

/** What the tools cost per active developer, against the benchmark and by tool. */
export function Cost(props: {
  teamRef: string;
  cost: NonNullable<Scorecard['cost']>;
}) {
  const t = useWords();
  const format = useFormat();
  const api = useApi(aiScorecardsApiRef);
  const { teamRef, cost } = props;
  const { benchmark, ratio, currency } = cost;
  const from = firstDay(addMonths(monthOf(format.today), -12));
  const trends = useLoad(`${teamRef} ${from}`, () =>
    api.teamTrends(teamRef, {
      metric: 'costPerActiveDeveloper',
      grain: 'month',
      from,
    }),
  );
  const lastMonth = [...cost.months]
    .reverse()
    .find(month => month.complete && month.byTool.length > 0);
  const ratioNote = figureWords(ratio, { t, format, currency }).note;

  return (
    <Section title={t('cost.title')} anchor="cost">
      {ratio.value !== null && (
        <Typography variant="body1">
          {t('cost.ratio', { ratio: format.factor(ratio.value) })}
          {ratioNote && ` (${ratioNote})`}
        </Typography>
      )}
      {benchmark && (
        <Typography variant="body2" color="textSecondary" paragraph>
          {t('cost.benchmarkSource', {
            value: format.money(benchmark.value, currency),
            source: benchmark.source,
            day: format.day(benchmark.sourceDate),
          })}
        </Typography>
      )}
      {trends.value && <CostChart trends={trends.value} cost={cost} />}
      {!trends.value && trends.error && (
        <LoadFailed error={trends.error} retry={trends.reload} />
      )}
      {!trends.value && !trends.error && (
        <Skeleton variant="rect" height={FRAME_HEIGHT} />
      )}
      {lastMonth && <CostByTool month={lastMonth} currency={currency} />}
    </Section>
  );
}
