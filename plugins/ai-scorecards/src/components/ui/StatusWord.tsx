import type { Status } from 'backstage-plugin-ai-scorecards-common';
import { makeStyles } from '@material-ui/core/styles';
import CheckCircleOutlineIcon from '@material-ui/icons/CheckCircleOutline';
import VisibilityOutlinedIcon from '@material-ui/icons/VisibilityOutlined';
import ForumOutlinedIcon from '@material-ui/icons/ForumOutlined';
import HourglassEmptyIcon from '@material-ui/icons/HourglassEmpty';
import HelpOutlineIcon from '@material-ui/icons/HelpOutline';
import RemoveCircleOutlineIcon from '@material-ui/icons/RemoveCircleOutline';
import type { ComponentType } from 'react';
import { useWords } from '../../hooks';

const icons: Record<Status, ComponentType<{ className?: string }>> = {
  'on-track': CheckCircleOutlineIcon,
  watch: VisibilityOutlinedIcon,
  'worth-a-talk': ForumOutlinedIcon,
  provisional: HourglassEmptyIcon,
  'not-known-yet': HelpOutlineIcon,
  'not-assessed-yet': RemoveCircleOutlineIcon,
};

const useStyles = makeStyles(theme => ({
  root: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    fontSize: theme.typography.body2.fontSize,
    color: theme.palette.text.primary,
  },
  icon: {
    fontSize: '1.15em',
    color: theme.palette.text.secondary,
  },
  'on-track': { color: theme.palette.status.ok },
  watch: { color: theme.palette.status.running },
  'worth-a-talk': { color: theme.palette.status.warning },
}));

/** A status word with its icon. Only the icon is coloured; the word says the same. */
export function StatusWord({ status }: { status: Status }) {
  const classes = useStyles();
  const t = useWords();
  const Icon = icons[status];
  const colour =
    status === 'on-track' || status === 'watch' || status === 'worth-a-talk'
      ? classes[status]
      : '';

  return (
    <span className={classes.root}>
      <Icon className={`${classes.icon} ${colour}`} aria-hidden />
      {t(`status.${status}`)}
    </span>
  );
}
