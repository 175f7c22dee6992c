import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { HeadlineMetric } from 'backstage-plugin-ai-scorecards-common';
import { useFormat, useWords } from '../../hooks';
import { figureWords } from '../ui';

const useStyles = makeStyles(theme => ({
  list: {
    display: 'grid',
    gridTemplateColumns: '1fr auto',
    gap: theme.spacing(0.25, 2),
    margin: 0,
  },
  value: { margin: 0, textAlign: 'right', fontVariantNumeric: 'tabular-nums' },
}));

/** The inputs of a formula, each with its value or the reason why it is not shown. */
export function WhyInputs(props: {
  inputs: HeadlineMetric['inputs'];
  currency: string;
}) {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  return (
    <dl className={classes.list}>
      {props.inputs.map(({ id, label, figure }) => {
        const words = figureWords(figure, {
          t,
          format,
          currency: props.currency,
        });
        return [
          <Typography key={`${id}-label`} variant="body2" component="dt">
            {label}
          </Typography>,
          <Typography
            key={`${id}-value`}
            variant="body2"
            component="dd"
            className={classes.value}
          >
            {words.main}
          </Typography>,
        ];
      })}
    </dl>
  );
}
