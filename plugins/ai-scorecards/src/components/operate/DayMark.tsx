import { makeStyles } from '@material-ui/core/styles';
import type { DayState } from 'backstage-plugin-ai-scorecards-common';
import type { ReactElement } from 'react';

const WIDTH = 9;
const HEIGHT = 20;

const useStyles = makeStyles(theme => ({
  complete: { fill: theme.palette.status.ok, stroke: theme.palette.status.ok },
  open: {
    fill: 'none',
    stroke: theme.palette.status.running,
    strokeWidth: 1.5,
  },
  failed: { fill: 'none', stroke: theme.palette.status.error, strokeWidth: 2 },
  quiet: {
    fill: theme.palette.text.secondary,
    stroke: theme.palette.text.secondary,
  },
  dot: { fill: theme.palette.background.paper },
  current: { outline: `2px solid ${theme.palette.text.primary}` },
}));

type Shapes = Record<DayState, ReactElement>;

/** Shapes differ in outline as well as in colour: full, outlined, cross, low dot, flat line. */
function shapes(classes: ReturnType<typeof useStyles>): Shapes {
  const full = (
    <rect
      x="1"
      y="1"
      width="7"
      height="18"
      rx="1"
      className={classes.complete}
    />
  );
  return {
    complete: full,
    marked: (
      <>
        {full}
        <circle cx="4.5" cy="5" r="2" className={classes.dot} />
      </>
    ),
    // As full as it gets, and not whole: a bar without its top.
    observed: <path d="M1 10H8V19H1Z" className={classes.complete} />,
    'may-change': (
      <rect x="1" y="1" width="7" height="18" rx="1" className={classes.open} />
    ),
    'not-ready': (
      <rect
        x="1"
        y="10"
        width="7"
        height="9"
        rx="1"
        strokeDasharray="2 2"
        className={classes.open}
      />
    ),
    failed: <path d="M1 4L8 16M8 4L1 16" className={classes.failed} />,
    'no-data': <path d="M1 18H8" className={classes.quiet} strokeWidth="2" />,
    missing: <circle cx="4.5" cy="17" r="1.5" className={classes.quiet} />,
  };
}

/** One day of a strip. */
export function DayMark(props: {
  state: DayState;
  current: boolean;
  onHover: () => void;
}) {
  const classes = useStyles();
  return (
    <svg
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      aria-hidden
      focusable="false"
      className={props.current ? classes.current : undefined}
      onMouseEnter={props.onHover}
    >
      {shapes(classes)[props.state]}
    </svg>
  );
}
