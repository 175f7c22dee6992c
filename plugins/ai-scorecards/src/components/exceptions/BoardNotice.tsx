import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { Readiness } from 'backstage-plugin-ai-scorecards-common';

const useStyles = makeStyles(theme => ({
  root: {
    maxWidth: 760,
    margin: theme.spacing(0, 0, 2),
    padding: theme.spacing(1, 1.5),
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    overflowWrap: 'anywhere',
  },
}));

/** What to do where requests cannot be sent or decided; nothing where they can. */
export function BoardNotice({ board }: { board: Readiness }) {
  const classes = useStyles();
  return board.sentence === null ? null : (
    <Typography className={classes.root} variant="body2" role="note">
      {board.sentence}
    </Typography>
  );
}
