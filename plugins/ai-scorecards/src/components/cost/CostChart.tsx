import Typography from '@material-ui/core/Typography';
import type {
  Scorecard,
  TrendsResponse,
} from 'backstage-plugin-ai-scorecards-common';
import { Suspense } from 'react';
import { useFormat, useWords } from '../../hooks';
import { LazyColumnChart, Legend, lineUp } from '../charts';
import { ChartFrame, useChartColours } from '../ui';
import { CostTable } from './CostTable';

type Cost = NonNullable<Scorecard['cost']>;

/** Which series the columns are stacked of: seats and usage, or the total alone where they are not told apart. */
function stacked(trends: TrendsResponse): TrendsResponse['series'] {
  const parts = trends.series.filter(
    one => one.id === 'seat' || one.id === 'usage',
  );
  return parts.length > 0
    ? parts
    : trends.series.filter(one => one.id === 'total');
}

/** Cost per active developer by month: seats and usage stacked, the benchmark as a line, estimates hatched. */
export function CostChart(props: { trends: TrendsResponse; cost: Cost }) {
  const t = useWords();
  const format = useFormat();
  const colours = useChartColours();
  const { trends, cost } = props;
  const { currency, benchmark } = cost;
  const series = stacked(trends);
  const data = series.length > 0 ? lineUp(series) : undefined;
  if (!data || data.periods.length === 0) {
    return <Typography variant="body2">{t('cost.none')}</Typography>;
  }

  const titles: Record<string, string> = {
    seat: t('cost.seat'),
    usage: t('cost.usage'),
    total: t('cost.total'),
  };
  const parts = series.map(({ id }, index) => ({
    id,
    title: titles[id],
    colour: colours.series(index).colour,
  }));
  const month = (period: string) => format.month(period.slice(0, 7));
  const columns = data.periods.map(period => ({
    label: month(period),
    parts: Object.fromEntries(
      parts.map(({ id }) => {
        const point = data.points.get(id)?.get(period);
        return [
          id,
          {
            value: point?.value ?? null,
            estimated: point?.state === 'estimated',
          },
        ];
      }),
    ),
  }));
  const estimated = columns.some(column =>
    Object.values(column.parts).some(part => part.estimated),
  );
  const unknown = data.periods.filter(period =>
    parts.every(({ id }) => {
      const point = data.points.get(id)?.get(period);
      return !point || point.value === null;
    }),
  );

  return (
    <ChartFrame
      title={t('cost.chart')}
      summary={t('cost.summary', {
        from: month(data.periods[0]),
        to: month(data.periods[data.periods.length - 1]),
      })}
      chart={() => (
        <Suspense fallback={null}>
          <LazyColumnChart
            columns={columns}
            parts={parts}
            line={
              benchmark && {
                value: benchmark.value,
                label: t('cost.benchmark', {
                  value: format.money(benchmark.value, currency),
                }),
              }
            }
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
      {unknown.length > 0 && (
        <Typography variant="body2" color="textSecondary">
          {t('adoption.gaps')}:{' '}
          {unknown
            .map(period => {
              const point = data.points.get(parts[0].id)?.get(period);
              const reason =
                point?.reason ?? t(`state.${point?.state ?? 'no-data'}`);
              return `${month(period)}: ${reason}`;
            })
            .join('; ')}
        </Typography>
      )}
    </ChartFrame>
  );
}
