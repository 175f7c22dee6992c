import type { HeadlineMetric } from 'backstage-plugin-ai-scorecards-common';
import { useFormat, useWords } from '../../hooks';
import { DataTable, figureWords } from '../ui';

/** The points of a tile's small line as a table, newest first. */
export function WhyHistory(props: {
  metric: HeadlineMetric;
  currency: string;
}) {
  const t = useWords();
  const format = useFormat();
  const { metric, currency } = props;
  const monthly = metric.id === 'costPerActiveDeveloper';
  const words = (point: HeadlineMetric['sparkline'][0]) =>
    figureWords({ ...point, unit: metric.unit }, { t, format, currency });

  return (
    <DataTable
      caption={`${t('why.history')}: ${metric.title}`}
      rows={[...metric.sparkline].reverse()}
      rowKey={point => point.period}
      columns={[
        {
          title: monthly ? t('chart.month') : t('chart.week'),
          cell: point =>
            monthly
              ? format.month(point.period.slice(0, 7))
              : format.day(point.period),
        },
        {
          title: t('why.value'),
          numeric: true,
          cell: point => words(point).main,
        },
        {
          title: t('why.state'),
          cell: point => point.reason ?? words(point).note ?? '',
        },
      ]}
    />
  );
}
