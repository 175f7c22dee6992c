import { Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import type {
  Scorecard,
  TeamPractices,
} from 'backstage-plugin-ai-scorecards-common';
import { lazy, Suspense } from 'react';
import { aiScorecardsApiRef } from '../../api';
import {
  useChecklistPath,
  useFormat,
  useLoad,
  useUrlState,
  useWords,
} from '../../hooks';
import { LoadFailed, Section } from '../ui';
import { CheckList } from './CheckList';
import { LevelPeers } from './LevelPeers';
import { LevelTrend } from './LevelTrend';
import { levelNotes, levelWords } from './levelWords';

const CheckDrawer = lazy(() =>
  import('./CheckDrawer').then(m => ({ default: m.CheckDrawer })),
);

/** A level, what is missing for the next one, and the level over time. */
const SKELETON_HEIGHT = 560;

const useStyles = makeStyles(theme => ({
  level: { fontSize: '1.25rem', fontWeight: 600 },
  notes: { marginBottom: theme.spacing(2), maxWidth: '80ch' },
}));

/** The practices of the team as a list: what is missing for the next level first. */
export function Practices({ scorecard }: { scorecard: Scorecard }) {
  const t = useWords();
  const api = useApi(aiScorecardsApiRef);
  const team = scorecard.team.ref;
  const checklist = useChecklistPath(team);
  const { value, error, reload } = useLoad(team, () => api.teamPractices(team));
  const newer = value?.newerChecklist ?? null;
  return (
    <Section
      title={t('practices.title')}
      anchor="practices"
      action={
        <Typography variant="body2" component="span">
          <Link to={checklist} underline="always">
            {t('practices.checklist')}
          </Link>
          {newer !== null &&
            ` · ${t('practices.newerChecklist', { version: String(newer) })}`}
        </Typography>
      }
    >
      {value && <Loaded practices={value} onChange={reload} />}
      {!value && error && <LoadFailed error={error} retry={reload} />}
      {!value && !error && <Skeleton variant="rect" height={SKELETON_HEIGHT} />}
    </Section>
  );
}

function Loaded(props: { practices: TeamPractices; onChange: () => void }) {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  const [check, setCheck] = useUrlState('check', '');
  const { practices, onChange } = props;
  const { standing, repositories, evaluatedAt } = practices;
  const opened = practices.results.find(each => each.check.id === check);
  return (
    <>
      <Typography className={classes.level}>
        {levelWords(standing, t)}
      </Typography>
      <div className={classes.notes}>
        {levelNotes(practices, t).map(note => (
          <Typography key={note} variant="body2">
            {note}
          </Typography>
        ))}
        <Typography variant="body2" color="textSecondary">
          {[
            t('level.minimum', { level: String(practices.minimum) }),
            ...(practices.next === null && standing.state === 'assessed'
              ? [t('level.top')]
              : []),
            ...(repositories.owned > 0
              ? [
                  t('practices.repositories', {
                    count: repositories.owned,
                    active: format.count(repositories.active),
                  }),
                ]
              : []),
            ...(repositories.archivedOrForked > 0
              ? [
                  t('practices.leftOut', {
                    count: repositories.archivedOrForked,
                  }),
                ]
              : []),
            evaluatedAt
              ? t('practices.evaluated', { at: format.instant(evaluatedAt) })
              : t('practices.neverEvaluated'),
          ].join(' ')}
        </Typography>
      </div>
      <CheckList practices={practices} onOpen={setCheck} />
      <LevelPeers practices={practices} />
      <LevelTrend practices={practices} />
      {opened && (
        <Suspense fallback={null}>
          <CheckDrawer
            result={opened}
            practices={practices}
            onClose={() => setCheck('')}
            onAttested={onChange}
          />
        </Suspense>
      )}
    </>
  );
}
