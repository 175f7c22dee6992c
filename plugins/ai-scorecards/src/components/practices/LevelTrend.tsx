import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type {
  Point,
  PracticeChange,
  TeamPractices,
} from 'backstage-plugin-ai-scorecards-common';
import { Suspense } from 'react';
import { useFormat, useWords } from '../../hooks';
import type { Format, Words } from '../../hooks';
import { LazyLineChart, lineUp, periodOf, withoutPrologue } from '../charts';
import {
  ChartFrame,
  clause,
  DataTable,
  Subheading,
  useChartColours,
} from '../ui';

const HEIGHT = 160;
const HIGHEST = 4;
/** Of the changes of the level, those that stand in words below the line, with so many causes each; the table has them all. */
const IN_WORDS = 3;
const CAUSES_IN_WORDS = 3;

const useStyles = makeStyles(theme => ({
  root: { marginTop: theme.spacing(3), maxWidth: 880 },
  list: { margin: theme.spacing(1, 0), paddingLeft: theme.spacing(2.5) },
}));

const levelOf = (level: number | null, t: Words) =>
  level === null ? t('practices.changeUnknown') : String(level);

/** "2", "not known (was 2)"; empty before the first level. */
function beforeOf({ before, was }: PracticeChange, t: Words): string {
  if (before !== null) return String(before);
  return was === null ? '' : t('practices.unknownWas', { level: String(was) });
}

/** "level 0 → 1", "level not known (was 2) → 2", or "level 1" for the first. */
function changeOf(change: PracticeChange, t: Words): string {
  const before = beforeOf(change, t);
  const level = levelOf(change.level, t);
  return before === ''
    ? t('practices.changeFirst', { level })
    : t('practices.changeFrom', { before, level });
}

const isOfLevel = ({ before, level }: PracticeChange) => before !== level;

/** The first causes, and how many more there are. */
function causesOf(
  { causes }: PracticeChange,
  { t, format }: { t: Words; format: Format },
): string {
  const rest = causes.length - CAUSES_IN_WORDS;
  return [
    ...causes
      .slice(0, CAUSES_IN_WORDS)
      .map(cause => clause(format.sentence(cause))),
    ...(rest > 0 ? [t('practices.moreCauses', { count: rest })] : []),
  ].join('; ');
}

/** The level by week with a flag where it changed, and each change with its day and cause. */
export function LevelTrend(props: {
  practices: Pick<TeamPractices, 'trend' | 'history'>;
}) {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  const colours = useChartColours();
  const { trend, history } = props.practices;
  const points = trend.map(
    ({ week, level }): Point => ({
      period: week,
      state: level === null ? 'no-data' : 'ok',
      value: level,
      bound: null,
    }),
  );
  const title = t('practices.trend');
  const data = withoutPrologue(lineUp([{ id: 'total', title, points }]));
  const newestFirst = [...history].reverse();
  const ofLevel = newestFirst.filter(isOfLevel).slice(0, IN_WORDS);
  const known = points.filter(point => point.value !== null);
  if (known.length === 0 && history.length === 0) return null;

  const table = () => (
    <DataTable
      caption={title}
      stacked
      rows={newestFirst}
      rowKey={change => String(history.indexOf(change))}
      columns={[
        { title: t('practices.day'), cell: change => format.day(change.day) },
        {
          title: t('practices.before'),
          cell: change => beforeOf(change, t) || t('practices.noneYet'),
        },
        {
          title: t('practices.after'),
          cell: change => levelOf(change.level, t),
        },
        {
          title: t('practices.causes'),
          cell: change => format.sentence(change.causes.join('; ')),
        },
        {
          title: t('practices.others'),
          cell: change => format.sentence(change.others.join('; ')),
        },
      ]}
    />
  );
  const inWords = (
    <ul className={classes.list}>
      {ofLevel.map(change => (
        <Typography
          key={history.indexOf(change)}
          variant="body2"
          component="li"
        >
          {t(
            change.causes.length > 0
              ? 'practices.changeWith'
              : 'practices.change',
            {
              day: format.day(change.day),
              change: changeOf(change, t),
              causes: causesOf(change, { t, format }),
            },
          )}
        </Typography>
      ))}
    </ul>
  );
  // One week makes no line.
  if (known.length < 2) {
    return ofLevel.length === 0 ? null : (
      <div className={classes.root}>
        <Subheading>{title}</Subheading>
        {inWords}
      </div>
    );
  }
  const last = known[known.length - 1];
  return (
    <div className={classes.root}>
      <ChartFrame
        title={title}
        height={HEIGHT}
        summary={t('practices.trendSummary', {
          from: format.day(data.periods[0]),
          to: format.day(data.periods[data.periods.length - 1]),
          level: levelOf(last.value, t),
        })}
        chart={() => (
          <Suspense fallback={null}>
            <LazyLineChart
              data={data}
              grain="week"
              height={HEIGHT}
              top={HIGHEST}
              series={[
                {
                  id: 'total',
                  title,
                  bold: true,
                  style: { colour: colours.text, dash: '' },
                },
              ]}
              flags={history
                .filter(isOfLevel)
                .map(change => change.day)
                .filter(day => periodOf(day, data.periods, 'week'))}
              formatPeriod={format.day}
              formatValue={format.count}
            />
          </Suspense>
        )}
        table={table}
      >
        {inWords}
      </ChartFrame>
    </div>
  );
}
