import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { RequestPreview } from 'backstage-plugin-ai-scorecards-common';
import { usePagePath, useWords } from '../../hooks';

const useStyles = makeStyles(theme => ({
  root: { marginTop: theme.spacing(1.5) },
}));

/** Said before anything is filled in: the team asks for the tool already, or has it. */
export function InTheWay(props: { inTheWay: RequestPreview['inTheWay'] }) {
  const classes = useStyles();
  const t = useWords();
  const root = usePagePath('exceptions');
  const { inTheWay } = props;
  return (
    <div role="status">
      {inTheWay && (
        <Typography className={classes.root}>
          {inTheWay.sentence}.{' '}
          {inTheWay.kind === 'request' && (
            <Link to={`${root}/${inTheWay.id}`} underline="always">
              {t('form.openIt')}
            </Link>
          )}
        </Typography>
      )}
    </div>
  );
}
