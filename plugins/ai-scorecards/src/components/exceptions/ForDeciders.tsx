import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { ExceptionRequest } from 'backstage-plugin-ai-scorecards-common';
import { useFormat, useWords } from '../../hooks';
import { figureWords, Sentence } from '../ui';

const useStyles = makeStyles(theme => ({
  root: {
    margin: theme.spacing(2, 0),
    padding: theme.spacing(1.5, 2),
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
  },
  lines: {
    display: 'grid',
    gridTemplateColumns: 'minmax(120px, 260px) minmax(0, 1fr)',
    gap: theme.spacing(0.25, 2),
    margin: theme.spacing(0, 0, 1),
  },
  value: { margin: 0 },
}));

/** What the board reads beside the ask: the team's figures, its tools, and whether the reader may vote. */
export function ForDeciders({ request }: { request: ExceptionRequest }) {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  const { figures, teamTools, voters } = request;
  const figureAndStatus = ({ figure, status }: (typeof figures)[number]) => {
    const { main } = figureWords(figure, {
      t,
      format,
      currency: request.currency,
    });
    // What is not assessed yet says so once.
    return [...new Set([main, t(`status.${status}`)])].join(' · ');
  };
  const barred = voters.barred
    .slice(0, 3)
    .map(({ title, because }) => `${title}: ${because}`);
  const isShown =
    figures.length > 0 || teamTools.length > 0 || voters.you.mayVote;
  if (!isShown) return null;
  return (
    <section className={classes.root} aria-label={t('request.forDeciders')}>
      {figures.length > 0 && (
        <dl className={classes.lines}>
          {figures.map(metric => [
            <dt key={`${metric.id}-name`}>{metric.title}</dt>,
            <dd key={`${metric.id}-value`} className={classes.value}>
              {figureAndStatus(metric)}
            </dd>,
          ])}
        </dl>
      )}
      {teamTools.length > 0 && (
        <Typography variant="body2">
          {t('request.teamTools')}: {format.sentence(teamTools.join(' · '))}
        </Typography>
      )}
      {request.state === 'in_review' && (
        <Typography variant="body2">
          {voters.you.mayVote
            ? t('request.mayVote')
            : t('request.mayNot', {
                because: <Sentence text={voters.you.because ?? ''} />,
              })}
          {barred.length > 0 && (
            <>
              {' '}
              <Sentence text={barred.join(' · ')} />
            </>
          )}
        </Typography>
      )}
    </section>
  );
}
