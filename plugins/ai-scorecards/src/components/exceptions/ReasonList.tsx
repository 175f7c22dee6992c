import FormControlLabel from '@material-ui/core/FormControlLabel';
import FormControl from '@material-ui/core/FormControl';
import FormLabel from '@material-ui/core/FormLabel';
import Radio from '@material-ui/core/Radio';
import RadioGroup from '@material-ui/core/RadioGroup';
import { approvalReasonSchema } from 'backstage-plugin-ai-scorecards-common';
import { useWords } from '../../hooks';

/** The reasons of an approval: arrows choose, Enter confirms. */
export function ReasonList(props: {
  name: string;
  /** Id of the one that is chosen, to give it the focus. */
  firstId?: string;
  value: string;
  onChange: (value: string) => void;
}) {
  const t = useWords();
  return (
    <FormControl component="fieldset">
      <FormLabel component="legend">{t('act.why')}</FormLabel>
      <RadioGroup
        name={props.name}
        value={props.value}
        onChange={event => props.onChange(event.target.value)}
        row
      >
        {approvalReasonSchema.options.map(value => (
          <FormControlLabel
            key={value}
            value={value}
            control={
              <Radio
                id={value === props.value ? props.firstId : undefined}
                color="primary"
                size="small"
                disableFocusRipple
              />
            }
            label={t(`reasonCode.${value}`)}
          />
        ))}
      </RadioGroup>
    </FormControl>
  );
}
