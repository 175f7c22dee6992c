import Chip from '@material-ui/core/Chip';
import FormLabel from '@material-ui/core/FormLabel';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { reasonCategorySchema } from 'backstage-plugin-ai-scorecards-common';
import { useWords } from '../../hooks';

const useStyles = makeStyles(theme => ({
  label: { marginBottom: theme.spacing(1) },
  chips: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
  chip: {
    margin: 0,
    maxWidth: '100%',
    color: theme.palette.text.primary,
    backgroundColor: 'transparent',
    border: `1px solid ${theme.palette.text.secondary}`,
  },
  chosen: { borderWidth: 2, fontWeight: 600 },
}));

/** The reason in one click. */
export function CategoryChips(props: {
  id: string;
  value: string;
  onChange: (value: string) => void;
  fault?: string;
}) {
  const classes = useStyles();
  const t = useWords();
  const { id, value, onChange, fault } = props;
  return (
    <div role="group" aria-labelledby={`${id}-label`} id={id} tabIndex={-1}>
      <FormLabel component="div" id={`${id}-label`} className={classes.label}>
        {t('form.category')}
      </FormLabel>
      <div className={classes.chips}>
        {reasonCategorySchema.options.map(option => {
          const isChosen = option === value;
          return (
            <Chip
              key={option}
              className={`${classes.chip} ${isChosen ? classes.chosen : ''}`}
              label={`${isChosen ? '✓ ' : ''}${t(`category.${option}`)}`}
              aria-pressed={isChosen}
              onClick={() => onChange(isChosen ? '' : option)}
            />
          );
        })}
      </div>
      {value === 'accessibility' && (
        <Typography variant="body2">{t('form.accessibility')}</Typography>
      )}
      {fault && (
        <Typography color="error" variant="body2">
          {fault}
        </Typography>
      )}
    </div>
  );
}
