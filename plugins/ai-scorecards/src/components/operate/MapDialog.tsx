import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import TextField from '@material-ui/core/TextField';
import Autocomplete from '@material-ui/lab/Autocomplete';
import { useRef, useState } from 'react';
import { useWords } from '../../hooks';
import { Button, useId } from '../ui';
import { useUserSearch } from '../people/useUserSearch';
import type { UserOption } from '../people/useUserSearch';

/** Asks whose account it is, with a search over the catalog's users. */
export function MapDialog(props: {
  account: string;
  onClose: () => void;
  onSave: (userRef: string) => void;
}) {
  const field = useRef<HTMLInputElement>(null);
  const t = useWords();
  const titleId = useId('map');
  const [text, setText] = useState('');
  const [user, setUser] = useState<UserOption | null>(null);
  const { users, searching } = useUserSearch(text);

  return (
    <Dialog
      open
      fullWidth
      maxWidth="xs"
      onClose={props.onClose}
      // The dialog has nothing else to begin with.
      TransitionProps={{ onEntered: () => field.current?.focus() }}
      aria-labelledby={titleId}
    >
      <DialogTitle id={titleId}>
        {t('accounts.mapTitle', { account: props.account })}
      </DialogTitle>
      <DialogContent>
        <Autocomplete
          options={users}
          getOptionLabel={option => option.name}
          getOptionSelected={(option, value) => option.ref === value.ref}
          // The backend has searched already, in more than the label.
          filterOptions={options => options}
          value={user}
          onChange={(_, next) => setUser(next)}
          inputValue={text}
          onInputChange={(_, next) => setText(next)}
          loading={searching}
          loadingText={t('load.loading', { what: t('accounts.mapUser') })}
          noOptionsText={
            text ? t('accounts.mapNoUser') : t('accounts.mapSearch')
          }
          renderInput={params => (
            <TextField
              {...params}
              inputRef={field}
              label={t('accounts.mapUser')}
              placeholder={t('accounts.mapSearch')}
              variant="outlined"
              size="small"
            />
          )}
        />
      </DialogContent>
      <DialogActions>
        <Button onClick={props.onClose}>{t('common.cancel')}</Button>
        <Button
          color="primary"
          variant="contained"
          disabled={!user}
          onClick={() => user && props.onSave(user.ref)}
        >
          {t('accounts.mapSave')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
