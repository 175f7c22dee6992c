import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useFormat, useWords } from '../../hooks';
import type { TypedAsk } from './useAskText';
import { Button } from '../ui';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    marginBottom: theme.spacing(2),
  },
}));

/** Says that text of before is back, or that there is some, and lets the reader choose. */
export function BroughtBack({ asked }: { asked: TypedAsk }) {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  const { broughtBack, other } = asked;
  if (broughtBack !== null) {
    return (
      <div className={classes.root}>
        <Typography variant="body2">
          {t('form.broughtBack', { time: format.time(broughtBack) })}
        </Typography>
        <Button size="small" variant="outlined" onClick={asked.dropIt}>
          {t('form.forget')}
        </Button>
      </div>
    );
  }
  return other ? (
    <div className={classes.root}>
      <Typography variant="body2">
        {t('form.other', { time: format.time(other.at) })}
      </Typography>
      <Button size="small" variant="outlined" onClick={other.bringBack}>
        {t('form.bringBack')}
      </Button>
      <Button size="small" onClick={other.forget}>
        {t('form.forget')}
      </Button>
    </div>
  ) : null;
}
