import Typography from '@material-ui/core/Typography';
import type { Scorecard } from 'backstage-plugin-ai-scorecards-common';
import { Suspense } from 'react';
import { useFormat, useWords } from '../../hooks';
import { LazyColumnChart, Legend, LINE_DASH } from '../charts';
import { ChartFrame, clause, useChartColours } from '../ui';
import { costColumns } from './costColumns';
import { CostTable } from './CostTable';

/** Cost per active developer by month: seats and usage stacked, the benchmark as a line, estimates hatched. */
export function CostChart(props: { cost: NonNullable<Scorecard['cost']> }) {
  const t = useWords();
  const format = useFormat();
  const colours = useChartColours();
  const { cost } = props;
  const { currency, benchmark } = cost;
  const columns = costColumns(cost.months);
  if (columns.length === 0) {
    return <Typography variant="body2">{t('cost.none')}</Typography>;
  }
  // An axis over months of which none is shown would say zero.
  const isShown = columns.some(
    ({ seat, usage }) => seat !== null || usage !== null,
  );
  if (!isShown) {
    const { reason, state } = columns[columns.length - 1];
    return (
      <Typography variant="body2">{reason ?? t(`state.${state}`)}</Typography>
    );
  }

  const parts = [
    { id: 'seat', title: t('cost.seat'), colour: colours.series(0).colour },
    { id: 'usage', title: t('cost.usage'), colour: colours.series(1).colour },
  ];
  const gaps = columns.filter(
    ({ seat, usage }) => seat === null && usage === null,
  );
  const estimated = columns.some(
    column => column.estimated.seat || column.estimated.usage,
  );

  return (
    <ChartFrame
      title={t('cost.chart')}
      summary={t('cost.summary', {
        from: format.month(columns[0].month),
        to: format.month(columns[columns.length - 1].month),
      })}
      chart={() => (
        <Suspense fallback={null}>
          <LazyColumnChart
            columns={columns.map(({ month, seat, usage, ...column }) => ({
              label: format.month(month),
              parts: {
                seat: { value: seat, estimated: column.estimated.seat },
                usage: { value: usage, estimated: column.estimated.usage },
              },
            }))}
            parts={parts}
            line={benchmark?.value ?? null}
            formatValue={value => format.money(Math.round(value), currency)}
            formatTick={value =>
              format.money(Math.round(value), currency, 'whole')
            }
          />
        </Suspense>
      )}
      table={() => <CostTable cost={cost} />}
    >
      <Legend
        items={[
          ...parts,
          ...(benchmark
            ? [
                {
                  title: t('cost.benchmark', {
                    value: format.money(benchmark.value, currency),
                  }),
                  colour: colours.text,
                  dash: LINE_DASH,
                },
              ]
            : []),
          ...(estimated
            ? [
                {
                  title: t('cost.estimate'),
                  colour: colours.quiet,
                  hatched: true,
                },
              ]
            : []),
        ]}
      />
      <Typography variant="body2" color="textSecondary">
        {t('cost.divided')}
      </Typography>
      {gaps.length > 0 && (
        <Typography variant="body2" color="textSecondary">
          {t('adoption.gaps')}:{' '}
          {gaps
            .map(
              gap =>
                `${format.month(gap.month)}: ${clause(
                  gap.reason ?? t(`state.${gap.state}`),
                )}`,
            )
            .join('; ')}
          .
        </Typography>
      )}
    </ChartFrame>
  );
}
