import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import TextField from '@material-ui/core/TextField';
import Autocomplete from '@material-ui/lab/Autocomplete';
import { useState } from 'react';
import { useLoad, useWords } from '../../hooks';
import { userOption, useUserSearch } from '../people/useUserSearch';

const REF = /^user:[^/\s]+\/[^/\s]+$/i;

/** Asks for a person of the catalog, by a search over names; a full ref may be typed as well. Shows whom it holds by name. */
export function PersonField(props: {
  id: string;
  label: string;
  /** A full user ref, or what was typed so far. */
  value: string;
  onChange: (value: string) => void;
  fault?: string;
  help?: string;
}) {
  const t = useWords();
  const catalog = useApi(catalogApiRef);
  const { value, onChange } = props;
  // What is being typed; null where the field shows whom it holds.
  const [typed, setTyped] = useState(value && !REF.test(value) ? value : null);
  const [isIn, setIn] = useState(false);
  const named = REF.test(value) ? value : '';
  const { value: person } = useLoad(named, async () =>
    named ? catalog.getEntityByRef(named) : undefined,
  );
  const { users, searching } = useUserSearch(typed ?? '');
  const text = typed ?? (person ? userOption(person).name : value);
  const isNobody = !isIn && typed !== null && typed.trim() !== '' && !named;
  return (
    <Autocomplete
      id={props.id}
      freeSolo
      autoHighlight
      // An older answer is nobody to choose by the key that comes next.
      options={searching ? [] : users.map(({ ref }) => ref)}
      filterOptions={options => options}
      getOptionLabel={ref => users.find(each => each.ref === ref)?.name ?? ref}
      loading={searching}
      inputValue={text}
      value={value}
      onFocus={() => setIn(true)}
      onBlur={() => {
        setIn(false);
        if (named) setTyped(null);
      }}
      onInputChange={(_, next, because) => {
        if (because === 'reset') return;
        setTyped(next);
        onChange(next);
      }}
      onChange={(_, chosen) => {
        const ref = typeof chosen === 'string' ? chosen : '';
        setTyped(REF.test(ref) ? null : ref);
        onChange(ref);
      }}
      renderInput={params => (
        <TextField
          {...params}
          label={props.label}
          variant="outlined"
          error={Boolean(props.fault)}
          helperText={
            props.fault ??
            (isNobody ? t('form.choosePerson') : !named && props.help)
          }
          InputLabelProps={{ shrink: true }}
          fullWidth
        />
      )}
    />
  );
}
