import LinearProgress from '@material-ui/core/LinearProgress';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useId } from './useId';

const useStyles = makeStyles(theme => ({
  root: { maxWidth: 420 },
  bar: { marginTop: theme.spacing(0.5) },
}));

/** Progress of something that counts up, in words and as a bar. */
export function Meter(props: { label: string; done: number; wanted: number }) {
  const classes = useStyles();
  const id = useId('meter');
  const share = props.wanted > 0 ? (100 * props.done) / props.wanted : 0;
  return (
    <div className={classes.root}>
      <Typography variant="body2" id={id}>
        {props.label}
      </Typography>
      <LinearProgress
        className={classes.bar}
        variant="determinate"
        value={Math.min(100, share)}
        aria-labelledby={id}
      />
    </div>
  );
}
