import Typography from '@material-ui/core/Typography';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useWords } from '../../hooks';
import { useId } from './useId';
import { Button } from './Button';

/** Height of every chart, and of the skeleton before it. */
export const CHART_HEIGHT = 280;

const useStyles = makeStyles(theme => ({
  figure: { margin: 0 },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
    marginBottom: theme.spacing(1),
  },
  title: { fontSize: '0.9375rem', fontWeight: 600, margin: 0 },
}));

type View = 'chart' | 'table' | 'folded';

/**
 * A chart with its title, a sentence for those who do not see it, and the table that holds the same figures. On a
 * narrow screen it starts folded.
 */
export function ChartFrame(props: {
  title: string;
  /** What the chart shows, in a sentence. */
  summary: string;
  chart: () => ReactNode;
  table: () => ReactNode;
  /** Legend and notes below the drawing. */
  children?: ReactNode;
  /** Height of the drawing in pixels. */
  height?: number;
}) {
  const classes = useStyles();
  const t = useWords();
  const theme = useTheme();
  const narrow = useMediaQuery(theme.breakpoints.down('xs'), { noSsr: true });
  const [chosen, setChosen] = useState<View>();
  const view = chosen ?? (narrow ? 'folded' : 'chart');
  const id = useId('chart');

  return (
    <figure className={classes.figure} aria-labelledby={id}>
      <div className={classes.head}>
        <Typography
          variant="subtitle2"
          component="h3"
          id={id}
          className={classes.title}
        >
          {props.title}
        </Typography>
        <span>
          {view === 'folded' && (
            <Button size="small" onClick={() => setChosen('chart')}>
              {t('chart.open')}
            </Button>
          )}
          <Button
            size="small"
            onClick={() => setChosen(view === 'table' ? 'chart' : 'table')}
          >
            {view === 'table' ? t('chart.showChart') : t('chart.showTable')}
          </Button>
        </span>
      </div>
      {view === 'chart' && (
        <>
          <div
            role="img"
            aria-label={props.summary}
            style={{ minHeight: props.height ?? CHART_HEIGHT }}
          >
            {props.chart()}
          </div>
          {props.children}
        </>
      )}
      {view === 'table' && props.table()}
    </figure>
  );
}
