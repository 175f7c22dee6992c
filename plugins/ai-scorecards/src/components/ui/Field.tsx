import TextField from '@material-ui/core/TextField';

export type Choices = ReadonlyArray<readonly [string, string]>;

/** One field of a form, with its fault or its help below it. */
export function Field(props: {
  id: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  fault?: string;
  choices?: Choices;
  type?: string;
  rows?: number;
  placeholder?: string;
  help?: string;
}) {
  const { choices, rows, fault, help } = props;
  return (
    <TextField
      id={props.id}
      label={props.label}
      value={props.value}
      onChange={event => props.onChange(event.target.value)}
      select={Boolean(choices)}
      SelectProps={{ native: true }}
      type={props.type}
      multiline={Boolean(rows)}
      minRows={rows}
      placeholder={props.placeholder}
      error={Boolean(fault)}
      helperText={fault ?? help}
      InputLabelProps={{ shrink: true }}
      variant="outlined"
      fullWidth
    >
      {choices?.map(([value, words]) => (
        <option key={value} value={value}>
          {words}
        </option>
      ))}
    </TextField>
  );
}
