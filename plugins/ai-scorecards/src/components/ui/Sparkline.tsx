import { makeStyles } from '@material-ui/core/styles';

const WIDTH = 96;
const HEIGHT = 28;
const PAD = 3;

const useStyles = makeStyles(theme => ({
  line: {
    fill: 'none',
    stroke: theme.palette.text.secondary,
    strokeWidth: 1.5,
    strokeLinejoin: 'round',
    strokeLinecap: 'round',
  },
  dot: { fill: theme.palette.text.primary },
  gap: { fill: theme.palette.divider },
}));

type Runs = Array<Array<[number, number]>>;

/** Unbroken runs of points; what has no value breaks the line instead of dropping to zero. */
export function sparkRuns(values: Array<number | null>): Runs {
  const known = values.filter((value): value is number => value !== null);
  const low = Math.min(...known);
  const high = Math.max(...known);
  const step = (WIDTH - 2 * PAD) / Math.max(1, values.length - 1);
  const runs: Runs = [];
  let run: Array<[number, number]> | undefined;
  values.forEach((value, index) => {
    if (value === null) {
      run = undefined;
      return;
    }
    if (!run) {
      run = [];
      runs.push(run);
    }
    const share = high === low ? 0.5 : (value - low) / (high - low);
    run.push([PAD + index * step, HEIGHT - PAD - share * (HEIGHT - 2 * PAD)]);
  });
  return runs;
}

/** A small line without axes. It is decoration: the same figures stand as text and in a table. */
export function Sparkline({ values }: { values: Array<number | null> }) {
  const classes = useStyles();
  const runs = sparkRuns(values);
  const last = runs.length > 0 ? runs[runs.length - 1] : undefined;
  const end =
    values[values.length - 1] === null ? undefined : last?.[last.length - 1];
  return (
    <svg
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      aria-hidden
      focusable="false"
    >
      {runs.map(run =>
        run.length === 1 ? (
          <circle
            key={run[0][0]}
            cx={run[0][0]}
            cy={run[0][1]}
            r={1.5}
            className={classes.dot}
          />
        ) : (
          <polyline
            key={run[0][0]}
            className={classes.line}
            points={run.map(point => point.join(',')).join(' ')}
          />
        ),
      )}
      {end && (
        <circle cx={end[0]} cy={end[1]} r={2.5} className={classes.dot} />
      )}
    </svg>
  );
}
