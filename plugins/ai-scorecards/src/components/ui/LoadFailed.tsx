import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { isNotAllowed, isNotYet, messageOf } from './errors';
import { useRepeat, useWords } from '../../hooks';
import { Button } from './Button';

const ASK_AGAIN = 5_000;

const useStyles = makeStyles(theme => ({
  root: {
    padding: theme.spacing(2),
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
  },
  detail: { overflowWrap: 'anywhere' },
}));

/** Says that a request failed, why, and lets the reader try again. What is only not there yet is asked for again. */
export function LoadFailed(props: { error: Error; retry: () => void }) {
  const classes = useStyles();
  const t = useWords();
  const notAllowed = isNotAllowed(props.error);
  const notYet = isNotYet(props.error);
  useRepeat(notYet, ASK_AGAIN, props.retry);
  let words = t('load.failed') as string;
  if (notAllowed) words = t('load.notAllowed');
  if (notYet) words = t('load.notYet');
  return (
    <div className={classes.root} role={notYet ? 'status' : 'alert'}>
      <Typography variant="body1">{words}</Typography>
      <Typography
        variant="body2"
        color="textSecondary"
        className={classes.detail}
      >
        {messageOf(props.error)}
      </Typography>
      {!notAllowed && !notYet && (
        <Button size="small" variant="outlined" onClick={props.retry}>
          {t('load.retry')}
        </Button>
      )}
    </div>
  );
}
