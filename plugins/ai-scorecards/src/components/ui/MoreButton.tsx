import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useWords } from '../../hooks';
import type { Pages } from '../../hooks';
import { messageOf } from './errors';
import { Button } from './Button';

const useStyles = makeStyles(theme => ({
  root: { margin: theme.spacing(1.5, 0) },
}));

/** Below a list that goes on: shows more of it, or says why it could not. */
export function MoreButton({
  pages,
}: {
  pages: Pick<Pages<unknown>, 'hasMore' | 'loading' | 'error' | 'more'>;
}) {
  const classes = useStyles();
  const t = useWords();
  if (!pages.hasMore) return null;
  return (
    <div className={classes.root}>
      <Button
        variant="outlined"
        size="small"
        disabled={pages.loading}
        onClick={pages.more}
      >
        {t('common.more')}
      </Button>
      <Typography role="alert" color="error" variant="body2">
        {pages.error && messageOf(pages.error)}
      </Typography>
    </div>
  );
}
