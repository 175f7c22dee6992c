import FormControl from '@material-ui/core/FormControl';
import InputLabel from '@material-ui/core/InputLabel';
import NativeSelect from '@material-ui/core/NativeSelect';
import { useId } from './useId';

/** A small labelled choice of one value out of few. */
export function Choice(props: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** Values with their words. */
  options: ReadonlyArray<readonly [string, string]>;
}) {
  const id = useId('choice');
  return (
    <FormControl>
      <InputLabel htmlFor={id} shrink>
        {props.label}
      </InputLabel>
      <NativeSelect
        id={id}
        value={props.value}
        onChange={event => props.onChange(event.target.value)}
      >
        {props.options.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </NativeSelect>
    </FormControl>
  );
}
