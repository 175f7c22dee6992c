import FormControl from '@material-ui/core/FormControl';
import InputLabel from '@material-ui/core/InputLabel';
import NativeSelect from '@material-ui/core/NativeSelect';
import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';
import { useWords } from '../../hooks';
import { useId } from '../ui';

const useStyles = makeStyles(theme => ({
  filters: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(2) },
}));

function Choice(props: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  children: ReactNode;
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
        {props.children}
      </NativeSelect>
    </FormControl>
  );
}

/** Period and tool of the adoption chart; both live in the address. */
export function AdoptionFilters(props: {
  grain: string;
  onGrain: (grain: string) => void;
  tool: string;
  onTool: (tool: string) => void;
  tools: Array<{ tool: string; title: string }>;
}) {
  const classes = useStyles();
  const t = useWords();
  return (
    <div className={classes.filters}>
      <Choice
        label={t('adoption.grain')}
        value={props.grain}
        onChange={props.onGrain}
      >
        <option value="day">{t('adoption.grainDay')}</option>
        <option value="week">{t('adoption.grainWeek')}</option>
        <option value="month">{t('adoption.grainMonth')}</option>
      </Choice>
      <Choice
        label={t('adoption.tool')}
        value={props.tool}
        onChange={props.onTool}
      >
        <option value="">{t('adoption.allTools')}</option>
        {props.tools.map(({ tool, title }) => (
          <option key={tool} value={tool}>
            {title}
          </option>
        ))}
      </Choice>
    </div>
  );
}
