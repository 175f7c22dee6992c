import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import { makeStyles } from '@material-ui/core/styles';
import type { FormEvent, ReactNode } from 'react';
import { useWords } from '../../hooks';
import { Button } from './Button';
import { FormFaults } from './FormFaults';
import type { FormFault } from './FormFaults';
import { useId } from './useId';

const useStyles = makeStyles(theme => ({
  content: { display: 'grid', gap: theme.spacing(2.5) },
}));

/** A small form over the page: its faults all at once above its fields, and two buttons. */
export function FormDialog(props: {
  title: string;
  /** What the button that sends it says. */
  submit: string;
  busy: boolean;
  faults: readonly FormFault[];
  faultsTitle: string;
  error?: string;
  /** Id of the field that the focus begins in. */
  firstField: string;
  onClose: () => void;
  onSubmit: () => void;
  children: ReactNode;
}) {
  const classes = useStyles();
  const t = useWords();
  const titleId = useId('form');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    props.onSubmit();
  };
  return (
    <Dialog
      open
      fullWidth
      maxWidth="sm"
      onClose={props.onClose}
      TransitionProps={{
        onEntered: () => document.getElementById(props.firstField)?.focus(),
      }}
      aria-labelledby={titleId}
    >
      <form onSubmit={submit} noValidate>
        <DialogTitle id={titleId}>{props.title}</DialogTitle>
        <DialogContent className={classes.content}>
          <FormFaults
            title={props.faultsTitle}
            faults={props.faults}
            error={props.error}
          />
          {props.children}
        </DialogContent>
        <DialogActions>
          <Button onClick={props.onClose}>{t('common.cancel')}</Button>
          <Button
            type="submit"
            color="primary"
            variant="contained"
            disabled={props.busy}
          >
            {props.submit}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
