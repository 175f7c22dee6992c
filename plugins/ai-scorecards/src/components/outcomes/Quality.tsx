import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { addDays } from 'backstage-plugin-ai-scorecards-common';
import type { TeamOutcomes } from 'backstage-plugin-ai-scorecards-common';
import { useState } from 'react';
import { useFormat, useWords } from '../../hooks';
import { BandBar, Button, EntityName, Subheading } from '../ui';
import { ExplainDialog } from './ExplainDialog';

const useStyles = makeStyles(theme => ({
  root: { marginTop: theme.spacing(3) },
  more: { marginTop: theme.spacing(1), maxWidth: '80ch' },
}));

/** Room right of the band, so that its upper end is not the end of the scale. */
const ROOM = 1.5;

/** Where change failure lies among comparable teams, as a band and never as a rank, and the lead's word on it. */
export function Quality(props: {
  outcomes: TeamOutcomes;
  onExplained: () => void;
}) {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  const [explaining, setExplaining] = useState(false);
  const { outcomes, onExplained } = props;
  const { quality, indicators, mayExplain } = outcomes;
  const { p25, p75, teams, band, state, outlier, explanation } = quality;
  const own =
    indicators?.find(({ id }) => id === 'changeFailure')?.figure.value ?? null;
  const known = p25 !== null && p75 !== null && teams !== null;
  const top = known ? ROOM * Math.max(p75, own ?? 0) : 0;
  const mayAnswer = mayExplain && (outlier || explanation !== null);
  return (
    <div className={classes.root}>
      <Subheading>{t('quality.title')}</Subheading>
      {known ? (
        <BandBar
          scale={{
            from: 0,
            to: top,
            fromWords: format.ratio(0),
            toWords: format.ratio(top),
          }}
          p25={p25}
          p75={p75}
          own={own}
          words={t(p25 === p75 ? 'quality.wordsSame' : 'quality.words', {
            teams: format.count(teams),
            from: format.ratio(p25),
            to: format.ratio(p75),
            own: band ? t(`quality.band.${band}`) : t('quality.bandUnknown'),
          })}
        />
      ) : (
        <Typography variant="body2">
          {t('quality.none', {
            state: t(`state.${state === 'ok' ? 'no-data' : state}`),
          })}
        </Typography>
      )}
      {explanation && (
        <div className={classes.more}>
          <Typography variant="body2">{explanation.text}</Typography>
          <Typography variant="body2" color="textSecondary">
            {t('quality.explained', {
              category: t(`quality.category.${explanation.category}`),
              day: format.day(explanation.madeOn),
              until: format.day(addDays(explanation.expiresOn, -1)),
            })}{' '}
            <EntityName
              entityRef={explanation.by.ref}
              title={explanation.by.title}
            />
          </Typography>
        </div>
      )}
      {mayAnswer && (
        <div className={classes.more}>
          {!explanation && (
            <Typography variant="body2">{t('quality.whyOutside')}</Typography>
          )}
          <Button
            size="small"
            variant="outlined"
            onClick={() => setExplaining(true)}
          >
            {explanation ? t('quality.explainAgain') : t('quality.explain')}
          </Button>
        </div>
      )}
      {explaining && (
        <ExplainDialog
          team={outcomes.team.ref}
          before={explanation}
          onClose={() => setExplaining(false)}
          onExplained={() => {
            setExplaining(false);
            onExplained();
          }}
        />
      )}
    </div>
  );
}
