import { makeStyles } from '@material-ui/core/styles';
import { useWords } from '../../hooks';
import { Choice } from '../ui';

const useStyles = makeStyles(theme => ({
  filters: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(2) },
}));

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
        options={[
          ['day', t('adoption.grainDay')],
          ['week', t('adoption.grainWeek')],
        ]}
      />
      <Choice
        label={t('adoption.tool')}
        value={props.tool}
        onChange={props.onTool}
        options={[
          ['', t('adoption.allTools')],
          ...props.tools.map(({ tool, title }) => [tool, title] as const),
        ]}
      />
    </div>
  );
}
