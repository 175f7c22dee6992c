import type { CheckState } from 'backstage-plugin-ai-scorecards-common';
import { makeStyles } from '@material-ui/core/styles';
import BlockIcon from '@material-ui/icons/Block';
import CheckCircleOutlineIcon from '@material-ui/icons/CheckCircleOutline';
import EventBusyIcon from '@material-ui/icons/EventBusy';
import HelpOutlineIcon from '@material-ui/icons/HelpOutline';
import PauseCircleOutlineIcon from '@material-ui/icons/PauseCircleOutline';
import RadioButtonUncheckedIcon from '@material-ui/icons/RadioButtonUnchecked';
import type { ComponentType } from 'react';
import { useWords } from '../../hooks';

const icons: Record<CheckState, ComponentType<{ className?: string }>> = {
  pass: CheckCircleOutlineIcon,
  fail: RadioButtonUncheckedIcon,
  unknown: HelpOutlineIcon,
  'not-applicable': BlockIcon,
  waived: PauseCircleOutlineIcon,
  expired: EventBusyIcon,
};

const useStyles = makeStyles(theme => ({
  root: {
    display: 'inline-flex',
    alignItems: 'baseline',
    gap: theme.spacing(0.5),
    whiteSpace: 'nowrap',
    fontSize: theme.typography.body2.fontSize,
    color: theme.palette.text.primary,
  },
  icon: {
    alignSelf: 'center',
    fontSize: '1.15em',
    color: theme.palette.text.secondary,
  },
  pass: { color: theme.palette.status.ok },
}));

/** The state of a check as icon and word; the word says all of it. */
export function CheckStateWord({ state }: { state: CheckState }) {
  const classes = useStyles();
  const t = useWords();
  const Icon = icons[state];
  return (
    <span className={classes.root}>
      <Icon
        className={`${classes.icon} ${state === 'pass' ? classes.pass : ''}`}
        aria-hidden
      />
      {t(`checkState.${state}`)}
    </span>
  );
}
