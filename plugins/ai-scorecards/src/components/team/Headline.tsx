import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { Scorecard } from 'backstage-plugin-ai-scorecards-common';
import { lazy, Suspense } from 'react';
import type { ReactNode } from 'react';
import { useUrlState, useWords } from '../../hooks';
import { NextStepLink, Section } from '../ui';
import { drawnMetrics } from './drawnMetrics';
import { Notice } from './Notice';
import { Tile } from './Tile';

const WhyDrawer = lazy(() =>
  import('../why/WhyDrawer').then(m => ({ default: m.WhyDrawer })),
);

const useStyles = makeStyles(theme => ({
  sentence: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 2),
    marginBottom: theme.spacing(2),
  },
  words: { fontSize: '1.25rem', lineHeight: 1.4, maxWidth: '70ch' },
  tiles: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(272px, 1fr))',
    gap: theme.spacing(2),
    margin: 0,
    padding: 0,
    listStyle: 'none',
    [theme.breakpoints.down('xs')]: {
      gridTemplateColumns: '1fr',
      gap: theme.spacing(1),
    },
  },
}));

/** What the head of a page is made of. */
export type HeadlineParts = Pick<
  Scorecard,
  'notice' | 'nextStep' | 'headline' | 'cost' | 'freshness' | 'coverage'
> & { sentence: ReactNode };

/** How it stands: a sentence or the reason why there is none, one thing to do, and the tiles. */
export function Headline({ scorecard }: { scorecard: HeadlineParts }) {
  const classes = useStyles();
  const t = useWords();
  const [why, setWhy] = useUrlState('why', '');
  const metrics = drawnMetrics(scorecard);
  const opened = metrics.find(metric => metric.id === why);
  const currency = scorecard.cost?.currency ?? 'USD';

  return (
    <Section title={t('headline.title')}>
      {scorecard.notice ? (
        <Notice notice={scorecard.notice} />
      ) : (
        <div className={classes.sentence}>
          <Typography className={classes.words}>
            {scorecard.sentence}
          </Typography>
          {scorecard.nextStep && (
            <NextStepLink step={scorecard.nextStep} emphasis />
          )}
        </div>
      )}
      {metrics.length > 0 && (
        <ul className={classes.tiles} aria-label={t('headline.tilesLabel')}>
          {metrics.map(metric => (
            <li key={metric.id}>
              <Tile
                metric={metric}
                currency={currency}
                asOf={scorecard.freshness.through}
                onOpen={() => setWhy(metric.id)}
              />
            </li>
          ))}
        </ul>
      )}
      {opened && (
        <Suspense fallback={null}>
          <WhyDrawer
            metric={opened}
            currency={currency}
            freshness={scorecard.freshness}
            coverage={scorecard.coverage}
            onClose={() => setWhy('')}
          />
        </Suspense>
      )}
    </Section>
  );
}
