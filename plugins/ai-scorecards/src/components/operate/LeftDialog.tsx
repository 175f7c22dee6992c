import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import TextField from '@material-ui/core/TextField';
import { isDay } from 'backstage-plugin-ai-scorecards-common';
import { useState } from 'react';
import { useFormat, useWords } from '../../hooks';
import { useId } from '../ui';

/** Asks from which day on the person behind an account was gone. */
export function LeftDialog(props: {
  account: string;
  onClose: () => void;
  onSave: (leftOn: string) => void;
}) {
  const t = useWords();
  const fieldId = useId('field');
  const { today } = useFormat();
  const titleId = useId('left');
  const [day, setDay] = useState(today);
  return (
    <Dialog open onClose={props.onClose} aria-labelledby={titleId}>
      <DialogTitle id={titleId}>
        {t('accounts.leftTitle', { account: props.account })}
      </DialogTitle>
      <DialogContent>
        <TextField
          id={fieldId}
          type="date"
          label={t('accounts.leftDay')}
          value={day}
          onChange={event => setDay(event.target.value)}
          InputLabelProps={{ shrink: true }}
          inputProps={{ max: today }}
        />
      </DialogContent>
      <DialogActions>
        <Button onClick={props.onClose}>{t('common.cancel')}</Button>
        <Button
          color="primary"
          variant="contained"
          disabled={!isDay(day)}
          onClick={() => props.onSave(day)}
        >
          {t('accounts.markLeft')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
