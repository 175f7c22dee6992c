import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type {
  Scorecard,
  TeamTool,
} from 'backstage-plugin-ai-scorecards-common';
import { useFormat, useWords } from '../../hooks';
import { EntityName, figureWords } from '../ui';

const useStyles = makeStyles(theme => ({
  root: { marginBottom: theme.spacing(3) },
  facts: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1, 4),
    margin: theme.spacing(2, 0, 1),
  },
  value: { margin: 0, fontWeight: 600 },
}));

/** The companions of the active rate, small and in words, and tools that stand out. */
export function AdoptionFacts(props: {
  adoption: NonNullable<Scorecard['adoption']>;
  tools: TeamTool[];
}) {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  const { adoption, tools } = props;
  const raw = adoption.sanctionedShareRaw;
  const isWaived = raw !== null && raw.value !== adoption.sanctionedShare.value;
  const facts = [
    [t('adoption.developers'), adoption.developers],
    [t('adoption.roster'), adoption.rosterActiveRate],
    [t('adoption.habitual'), adoption.habitual],
    [t('adoption.defaultShare'), adoption.defaultToolShare],
    [t('adoption.sanctioned'), adoption.sanctionedShare],
    ...(isWaived ? [[t('adoption.sanctionedRaw'), raw] as const] : []),
  ] as const;
  const noted = [
    [t('adoption.abandoned'), adoption.abandonedTools],
    [t('adoption.withoutSeats'), adoption.toolsWithoutSeats],
  ] as const;

  return (
    <div className={classes.root}>
      <dl className={classes.facts}>
        {facts.map(([label, figure]) => {
          const words = figureWords(figure, { t, format, currency: '' });
          return (
            <div key={label}>
              <Typography variant="body2" component="dt" color="textSecondary">
                {label}
              </Typography>
              <Typography
                variant="body2"
                component="dd"
                className={classes.value}
              >
                {words.main}
                {words.note && ` (${words.note})`}
              </Typography>
            </div>
          );
        })}
      </dl>
      {noted.map(
        ([text, refs]) =>
          refs.length > 0 && (
            <Typography key={text} variant="body2" color="textSecondary">
              {text}{' '}
              {refs.map((ref, index) => (
                <span key={ref}>
                  {index > 0 && ', '}
                  <EntityName
                    entityRef={ref}
                    title={tools.find(tool => tool.tool === ref)?.title}
                  />
                </span>
              ))}
            </Typography>
          ),
      )}
    </div>
  );
}
