import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { isNotAllowed, messageOf } from './errors';
import { useWords } from '../../hooks';

const useStyles = makeStyles(theme => ({
  root: {
    padding: theme.spacing(2),
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
  },
  detail: { overflowWrap: 'anywhere' },
}));

/** Says that a request failed, why, and lets the reader try again. */
export function LoadFailed(props: { error: Error; retry: () => void }) {
  const classes = useStyles();
  const t = useWords();
  const notAllowed = isNotAllowed(props.error);
  return (
    <div className={classes.root} role="alert">
      <Typography variant="body1">
        {notAllowed ? t('load.notAllowed') : t('load.failed')}
      </Typography>
      <Typography
        variant="body2"
        color="textSecondary"
        className={classes.detail}
      >
        {messageOf(props.error)}
      </Typography>
      {!notAllowed && (
        <Button size="small" variant="outlined" onClick={props.retry}>
          {t('load.retry')}
        </Button>
      )}
    </div>
  );
}
