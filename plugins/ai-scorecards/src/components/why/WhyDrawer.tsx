import Drawer from '@material-ui/core/Drawer';
import IconButton from '@material-ui/core/IconButton';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import CloseIcon from '@material-ui/icons/Close';
import type {
  HeadlineMetric,
  Scorecard,
} from 'backstage-plugin-ai-scorecards-common';
import type { ReactNode } from 'react';
import { useFormat, useWords } from '../../hooks';
import { figureWords, NextStepLink, StatusWord, useId } from '../ui';
import { WhyHistory } from './WhyHistory';
import { WhyInputs } from './WhyInputs';

const useStyles = makeStyles(theme => ({
  paper: {
    width: 480,
    maxWidth: '100vw',
    padding: theme.spacing(3),
    [theme.breakpoints.down('xs')]: { width: '100vw' },
  },
  head: {
    display: 'flex',
    justifyContent: 'space-between',
    alignItems: 'flex-start',
  },
  title: { fontSize: '1.25rem', fontWeight: 600 },
  value: { fontSize: '1.75rem', fontWeight: 600 },
  part: { marginTop: theme.spacing(2.5) },
  partTitle: { fontSize: '0.875rem', fontWeight: 600, margin: 0 },
}));

function Part({ title, children }: { title: string; children: ReactNode }) {
  const classes = useStyles();
  return (
    <div className={classes.part}>
      <Typography
        variant="subtitle2"
        component="h3"
        className={classes.partTitle}
      >
        {title}
      </Typography>
      {children}
    </div>
  );
}

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
  const titleId = useId('why');
  const { metric, currency, freshness, coverage } = props;
  const { population, target, peers } = metric;
  const words = figureWords(metric.figure, {
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
    <Drawer
      open
      anchor="right"
      onClose={props.onClose}
      classes={{ paper: classes.paper }}
      PaperProps={{
        role: 'dialog',
        'aria-modal': true,
        'aria-labelledby': titleId,
      }}
    >
      <div className={classes.head}>
        <Typography
          variant="h6"
          component="h2"
          id={titleId}
          className={classes.title}
        >
          {t('why.title')}: {metric.title}
        </Typography>
        <IconButton
          size="small"
          onClick={props.onClose}
          aria-label={t('common.close')}
        >
          <CloseIcon />
        </IconButton>
      </div>
      <Typography className={classes.value}>{words.main}</Typography>
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
      <Part title={t('why.base')}>
        <Typography variant="body2">{base.join('; ')}</Typography>
      </Part>
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
    </Drawer>
  );
}
