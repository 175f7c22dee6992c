import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { addDays } from 'backstage-plugin-ai-scorecards-common';
import type {
  OutcomeIndicator,
  Scorecard,
  TeamOutcomes,
} from 'backstage-plugin-ai-scorecards-common';
import { aiScorecardsApiRef } from '../../api';
import { useFormat, useLoad, useWords } from '../../hooks';
import { LoadFailed, Section, StatusWord } from '../ui';
import { IndexLine } from './IndexLine';
import { IndicatorTable } from './IndicatorTable';
import { Quality } from './Quality';

/** Two small lines, the table and the band. */
const SKELETON_HEIGHT = 640;

/** The indicators that are drawn; the table has them all. */
const DRAWN: OutcomeIndicator['id'][] = ['output', 'changeFailure'];

const useStyles = makeStyles(theme => ({
  lines: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(300px, 1fr))',
    gap: theme.spacing(2, 4),
    marginBottom: theme.spacing(1),
    [theme.breakpoints.down('xs')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  together: { fontWeight: 600 },
  table: { marginTop: theme.spacing(2) },
}));

/** Output and quality of the team, indexed to its own baseline, and its quality among comparable teams. */
export function Outcomes({ scorecard }: { scorecard: Scorecard }) {
  const t = useWords();
  const api = useApi(aiScorecardsApiRef);
  const team = scorecard.team.ref;
  const { value, error, reload } = useLoad(team, () => api.teamOutcomes(team));
  return (
    <Section
      title={t('outcomes.title')}
      anchor="outcomes"
      action={
        value?.indicators && value.indicators.length > 0 ? (
          <StatusWord status={value.status} />
        ) : undefined
      }
    >
      {value && <Loaded outcomes={value} onChange={reload} />}
      {!value && error && <LoadFailed error={error} retry={reload} />}
      {!value && !error && <Skeleton variant="rect" height={SKELETON_HEIGHT} />}
    </Section>
  );
}

function Loaded(props: { outcomes: TeamOutcomes; onChange: () => void }) {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  const { outcomes, onChange } = props;
  const { indicators, population, week, notice } = outcomes;
  // Where the notice says why there is nothing at all, no row has to say it again.
  const isTold =
    notice === null ||
    indicators?.some(
      ({ figure, baseline }) =>
        figure.value !== null || baseline.value !== null,
    );
  const told = isTold ? indicators ?? [] : [];
  const drawn = DRAWN.flatMap(id =>
    told.filter(indicator => indicator.id === id),
  );
  const end = week && addDays(week, 6);
  const settles = ({ to }: OutcomeIndicator) =>
    end !== null && to !== null && to < end;
  const base: string[] = [];
  if (end) {
    base.push(t('outcomes.span', { day: format.weekday(end) }));
  }
  if (population && population.people !== null) {
    base.push(t('outcomes.developers', { count: population.people }));
  }
  return (
    <>
      {notice && <Typography variant="body2">{notice}</Typography>}
      {drawn.length > 0 && (
        <>
          <div className={classes.lines}>
            {drawn.map(indicator => (
              <IndexLine
                key={indicator.id}
                indicator={indicator}
                settles={settles(indicator)}
              />
            ))}
          </div>
          <Typography variant="body2" className={classes.together}>
            {t('outcomes.together')}
          </Typography>
        </>
      )}
      {told.length > 0 && (
        <div className={classes.table}>
          {base.length > 0 && (
            <Typography variant="body2" color="textSecondary">
              {base.join(' ')}
            </Typography>
          )}
          <IndicatorTable indicators={told} settles={settles} />
        </div>
      )}
      <Quality outcomes={outcomes} onExplained={onChange} />
    </>
  );
}
