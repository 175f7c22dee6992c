import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { Link } from '@backstage/core-components';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { Board } from 'backstage-plugin-ai-scorecards-common';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { aiScorecardsApiRef } from '../../api';
import {
  useAction,
  useFormat,
  useLoad,
  usePagePath,
  useWords,
} from '../../hooks';
import {
  Button,
  EntityName,
  LoadFailed,
  Section,
  messageOf,
  useId,
} from '../ui';
import { Loading } from './Loading';
import { PersonField } from './PersonField';
import { useBoard } from './useBoard';
import { useStandingWords } from './useStandingWords';

const useStyles = makeStyles(theme => ({
  list: { margin: theme.spacing(1, 0), paddingLeft: theme.spacing(2.5) },
  form: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-start',
    gap: theme.spacing(2),
    maxWidth: 760,
  },
  person: { flex: '1 1 240px' },
}));

/** Who sits on the board, who stands in for whom, and its standing approvals. */
export function BoardSeats() {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  const standingWords = useStandingWords();
  const root = usePagePath('exceptions');
  const identity = useApi(identityApiRef);
  const me = useLoad('me', () => identity.getBackstageIdentity()).value
    ?.userEntityRef;
  const { value, error, reload } = useBoard();
  if (!value) {
    return error ? (
      <LoadFailed error={error} retry={reload} />
    ) : (
      <Loading what="list" />
    );
  }
  const boards = value.members.flatMap(member =>
    member.boards.map(board => board.ref),
  );
  const hasMany = new Set(boards).size > 1;
  return (
    <>
      <Section title={t('board.members')}>
        <ul className={classes.list} aria-label={t('board.members')}>
          {value.members.map(member => (
            <li key={member.ref}>
              <EntityName entityRef={member.ref} title={member.title} />
              {hasMany &&
                ` · ${member.boards.map(board => board.title).join(', ')}`}
              {member.deputy && (
                <>
                  {' · '}
                  {t('board.deputyOf', {
                    deputy: <EntityName entityRef={member.deputy.user} />,
                    from: format.day(member.deputy.from),
                    to: format.day(member.deputy.to),
                  })}
                </>
              )}
            </li>
          ))}
        </ul>
      </Section>
      {value.you.member && (
        <OwnDeputy
          hasOne={value.members.some(
            ({ ref, deputy }) => deputy !== null && ref === me,
          )}
          onDone={reload}
        />
      )}
      <Section title={t('board.standing')}>
        {value.standing.length === 0 && (
          <Typography>{t('board.noStanding')}</Typography>
        )}
        <ul className={classes.list}>
          {value.standing.map(each => (
            <li key={each.request}>
              <Link to={`${root}/${each.request}`} underline="always">
                {each.tool.title}
              </Link>{' '}
              · {t('board.standingLimits', standingWords(each))}
              {each.state !== 'active' && ` · ${t(`board.${each.state}`)}`}
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}

/** Names who stands in for the reader on some days. */
function OwnDeputy({
  hasOne,
  onDone,
}: {
  hasOne: boolean;
  onDone: () => void;
}) {
  const classes = useStyles();
  const t = useWords();
  const { today } = useFormat();
  const api = useApi(aiScorecardsApiRef);
  const id = useId('deputy');
  const [user, setUser] = useState('');
  const [from, setFrom] = useState(today);
  const [to, setTo] = useState(today);
  const name = useAction(async (deputy: Board['members'][0]['deputy']) => {
    await api.nameDeputy(deputy ?? { user: null, from, to });
    onDone();
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    name.run({ user, from, to });
  };
  return (
    <Section title={t('board.yourDeputy')}>
      <form className={classes.form} onSubmit={submit}>
        <div className={classes.person}>
          <PersonField
            id={`${id}-user`}
            label={t('board.deputy')}
            value={user}
            onChange={setUser}
          />
        </div>
        <TextField
          id={`${id}-from`}
          type="date"
          label={t('board.from')}
          value={from}
          onChange={event => setFrom(event.target.value)}
          InputLabelProps={{ shrink: true }}
          variant="outlined"
        />
        <TextField
          id={`${id}-to`}
          type="date"
          label={t('board.to')}
          value={to}
          onChange={event => setTo(event.target.value)}
          InputLabelProps={{ shrink: true }}
          variant="outlined"
        />
        <Button
          type="submit"
          variant="contained"
          color="primary"
          disabled={name.running || user === ''}
        >
          {t('board.name')}
        </Button>
        {hasOne && (
          <Button disabled={name.running} onClick={() => name.run(null)}>
            {t('board.noDeputy')}
          </Button>
        )}
      </form>
      <Typography role="alert" color="error">
        {name.error && messageOf(name.error)}
      </Typography>
    </Section>
  );
}
