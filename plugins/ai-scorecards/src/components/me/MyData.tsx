import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { addDays } from 'backstage-plugin-ai-scorecards-common';
import type { Me } from 'backstage-plugin-ai-scorecards-common';
import { aiScorecardsApiRef } from '../../api';
import { useFormat, useLoad, useWords } from '../../hooks';
import {
  Button,
  EntityName,
  LoadFailed,
  ReadableText,
  Section,
  hiddenText,
} from '../ui';
import { downloadJson } from './downloadJson';
import { MyAccounts } from './MyAccounts';
import { MyDays } from './MyDays';
import { MyReads } from './MyReads';
import { MySeats } from './MySeats';
import { MyTeams } from './MyTeams';

/** Ten years, in days: longer than anything is kept. */
const LONGEST_RETENTION = 3650;

const useStyles = makeStyles(theme => ({
  root: { maxWidth: 1200 },
  sentence: {
    fontSize: '1.25rem',
    lineHeight: 1.4,
    maxWidth: '80ch',
    marginBottom: theme.spacing(1),
  },
  intro: { maxWidth: '70ch', marginBottom: theme.spacing(1) },
  hidden: hiddenText,
  part: { marginBottom: theme.spacing(4) },
  list: { margin: 0, paddingLeft: theme.spacing(2.5) },
}));

function isEmpty(me: Me): boolean {
  return (
    me.accounts.length === 0 && me.seats.length === 0 && me.days.length === 0
  );
}

function Summary({ me }: { me: Me }) {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  let sentence = t('me.noDays') as string;
  if (!me.individualFigures) {
    sentence = t('me.off');
  } else if (isEmpty(me)) {
    sentence = t('me.empty');
  } else if (me.activeDays28 !== null && me.through) {
    sentence = t('me.activeDays', {
      count: me.activeDays28,
      day: format.day(me.through),
    });
  }
  return (
    <>
      <Typography className={classes.sentence}>{sentence}</Typography>
      <Typography variant="body2" className={classes.intro}>
        {t('me.intro', { user: me.user })}{' '}
        {t('me.kept', { days: format.count(me.retentionDays) })}{' '}
        {me.keptFrom && t('me.keptFrom', { day: format.day(me.keptFrom) })}
      </Typography>
      <Button
        size="small"
        variant="outlined"
        onClick={() => downloadJson(me, 'ai-scorecards-my-data.json')}
      >
        {t('me.download')}
      </Button>
    </>
  );
}

/** Everything that is held on the signed-in person, readable; nobody else can ask for it. */
export function MyData() {
  return (
    <ReadableText>
      <MyDataPage />
    </ReadableText>
  );
}

function MyDataPage() {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  const api = useApi(aiScorecardsApiRef);
  const {
    value: me,
    error,
    reload,
  } = useLoad('me', () =>
    // Without a range the backend answers with the last weeks; this page holds back nothing.
    api.me({ from: addDays(format.today, -LONGEST_RETENTION) }),
  );

  if (!me) {
    return error ? (
      <LoadFailed error={error} retry={reload} />
    ) : (
      <div aria-busy="true">
        <span className={classes.hidden} role="status">
          {t('load.loading', { what: t('me.loading') })}
        </span>
        <Skeleton className={classes.part} variant="rect" height={128} />
        <Skeleton className={classes.part} variant="rect" height={160} />
        <Skeleton variant="rect" height={480} />
      </div>
    );
  }
  return (
    <div className={classes.root}>
      <div className={classes.part}>
        <Summary me={me} />
      </div>
      <MyTeams teams={me.teams} />
      {me.leads.length > 0 && (
        <Section title={t('me.leads')}>
          <ul className={classes.list}>
            {me.leads.map(team => (
              <li key={team.ref}>
                <EntityName entityRef={team.ref} title={team.title} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      {me.roles.length > 0 && (
        <Section title={t('me.roles')}>
          <Typography variant="body2">
            {me.roles.map(role => t(`me.role.${role}`)).join(', ')}
          </Typography>
        </Section>
      )}
      <MyAccounts accounts={me.accounts} />
      <MySeats seats={me.seats} onAnswered={reload} />
      {me.individualFigures && <MyDays days={me.days} />}
      <MyReads reads={me.reads} />
    </div>
  );
}
