import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type {
  HeadlineMetric,
  Scorecard,
} from 'backstage-plugin-ai-scorecards-common';
import { useFormat, useWords } from '../../hooks';
import {
  DetailDrawer,
  DetailPart as Part,
  headlineWords,
  NextStepLink,
  StatusWord,
} from '../ui';
import { WhyHistory } from './WhyHistory';
import { WhyInputs } from './WhyInputs';

const useStyles = makeStyles({
  value: { fontSize: '1.75rem', fontWeight: 600 },
});

/** Why a headline figure is what it is: formula, inputs, base, target, freshness, next step and its history. */
export function WhyDrawer(
  props: {
    metric: HeadlineMetric;
    currency: string;
    onClose: () => void;
  } & Pick<Scorecard, 'freshness' | 'coverage'>,
) {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  const { metric, currency, freshness, coverage } = props;
  const { population, target, peers } = metric;
  const words = headlineWords(metric, {
    t,
    format,
    currency,
    asOf: freshness.through,
  });
  const base: string[] = [
    population.people === null
      ? t('why.peopleHidden')
      : t('why.people', { count: population.people }),
  ];
  if (population.leftOut > 0) {
    base.push(t('why.leftOut', { count: population.leftOut }));
  }
  if (population.countedInEach) {
    base.push(t('why.countedInEach'));
  }

  return (
    <DetailDrawer
      title={`${t('why.title')}: ${metric.title}`}
      onClose={props.onClose}
    >
      <Typography className={classes.value}>
        {words.spoken ?? words.main}
      </Typography>
      <div>
        <StatusWord status={metric.status} />
        {words.note && (
          <Typography variant="body2" component="span" color="textSecondary">
            {' '}
            · {words.note}
          </Typography>
        )}
      </div>

      <Part title={t('why.formula')}>
        <Typography variant="body2">{metric.definition.formula}</Typography>
      </Part>
      {metric.reasons.length > 0 && (
        <Part title={t('why.reasons')}>
          {metric.reasons.map(reason => (
            <Typography key={reason} variant="body2">
              {reason}
            </Typography>
          ))}
        </Part>
      )}
      {metric.inputs.length > 0 && (
        <Part title={t('why.inputs')}>
          <WhyInputs inputs={metric.inputs} currency={currency} />
        </Part>
      )}
      {/* A level speaks of repositories and of the team as a whole. */}
      {metric.id !== 'practiceLevel' && (
        <Part title={t('why.base')}>
          <Typography variant="body2">{base.join('; ')}</Typography>
        </Part>
      )}
      <Part title={t('why.target')}>
        <Typography variant="body2">
          {target
            ? t('why.targetSource', {
                target:
                  metric.unit === 'micro-usd'
                    ? `${target.text}: ${format.money(target.value, currency)}`
                    : target.text,
                source: target.source,
                day: format.day(target.sourceDate),
              })
            : t('why.noTarget')}
        </Typography>
      </Part>
      {peers && (
        <Part title={t('why.peers')}>
          <Typography variant="body2">
            {t('why.peersRange', {
              from: format.value(peers.p25, metric.unit, currency),
              to: format.value(peers.p75, metric.unit, currency),
              teams: format.count(peers.teams),
            })}
          </Typography>
        </Part>
      )}
      <Part title={t('why.freshness')}>
        <Typography variant="body2">
          {[
            freshness.through
              ? t('team.freshness', { day: format.weekday(freshness.through) })
              : t('team.notScored'),
            ...(coverage.accounts === null
              ? []
              : [
                  t('team.matched', { share: format.ratio(coverage.accounts) }),
                ]),
            t('why.definition', { version: String(metric.definition.version) }),
          ].join(' · ')}
        </Typography>
      </Part>
      {metric.nextStep && (
        <Part title={t('why.nextStep')}>
          <NextStepLink step={metric.nextStep} />
        </Part>
      )}
      {metric.sparkline.length > 0 && (
        <Part title={t('why.history')}>
          <WhyHistory metric={metric} currency={currency} />
        </Part>
      )}
    </DetailDrawer>
  );
}
