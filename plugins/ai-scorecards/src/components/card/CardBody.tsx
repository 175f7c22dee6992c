import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type {
  HeadlineMetric,
  Scorecard,
} from 'backstage-plugin-ai-scorecards-common';
import { useFormat, useWords } from '../../hooks';
import { headlineWords, NextStepLink, StatusWord } from '../ui';
import { drawnMetrics } from '../team/drawnMetrics';
import { Freshness } from '../team/Freshness';
import { Notice } from '../team/Notice';
import { worstMetric } from './worst';

/** Height of the card's content, and of the skeleton before it. */
export const CARD_HEIGHT = 112;

const useStyles = makeStyles(theme => ({
  root: {
    minHeight: CARD_HEIGHT,
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: theme.spacing(1),
  },
  value: { fontSize: '1.5rem', fontWeight: 600, marginRight: theme.spacing(1) },
}));

/** What the card says about a scorecard. */
export function CardBody(props: { scorecard: Scorecard; tab: string }) {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  const { scorecard, tab } = props;
  const metrics = drawnMetrics(scorecard);
  // What nothing reports yet is no reason to look twice.
  const worst = worstMetric(
    metrics.filter(({ figure }) => figure.state !== 'not-connected'),
  );
  const level = metrics.find(({ id }) => id === 'practiceLevel');
  const words = (metric: HeadlineMetric) => {
    const { main, spoken } = headlineWords(metric, {
      t,
      format,
      currency: scorecard.cost?.currency ?? 'USD',
      asOf: scorecard.freshness.through,
    });
    return spoken ?? main;
  };

  if (scorecard.notice) {
    return <Notice notice={scorecard.notice} />;
  }
  if (metrics.length === 0) {
    return <Typography>{scorecard.sentence}</Typography>;
  }
  return (
    <div className={classes.root}>
      {worst ? (
        <div>
          <Typography variant="body2" color="textSecondary">
            {worst.title}
          </Typography>
          <span className={classes.value}>{words(worst)}</span>
          <StatusWord status={worst.status} />
        </div>
      ) : (
        <Typography className={classes.value}>
          {t('card.allOnTrack')}
        </Typography>
      )}
      {level && level !== worst && (
        <Typography variant="body2">
          {level.title}: {words(level)}
        </Typography>
      )}
      {scorecard.nextStep && (
        <NextStepLink step={scorecard.nextStep} elsewhere={tab} />
      )}
      <Freshness
        freshness={scorecard.freshness}
        coverage={scorecard.coverage}
      />
    </div>
  );
}
