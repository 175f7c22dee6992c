import FormControl from '@material-ui/core/FormControl';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import FormHelperText from '@material-ui/core/FormHelperText';
import FormLabel from '@material-ui/core/FormLabel';
import Radio from '@material-ui/core/Radio';
import RadioGroup from '@material-ui/core/RadioGroup';
import { dataClassSchema } from 'backstage-plugin-ai-scorecards-common';
import { useWords } from '../../hooks';

/** Which data the tool would see, each class with what it implies. */
export function DataRows(props: {
  id: string;
  value: string;
  onChange: (value: string) => void;
  fault?: string;
}) {
  const t = useWords();
  const { id, value, onChange, fault } = props;
  return (
    <FormControl component="fieldset" error={Boolean(fault)}>
      <FormLabel component="legend">{t('form.data')}</FormLabel>
      <RadioGroup
        name={id}
        value={value}
        onChange={event => onChange(event.target.value)}
      >
        {dataClassSchema.options.map((option, index) => (
          <FormControlLabel
            key={option}
            value={option}
            control={
              <Radio
                id={index === 0 ? id : `${id}-${option}`}
                color="primary"
                size="small"
              />
            }
            label={t('form.dataImplies', {
              data: t(`dataClass.${option}`),
              implies: t(`dataImplies.${option}`),
            })}
          />
        ))}
      </RadioGroup>
      {fault && <FormHelperText>{fault}</FormHelperText>}
    </FormControl>
  );
}
