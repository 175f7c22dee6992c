import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';

const HEIGHT = 28;

const useStyles = makeStyles(theme => ({
  root: { maxWidth: 420, minWidth: 0 },
  bar: {
    position: 'relative',
    height: HEIGHT,
    // The mark at either end stays inside.
    margin: theme.spacing(0.5, 1),
  },
  line: {
    position: 'absolute',
    top: HEIGHT / 2,
    left: 0,
    right: 0,
    borderTop: `1px solid ${theme.palette.text.secondary}`,
  },
  middle: {
    position: 'absolute',
    top: 6,
    height: HEIGHT - 12,
    minWidth: 4,
    borderRadius: theme.shape.borderRadius,
    border: `1px solid ${theme.palette.text.secondary}`,
    backgroundColor: theme.palette.divider,
  },
  mark: {
    position: 'absolute',
    top: 0,
    height: HEIGHT,
    width: 4,
    marginLeft: -2,
    borderRadius: 2,
    backgroundColor: theme.palette.text.primary,
  },
  ends: {
    display: 'flex',
    justifyContent: 'space-between',
    color: theme.palette.text.secondary,
    fontSize: '0.8125rem',
  },
  words: { marginTop: theme.spacing(0.5) },
}));

/**
 * The middle half of comparable teams as a band on a scale, with the team's own mark as an upright stroke. `words` says
 * the same and stands below it; the drawing is decoration.
 */
export function BandBar(props: {
  /** Ends of the scale, and what they read. */
  scale: { from: number; to: number; fromWords: string; toWords: string };
  p25: number;
  p75: number;
  /** Null where the own figure is not known: then no mark is drawn. */
  own: number | null;
  words: string;
}) {
  const classes = useStyles();
  const { scale, p25, p75, own, words } = props;
  const at = (value: number) => {
    const share = (value - scale.from) / (scale.to - scale.from || 1);
    return 100 * Math.min(1, Math.max(0, share));
  };
  return (
    <div className={classes.root}>
      <div aria-hidden>
        <div className={classes.bar}>
          <div className={classes.line} />
          <div
            className={classes.middle}
            style={{ left: `${at(p25)}%`, width: `${at(p75) - at(p25)}%` }}
          />
          {own !== null && (
            <div className={classes.mark} style={{ left: `${at(own)}%` }} />
          )}
        </div>
        <div className={classes.ends}>
          <span>{scale.fromWords}</span>
          <span>{scale.toWords}</span>
        </div>
      </div>
      <Typography variant="body2" className={classes.words}>
        {words}
      </Typography>
    </div>
  );
}
