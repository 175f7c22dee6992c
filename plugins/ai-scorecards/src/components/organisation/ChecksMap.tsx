import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { alpha, makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import type {
  CheckDefinition,
  ChecksResponse,
} from 'backstage-plugin-ai-scorecards-common';
import { aiScorecardsApiRef } from '../../api';
import { useFormat, useLoad, useWords } from '../../hooks';
import {
  ChartFrame,
  DataTable,
  LoadFailed,
  Section,
  useChartColours,
} from '../ui';

const LEVELS = [1, 2, 3, 4];
/** As dark as a tile gets: its words stay readable in both themes. */
const DARKEST = 0.4;

const useStyles = makeStyles(theme => ({
  level: { margin: theme.spacing(1, 0, 0.5), fontWeight: 600 },
  tiles: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(176px, 1fr))',
    gap: theme.spacing(0.5),
    margin: 0,
    padding: 0,
    listStyle: 'none',
  },
  tile: {
    padding: theme.spacing(1),
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    color: theme.palette.text.primary,
    fontSize: '0.8125rem',
  },
  unknown: { borderStyle: 'dashed' },
  share: { display: 'block', fontSize: '1rem', fontWeight: 600 },
}));

interface Row {
  check: CheckDefinition;
  passing: number;
  teams: number;
  /** Null where no team is assessed. */
  share: number | null;
}

/** The share of teams that pass each check, level by level: of checks, never of teams. */
export function ChecksMap() {
  const t = useWords();
  const api = useApi(aiScorecardsApiRef);
  const { value, error, reload } = useLoad('checks', () => api.checks());
  return (
    <Section title={t('checksMap.title')}>
      {value && <Drawn checks={value} />}
      {!value && error && <LoadFailed error={error} retry={reload} />}
      {!value && !error && <Skeleton variant="rect" height={280} />}
    </Section>
  );
}

function Drawn({ checks }: { checks: ChecksResponse }) {
  const t = useWords();
  const format = useFormat();
  const rows = rowsOf(checks);
  const known = rows.filter(({ share }) => share !== null);
  if (known.length === 0) {
    return <Typography variant="body2">{t('checksMap.none')}</Typography>;
  }
  const lowest = known.reduce((a, b) => (b.share! < a.share! ? b : a));
  const words = (row: Row) =>
    row.share === null
      ? t('checks.notYet')
      : t('checks.share', {
          passing: format.count(row.passing),
          teams: format.count(row.teams),
        });
  return (
    <ChartFrame
      title={t('checksMap.chart')}
      summary={t('checksMap.summary', {
        checks: format.count(known.length),
        check: lowest.check.title,
        share: words(lowest),
      })}
      chart={() => <Tiles rows={rows} words={words} />}
      table={() => (
        <DataTable
          caption={t('checksMap.chart')}
          stacked
          rows={rows}
          rowKey={row => row.check.id}
          columns={[
            { title: t('checks.check'), cell: row => row.check.title },
            { title: t('checks.level'), cell: row => String(row.check.level) },
            { title: t('checks.passing'), cell: words },
          ]}
        />
      )}
    >
      <Typography variant="body2" color="textSecondary">
        {t('checksMap.note')}
      </Typography>
    </ChartFrame>
  );
}

function Tiles(props: { rows: Row[]; words: (row: Row) => string }) {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  return (
    <>
      {LEVELS.map(level => {
        const rows = props.rows.filter(({ check }) => check.level === level);
        return rows.length === 0 ? null : (
          <div key={level}>
            <Typography variant="body2" className={classes.level}>
              {t('level.short', { level: format.count(level) })}
            </Typography>
            <ul className={classes.tiles}>
              {rows.map(row => (
                <MapTile key={row.check.id} row={row} words={props.words} />
              ))}
            </ul>
          </div>
        );
      })}
    </>
  );
}

function MapTile(props: { row: Row; words: (row: Row) => string }) {
  const classes = useStyles();
  const format = useFormat();
  const colours = useChartColours();
  const { check, share } = props.row;
  return (
    <li
      className={
        share === null ? `${classes.tile} ${classes.unknown}` : classes.tile
      }
      style={
        share === null
          ? undefined
          : {
              backgroundColor: alpha(colours.series(0).colour, share * DARKEST),
            }
      }
    >
      {share !== null && (
        <span className={classes.share}>{format.ratio(share)}</span>
      )}
      {check.title}
      <Typography variant="caption" component="div">
        {props.words(props.row)}
      </Typography>
    </li>
  );
}

/** By level, and in it the check that the fewest teams pass first; those of which nothing is known last. */
function rowsOf({ items, passing }: ChecksResponse): Row[] {
  return items
    .map(check => {
      const of = passing[check.id];
      return {
        check,
        passing: of?.passing ?? 0,
        teams: of?.teams ?? 0,
        share: of && of.teams > 0 ? of.passing / of.teams : null,
      };
    })
    .sort(
      (a, b) =>
        a.check.level - b.check.level ||
        (a.share ?? 2) - (b.share ?? 2) ||
        a.check.title.localeCompare(b.check.title),
    );
}
