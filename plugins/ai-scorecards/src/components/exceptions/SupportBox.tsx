import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import Typography from '@material-ui/core/Typography';
import { useWords } from '../../hooks';

/** The acceptance of own support, in plain words. */
export function SupportBox(props: {
  id: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  fault?: string;
}) {
  const t = useWords();
  return (
    <div>
      <FormControlLabel
        control={
          <Checkbox
            id={props.id}
            color="primary"
            checked={props.checked}
            onChange={(_, checked) => props.onChange(checked)}
          />
        }
        label={t('form.acceptsSupport')}
      />
      {props.fault && (
        <Typography color="error" variant="body2">
          {props.fault}
        </Typography>
      )}
    </div>
  );
}
