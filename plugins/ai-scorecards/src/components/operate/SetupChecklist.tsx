import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { IngestionStatus } from 'backstage-plugin-ai-scorecards-common';
import { useFormat, useWords } from '../../hooks';
import { Button, Section } from '../ui';
import { SetupStep } from './SetupStep';

const useStyles = makeStyles({
  list: { listStyle: 'none', margin: 0, padding: 0, maxWidth: 880 },
});

/** What is still to be set up, at the head of the page until all of it is done. */
export function SetupChecklist(props: {
  status: IngestionStatus;
  onCheck: () => void;
}) {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  const { checklist, sources } = props.status;
  const testable = sources.filter(source => source.state !== 'disabled');
  const now = checklist.filter(step => step.state !== 'later');
  const done = now.filter(step => step.state === 'done').length;

  if (!checklist.some(step => step.state === 'to-do')) {
    return (
      <Typography variant="body2" color="textSecondary">
        {t('setup.complete')}
      </Typography>
    );
  }
  return (
    <Section
      title={t('setup.title')}
      action={
        <span>
          <Typography variant="body2" component="span" color="textSecondary">
            {t('setup.count', {
              done: format.count(done),
              total: format.count(now.length),
            })}{' '}
          </Typography>
          <Button size="small" variant="outlined" onClick={props.onCheck}>
            {t('setup.again')}
          </Button>
        </span>
      }
    >
      <ol className={classes.list}>
        {checklist.map(step => (
          <SetupStep
            key={step.id}
            step={step}
            sources={
              step.id === 'first-source' && step.state !== 'done'
                ? testable
                : []
            }
          />
        ))}
      </ol>
      {sources.length === 0 && (
        <Typography variant="body2" color="textSecondary">
          {t('operate.worksAlready')}
        </Typography>
      )}
    </Section>
  );
}
