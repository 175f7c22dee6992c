import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import CheckCircleOutlineIcon from '@material-ui/icons/CheckCircleOutline';
import RadioButtonUncheckedIcon from '@material-ui/icons/RadioButtonUnchecked';
import ScheduleIcon from '@material-ui/icons/Schedule';
import type { IngestionStatus } from 'backstage-plugin-ai-scorecards-common';
import { useWords } from '../../hooks';
import { CopyBlock, EntityName } from '../ui';
import { SourceTest } from './SourceTest';

type Step = IngestionStatus['checklist'][0];

const icons = {
  done: CheckCircleOutlineIcon,
  'to-do': RadioButtonUncheckedIcon,
  later: ScheduleIcon,
};

const useStyles = makeStyles(theme => ({
  step: {
    display: 'flex',
    gap: theme.spacing(1.5),
    padding: theme.spacing(1.5, 0),
    borderTop: `1px solid ${theme.palette.divider}`,
  },
  icon: { color: theme.palette.text.secondary, flexShrink: 0 },
  done: { color: theme.palette.status.ok },
  body: { flex: 1, minWidth: 0, display: 'grid', gap: theme.spacing(0.5) },
  title: { fontWeight: 600 },
  test: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
  },
}));

/** One step of setting up: where it stands, who does it, and what to copy or send. */
export function SetupStep(props: {
  step: Step;
  /** The sources that this step can test. */
  sources: IngestionStatus['sources'];
}) {
  const classes = useStyles();
  const t = useWords();
  const { step, sources } = props;
  const Icon = icons[step.state];
  return (
    <li className={classes.step}>
      <Icon
        aria-hidden
        className={`${classes.icon} ${
          step.state === 'done' ? classes.done : ''
        }`}
      />
      <div className={classes.body}>
        <Typography variant="body1" component="h3" className={classes.title}>
          {step.title} · {t(`setup.state.${step.state}`)}
        </Typography>
        <Typography variant="body2">{step.sentence}</Typography>
        {step.owner && step.state !== 'done' && (
          <Typography variant="body2" color="textSecondary">
            {t('setup.owner')} <EntityName entityRef={step.owner} />
          </Typography>
        )}
        {sources.map(source => (
          <div key={source.id} className={classes.test}>
            <Typography variant="body2" component="span">
              {source.title}
            </Typography>
            <SourceTest sourceId={source.id} title={source.title} />
          </div>
        ))}
        {step.config && step.state !== 'done' && (
          <details>
            <summary>{t('setup.config')}</summary>
            <CopyBlock label={t('setup.config')} text={step.config} />
          </details>
        )}
        {step.message && step.state !== 'done' && (
          <details>
            <summary>{t('setup.message')}</summary>
            <CopyBlock label={t('setup.message')} text={step.message} />
          </details>
        )}
      </div>
    </li>
  );
}
