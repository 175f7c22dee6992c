import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import PauseCircleOutlineIcon from '@material-ui/icons/PauseCircleOutline';
import type { IngestionStatus } from 'backstage-plugin-ai-scorecards-common';
import { aiScorecardsApiRef } from '../../api';
import { useAction, useFormat, useWords } from '../../hooks';
import { Button, messageOf, useId } from '../ui';

const useStyles = makeStyles(theme => ({
  banner: {
    display: 'flex',
    gap: theme.spacing(1.5),
    padding: theme.spacing(2),
    marginBottom: theme.spacing(3),
    border: `1px solid ${theme.palette.status.warning}`,
    borderRadius: theme.shape.borderRadius,
    maxWidth: 880,
  },
  icon: { color: theme.palette.status.warning },
  title: { fontWeight: 600 },
  buttons: {
    display: 'flex',
    gap: theme.spacing(1),
    marginTop: theme.spacing(1),
  },
}));

/** A catalog snapshot that would end too many memberships, and the two things to do with it. */
export function HeldSnapshot(props: {
  held: NonNullable<IngestionStatus['heldSnapshot']>;
  onDecided: () => void;
}) {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  const api = useApi(aiScorecardsApiRef);
  const titleId = useId('held');
  const { held, onDecided } = props;
  const decide = useAction(async (action: 'apply' | 'discard') => {
    await api.heldSnapshot({ id: held.id, action });
    onDecided();
  });

  return (
    <section className={classes.banner} aria-labelledby={titleId}>
      <PauseCircleOutlineIcon aria-hidden className={classes.icon} />
      <div>
        <Typography
          variant="body1"
          component="h2"
          id={titleId}
          className={classes.title}
        >
          {t('held.title')}
        </Typography>
        <Typography variant="body2">
          {t('held.text', {
            takenAt: format.instant(held.takenAt),
            ends: format.count(held.endsMemberships),
            of: format.count(held.ofMemberships),
            appliesAt: format.instant(held.appliesAt),
          })}
        </Typography>
        <div className={classes.buttons}>
          <Button
            size="small"
            variant="outlined"
            disabled={decide.running}
            onClick={() => decide.run('apply')}
          >
            {t('held.apply')}
          </Button>
          <Button
            size="small"
            variant="outlined"
            disabled={decide.running}
            onClick={() => decide.run('discard')}
          >
            {t('held.discard')}
          </Button>
        </div>
        {decide.error && (
          <Typography variant="body2" role="alert">
            {messageOf(decide.error)}
          </Typography>
        )}
      </div>
    </section>
  );
}
