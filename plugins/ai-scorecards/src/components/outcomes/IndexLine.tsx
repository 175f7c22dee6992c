import Typography from '@material-ui/core/Typography';
import type { OutcomeIndicator } from 'backstage-plugin-ai-scorecards-common';
import { Suspense } from 'react';
import { useFormat, useWords } from '../../hooks';
import {
  LazyLineChart,
  Legend,
  LINE_DASH,
  lineUp,
  withoutPrologue,
} from '../charts';
import { ChartFrame, DataTable, figureWords, useChartColours } from '../ui';

const HEIGHT = 160;
const BASELINE = 100;

/** A small line of one indicator by week; the own baseline stands across at 100. */
export function IndexLine(props: {
  indicator: OutcomeIndicator;
  /** Whether its changes are given time, so that it looks at earlier weeks than it is told in. */
  settles: boolean;
}) {
  const t = useWords();
  const format = useFormat();
  const colours = useChartColours();
  const { title, weeks, index } = props.indicator;
  const known = weeks.filter(point => point.value !== null);
  if (known.length < 2) {
    const { main } = figureWords(
      { ...index, value: null },
      { t, format, currency: 'USD' },
    );
    return (
      <Typography variant="body2" color="textSecondary">
        {t('outcomes.noWeek', { title, reason: index.reason ?? main })}
      </Typography>
    );
  }
  const data = withoutPrologue(lineUp([{ id: 'total', title, points: weeks }]));
  const last = known[known.length - 1];
  return (
    <ChartFrame
      title={t('outcomes.index', { title })}
      height={HEIGHT}
      summary={t('outcomes.summary', {
        title,
        from: format.day(data.periods[0]),
        to: format.day(data.periods[data.periods.length - 1]),
        value: format.count(last.value ?? BASELINE),
      })}
      chart={() => (
        <Suspense fallback={null}>
          <LazyLineChart
            data={data}
            grain="week"
            height={HEIGHT}
            across={BASELINE}
            series={[
              {
                id: 'total',
                title,
                bold: false,
                style: { colour: colours.text, dash: '' },
              },
            ]}
            flags={[]}
            formatPeriod={format.day}
            formatValue={format.count}
          />
        </Suspense>
      )}
      table={() => (
        <DataTable
          caption={t('outcomes.index', { title })}
          maxHeight={320}
          rows={[...weeks].reverse()}
          rowKey={point => point.period}
          columns={[
            {
              title: t('outcomes.week'),
              cell: point => format.day(point.period),
            },
            {
              title: t('outcomes.value'),
              numeric: true,
              cell: point =>
                figureWords(
                  { ...point, unit: 'index' },
                  { t, format, currency: 'USD' },
                ).main,
            },
            {
              title: t('outcomes.state'),
              cell: point => point.reason ?? t(`state.${point.state}`),
            },
          ]}
        />
      )}
    >
      <Legend
        items={[
          {
            title: t('outcomes.baselineLine'),
            colour: colours.quiet,
            dash: LINE_DASH,
          },
        ]}
      />
      {props.settles && (
        <Typography variant="body2" color="textSecondary">
          {t('outcomes.settling')}
        </Typography>
      )}
    </ChartFrame>
  );
}
