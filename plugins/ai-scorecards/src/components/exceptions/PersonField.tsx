import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import TextField from '@material-ui/core/TextField';
import Autocomplete from '@material-ui/lab/Autocomplete';
import { useState } from 'react';
import { useLoad } from '../../hooks';
import { userOption, useUserSearch } from '../people/useUserSearch';

/** Asks for a person of the catalog, by a search over names; a full ref may be typed as well. */
export function PersonField(props: {
  id: string;
  label: string;
  /** A full user ref, or what was typed so far. */
  value: string;
  onChange: (value: string) => void;
  fault?: string;
  help?: string;
}) {
  const [text, setText] = useState(props.value);
  const catalog = useApi(catalogApiRef);
  const named = /^user:[^/\s]+\/[^/\s]+$/i.test(props.value) ? props.value : '';
  const { value: person } = useLoad(named, async () =>
    named ? catalog.getEntityByRef(named) : undefined,
  );
  const help = person ? userOption(person).name : props.help;
  const { users, searching } = useUserSearch(
    text === props.value && text.includes(':') ? '' : text,
  );
  return (
    <Autocomplete
      id={props.id}
      freeSolo
      options={users.map(({ ref }) => ref)}
      filterOptions={options => options}
      getOptionLabel={ref => users.find(each => each.ref === ref)?.name ?? ref}
      loading={searching}
      inputValue={text}
      value={props.value}
      onInputChange={(_, typed, because) => {
        if (because === 'reset') return;
        setText(typed);
        props.onChange(typed);
      }}
      onChange={(_, chosen) => {
        const ref = typeof chosen === 'string' ? chosen : '';
        setText(ref);
        props.onChange(ref);
      }}
      renderInput={params => (
        <TextField
          {...params}
          label={props.label}
          variant="outlined"
          error={Boolean(props.fault)}
          helperText={props.fault ?? help}
          InputLabelProps={{ shrink: true }}
          fullWidth
        />
      )}
    />
  );
}
