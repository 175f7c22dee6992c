import { parseEntityRef } from '@backstage/catalog-model';
import { humanizeEntityRef } from '@backstage/plugin-catalog-react';
import Checkbox from '@material-ui/core/Checkbox';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { isDay } from 'backstage-plugin-ai-scorecards-common';
import { useState } from 'react';
import { useFormat, useWords } from '../../hooks';
import { Button, useId } from '../ui';

const useStyles = makeStyles(theme => ({
  person: { display: 'flex', marginTop: theme.spacing(2) },
}));

/** Asks from which day on the person behind an account was gone, and whether it was who is known or suggested. */
export function LeftDialog(props: {
  account: string;
  /** Who is known or suggested, by entity ref. */
  person: string | null;
  onClose: () => void;
  onSave: (leftOn: string, person: string | null) => void;
}) {
  const classes = useStyles();
  const t = useWords();
  const fieldId = useId('field');
  const { today } = useFormat();
  const titleId = useId('left');
  const [day, setDay] = useState(today);
  const [isPerson, setIsPerson] = useState(props.person !== null);
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
        {props.person && (
          <FormControlLabel
            className={classes.person}
            control={
              <Checkbox
                color="primary"
                checked={isPerson}
                onChange={event => setIsPerson(event.target.checked)}
              />
            }
            label={t('accounts.leftPerson', {
              person: humanizeEntityRef(parseEntityRef(props.person), {
                defaultKind: 'user',
              }),
            })}
          />
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={props.onClose}>{t('common.cancel')}</Button>
        <Button
          color="primary"
          variant="contained"
          disabled={!isDay(day)}
          onClick={() => props.onSave(day, isPerson ? props.person : null)}
        >
          {t('accounts.markLeft')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
