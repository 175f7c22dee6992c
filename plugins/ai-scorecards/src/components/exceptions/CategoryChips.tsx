import Chip from '@material-ui/core/Chip';
import FormLabel from '@material-ui/core/FormLabel';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { reasonCategorySchema } from 'backstage-plugin-ai-scorecards-common';
import type { KeyboardEvent } from 'react';
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
    '&:focus-visible': {
      outline: `2px solid ${theme.palette.primary.main}`,
      outlineOffset: 2,
    },
  },
  chosen: { borderWidth: 2, fontWeight: 600 },
}));

const OPTIONS = reasonCategorySchema.options;
const STEPS: Record<string, number> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
};

/** The reason in one click; by keyboard one stop, in which arrows choose. */
export function CategoryChips(props: {
  /** Of the chip that Tab comes to, so that a way to the field ends there. */
  id: string;
  value: string;
  onChange: (value: string) => void;
  fault?: string;
}) {
  const classes = useStyles();
  const t = useWords();
  const { id, value, onChange, fault } = props;
  const current = Math.max(
    0,
    OPTIONS.findIndex(option => option === value),
  );
  const move = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    const next = (current + step + OPTIONS.length) % OPTIONS.length;
    onChange(OPTIONS[next]);
    const chips = event.currentTarget.parentElement?.children;
    (chips?.[next] as HTMLElement).focus();
  };
  return (
    <div>
      <FormLabel component="div" id={`${id}-label`} className={classes.label}>
        {t('form.category')}
      </FormLabel>
      <div
        role="radiogroup"
        aria-labelledby={`${id}-label`}
        className={classes.chips}
      >
        {OPTIONS.map((option, index) => {
          const isChosen = option === value;
          return (
            <Chip
              key={option}
              id={index === current ? id : undefined}
              role="radio"
              tabIndex={index === current ? 0 : -1}
              className={`${classes.chip} ${isChosen ? classes.chosen : ''}`}
              label={`${isChosen ? '✓ ' : ''}${t(`category.${option}`)}`}
              aria-checked={isChosen}
              onClick={() => onChange(option)}
              onKeyDown={move}
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
