import { makeStyles } from '@material-ui/core/styles';
import { TOO_FEW } from 'backstage-plugin-ai-scorecards-common';
import type {
  Figure,
  OutcomeIndicator,
} from 'backstage-plugin-ai-scorecards-common';
import { useFormat, useWords } from '../../hooks';
import { againstBaseline, DataTable, figureWords, hiddenText } from '../ui';

const useStyles = makeStyles(theme => ({
  formula: {
    display: 'block',
    whiteSpace: 'normal',
    maxWidth: '48ch',
    color: theme.palette.text.secondary,
    fontSize: '0.8125rem',
    fontWeight: 400,
  },
  note: { color: theme.palette.text.secondary },
  hidden: hiddenText,
}));

/** A figure with what limits it and the day it looks up to, where that is another, or in words why there is none. */
function FigureCell({ figure, to }: { figure: Figure; to?: string | null }) {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  const { main, note } = figureWords(figure, { t, format, currency: 'USD' });
  // The note of a state says its reason; of a value that stands something may still be missing.
  const isSaid =
    (figure.value !== null && figure.state !== 'ok') ||
    figure.reason === TOO_FEW;
  const more = note ?? (isSaid ? undefined : figure.reason);
  return (
    <>
      {main}
      {more && <span className={classes.note}> · {more}</span>}
      {to && figure.value !== null && (
        <span className={classes.note}>
          {' · '}
          {t('outcomes.to', { day: format.day(to) })}
        </span>
      )}
    </>
  );
}

/** An arrow to see and words to hear; in words why there is nothing to compare. */
function IndexCell({ index }: { index: Figure }) {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  if (index.value === null) {
    return <>{figureWords(index, { t, format, currency: 'USD' }).main}</>;
  }
  const { sign, spoken } = againstBaseline(index.value, { t, format });
  return (
    <>
      <span aria-hidden>{sign}</span>
      <span className={classes.hidden}>{spoken}</span>
    </>
  );
}

/** Every indicator with its figure, its baseline and an arrow; the arrow has a direction and no colour. */
export function IndicatorTable(props: {
  indicators: OutcomeIndicator[];
  /** Whether changes are given time, so that the figure looks at earlier weeks than others. */
  settles: (indicator: OutcomeIndicator) => boolean;
}) {
  const classes = useStyles();
  const t = useWords();
  return (
    <DataTable
      caption={t('outcomes.details')}
      stacked
      rows={props.indicators}
      rowKey={indicator => indicator.id}
      columns={[
        {
          title: t('outcomes.what'),
          cell: ({ title, formula }) => (
            <span>
              {title}
              <span className={classes.formula}>{formula}</span>
            </span>
          ),
        },
        {
          title: t('outcomes.now'),
          cell: indicator => (
            <FigureCell
              figure={indicator.figure}
              to={props.settles(indicator) ? indicator.to : null}
            />
          ),
        },
        {
          title: t('outcomes.before'),
          cell: ({ baseline }) => <FigureCell figure={baseline} />,
        },
        {
          title: t('outcomes.change'),
          cell: ({ index }) => <IndexCell index={index} />,
        },
      ]}
    />
  );
}
