import Typography from '@material-ui/core/Typography';
import type { TrendsResponse } from 'backstage-plugin-ai-scorecards-common';
import { Suspense } from 'react';
import { useFormat, useWords } from '../../hooks';
import {
  LazyLineChart,
  Legend,
  lineUp,
  periodEnd,
  periodOf,
  withoutPrologue,
} from '../charts';
import { ChartFrame, clause, useChartColours } from '../ui';
import { AdoptionTable } from './AdoptionTable';

/** Active developers over time: a line for each tool and a bold one for all, with gaps, flags and the table. */
export function AdoptionChart(props: {
  trends: TrendsResponse;
  /** Show this line alone beside the total; empty for all. */
  tool: string;
  /** What the lines beside the total are of. */
  by?: 'tool' | 'team';
}) {
  const t = useWords();
  const format = useFormat();
  const colours = useChartColours();
  const { trends, tool, by = 'tool' } = props;
  const { grain } = trends;
  const series = trends.series
    .filter(one => one.id === 'total' || !tool || one.id === tool)
    .sort((a, b) => Number(b.id === 'total') - Number(a.id === 'total'));
  const data = series.length > 0 ? withoutPrologue(lineUp(series)) : undefined;
  if (!data || data.periods.length === 0) {
    return <Typography variant="body2">{t('chart.noPoints')}</Typography>;
  }
  // Axes without a point would only say that nothing may be told.
  const points = series.flatMap(one => one.points);
  const hidden = points[points.length - 1];
  if (points.every(point => point.value === null) && hidden.reason) {
    return <Typography variant="body2">{hidden.reason}</Typography>;
  }

  const drawn = series.map((one, index) => ({
    id: one.id,
    title: one.id === 'total' ? t(`adoption.totalBy.${by}`) : one.title,
    bold: one.id === 'total',
    style:
      one.id === 'total'
        ? { colour: colours.text, dash: '' }
        : colours.series(index - 1),
  }));
  const formatPeriod = (period: string) =>
    grain === 'month' ? format.month(period.slice(0, 7)) : format.day(period);
  const marks = trends.marks.filter(mark =>
    periodOf(mark.day, data.periods, grain),
  );
  const hollow = series.some(one =>
    one.points.some(point => point.value !== null && point.state !== 'ok'),
  );
  // The hatched gaps are those of all tools; a line can break where the others go on.
  const broken = drawn.some(({ id }) =>
    [...(data.points.get(id)?.values() ?? [])].some(
      ({ period, value, state }) =>
        value === null &&
        state === 'suppressed' &&
        !data.gaps.some(gap => gap.from <= period && period <= gap.to),
    ),
  );
  const last = data.periods[data.periods.length - 1];
  const total = data.points.get('total')?.get(last)?.value;

  return (
    <ChartFrame
      title={t('adoption.chart')}
      summary={[
        t(`adoption.summaryBy.${by}`, {
          from: format.day(data.periods[0]),
          to: format.day(periodEnd(last, grain)),
        }),
        typeof total === 'number' &&
          t('adoption.lastTotal', { value: format.count(total) }),
      ]
        .filter(Boolean)
        .join(' ')}
      chart={() => (
        <Suspense fallback={null}>
          <LazyLineChart
            data={data}
            grain={grain}
            series={drawn}
            flags={marks.map(mark => mark.day)}
            formatPeriod={formatPeriod}
            formatValue={format.count}
          />
        </Suspense>
      )}
      table={() => (
        <AdoptionTable
          data={data}
          grain={grain}
          series={drawn}
          marks={marks}
          formatPeriod={formatPeriod}
        />
      )}
    >
      <Legend
        items={drawn.map(({ title, bold, style }) => ({
          title,
          bold,
          ...style,
        }))}
      />
      <Typography variant="body2" color="textSecondary">
        {t(`adoption.notAddedBy.${by}`)}
        {broken && ` ${t('adoption.broken')}`}
        {hollow && ` ${t('adoption.notFinal')}.`}
      </Typography>
      {data.gaps.length > 0 && (
        <Typography variant="body2" color="textSecondary">
          {t('adoption.gaps')}:{' '}
          {data.gaps
            .map(gap =>
              t('adoption.gapReason', {
                from: formatPeriod(gap.from),
                to: format.day(periodEnd(gap.to, grain)),
                reason: clause(gap.reason ?? t(`state.${gap.state}`)),
              }),
            )
            .join('; ')}
          .
        </Typography>
      )}
      {marks.length > 0 && (
        <Typography variant="body2" color="textSecondary">
          ⚑ {t('chart.marks')}:{' '}
          {marks
            .map(mark => `${format.day(mark.day)}, ${mark.text}`)
            .join('; ')}
        </Typography>
      )}
    </ChartFrame>
  );
}
