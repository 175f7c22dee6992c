import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useEffect, useRef } from 'react';
import { useWords } from '../../hooks';
import { Button } from '../ui';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
  },
}));

const UNDO_MS = 5_000;

/** What was chosen, with five seconds to undo it. Leaving it behind records it at once: it was not undone. */
export function Delayed(props: {
  words: string;
  onRecord: () => void;
  onUndo: () => void;
}) {
  const classes = useStyles();
  const t = useWords();
  const latest = useRef(props);
  const isSettled = useRef(false);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    latest.current = props;
  });
  const settle = (deed: () => void) => {
    if (isSettled.current) return;
    isSettled.current = true;
    deed();
  };
  useEffect(() => {
    isSettled.current = false;
    button.current?.focus();
    const record = () => {
      if (isSettled.current) return;
      isSettled.current = true;
      latest.current.onRecord();
    };
    const timer = setTimeout(record, UNDO_MS);
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || isSettled.current) return;
      isSettled.current = true;
      latest.current.onUndo();
    };
    document.addEventListener('keydown', onKey);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('keydown', onKey);
      record();
    };
  }, []);
  return (
    <div className={classes.root}>
      <Typography role="status">
        {t('act.willRecord', { choice: props.words })}
      </Typography>
      <Button
        ref={button}
        variant="contained"
        color="primary"
        // It is given the focus as it appears, before there is a ripple that could show it.
        disableFocusRipple
        onClick={() => settle(props.onRecord)}
      >
        {t('act.recordNow')}
      </Button>
      <Button variant="outlined" onClick={() => settle(props.onUndo)}>
        {t('act.undo')}
      </Button>
    </div>
  );
}
