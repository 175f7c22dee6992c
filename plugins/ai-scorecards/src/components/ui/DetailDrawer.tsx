import Drawer from '@material-ui/core/Drawer';
import IconButton from '@material-ui/core/IconButton';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import CloseIcon from '@material-ui/icons/Close';
import type { ReactNode } from 'react';
import { useWords } from '../../hooks';
import { useId } from './useId';

const useStyles = makeStyles(theme => ({
  paper: {
    width: 480,
    maxWidth: '100vw',
    padding: theme.spacing(3),
    [theme.breakpoints.down('xs')]: { width: '100vw' },
  },
  head: {
    display: 'flex',
    justifyContent: 'space-between',
    alignItems: 'flex-start',
  },
  title: { fontSize: '1.25rem', fontWeight: 600 },
  part: { marginTop: theme.spacing(2.5) },
  partTitle: { fontSize: '0.875rem', fontWeight: 600, margin: 0 },
}));

/** What stands behind something on the page, beside it. Escape closes it, and the focus goes back to what opened it. */
export function DetailDrawer(props: {
  title: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const classes = useStyles();
  const t = useWords();
  const titleId = useId('detail');
  return (
    <Drawer
      open
      anchor="right"
      onClose={props.onClose}
      classes={{ paper: classes.paper }}
      PaperProps={{
        role: 'dialog',
        'aria-modal': true,
        'aria-labelledby': titleId,
      }}
    >
      <div className={classes.head}>
        <Typography
          variant="h6"
          component="h2"
          id={titleId}
          className={classes.title}
        >
          {props.title}
        </Typography>
        <IconButton
          size="small"
          onClick={props.onClose}
          aria-label={t('common.close')}
        >
          <CloseIcon />
        </IconButton>
      </div>
      {props.children}
    </Drawer>
  );
}

/** A part of a drawer with its heading. */
export function DetailPart(props: { title: string; children: ReactNode }) {
  const classes = useStyles();
  return (
    <div className={classes.part}>
      <Typography
        variant="subtitle2"
        component="h3"
        className={classes.partTitle}
      >
        {props.title}
      </Typography>
      {props.children}
    </div>
  );
}
