import Typography from '@material-ui/core/Typography';
import type { Scorecard } from 'backstage-plugin-ai-scorecards-common';
import { useFormat, useWords } from '../../hooks';
import { figureWords, Section } from '../ui';
import { CostByTool } from './CostByTool';
import { CostChart } from './CostChart';

/** What the tools cost per active developer, against the benchmark and by tool. */
export function Cost(props: { cost: NonNullable<Scorecard['cost']> }) {
  const t = useWords();
  const format = useFormat();
  const { cost } = props;
  const { benchmark, ratio, currency } = cost;
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
      <CostChart cost={cost} />
      {lastMonth && <CostByTool month={lastMonth} currency={currency} />}
    </Section>
  );
}
