import type { TrendsResponse } from 'backstage-plugin-ai-scorecards-common';
import { useFormat, useWords } from '../../hooks';
import { periodOf } from '../charts';
import type { Grain, TimeSeries } from '../charts';
import { DataTable, figureWords } from '../ui';

/** The figures of the adoption chart, newest first, with the reasons of gaps and the flags beside them. */
export function AdoptionTable(props: {
  data: TimeSeries;
  grain: Grain;
  series: Array<{ id: string; title: string }>;
  marks: TrendsResponse['marks'];
  formatPeriod: (period: string) => string;
}) {
  const t = useWords();
  const format = useFormat();
  const { data, grain, series, marks, formatPeriod } = props;

  const notes = (period: string) =>
    [
      data.gaps.find(gap => gap.from <= period && period <= gap.to)?.reason,
      ...marks
        .filter(mark => periodOf(mark.day, data.periods, grain) === period)
        .map(mark => mark.text),
    ]
      .filter(Boolean)
      .join('; ');

  return (
    <DataTable
      caption={t('adoption.chart')}
      rows={[...data.periods].reverse()}
      rowKey={period => period}
      columns={[
        { title: t(`chart.${grain}`), cell: formatPeriod },
        ...series.map(({ id, title }) => ({
          title,
          numeric: true,
          cell: (period: string) => {
            const point = data.points.get(id)?.get(period);
            if (!point) {
              return t('state.no-data');
            }
            const words = figureWords(
              { ...point, unit: 'people' },
              { t, format, currency: '' },
            );
            return words.note ? `${words.main} (${words.note})` : words.main;
          },
        })),
        { title: t('chart.marks'), cell: notes },
      ]}
    />
  );
}
