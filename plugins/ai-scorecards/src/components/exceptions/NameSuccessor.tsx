import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type {
  Exception,
  ExceptionRole,
} from 'backstage-plugin-ai-scorecards-common';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { aiScorecardsApiRef } from '../../api';
import { useAction, useLoad, useWords } from '../../hooks';
import { Button, Field, messageOf, useId } from '../ui';
import { PersonField } from './PersonField';

const useStyles = makeStyles(theme => ({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-start',
    gap: theme.spacing(1),
    margin: theme.spacing(1, 0, 2),
  },
  wide: { flex: '1 1 280px' },
}));

/** Names who takes over a part of an exception: support, cost, or, where the team is gone, all of it. */
export function NameSuccessor(props: {
  exception: Exception;
  onDone: () => void;
}) {
  const classes = useStyles();
  const t = useWords();
  const [part, setPart] = useState<ExceptionRole>();
  const { exception, onDone } = props;
  if (!exception.may.includes('name-owner')) return null;
  const isTeamGone = exception.vacancies.some(each => each.part === 'team');
  const parts: ExceptionRole[] = isTeamGone
    ? ['team']
    : ['support-owner', 'budget-owner'];
  return part ? (
    <Named
      id={exception.id}
      part={part}
      onCancel={() => setPart(undefined)}
      onDone={() => {
        setPart(undefined);
        onDone();
      }}
    />
  ) : (
    <div className={classes.bar}>
      {parts.map(each => (
        <Button
          key={each}
          size="small"
          variant="outlined"
          onClick={() => setPart(each)}
        >
          {t(`successor.${each}`)}
        </Button>
      ))}
    </div>
  );
}

function Named(props: {
  id: string;
  part: ExceptionRole;
  onDone: () => void;
  onCancel: () => void;
}) {
  const classes = useStyles();
  const t = useWords();
  const api = useApi(aiScorecardsApiRef);
  const field = useId('successor');
  const { id, part, onDone } = props;
  const [who, setWho] = useState('');
  const { value: teams } = useLoad(part, async () =>
    part === 'team' ? teamsOf(await api.me()) : [],
  );
  const name = useAction(async () => {
    await api.actOnException(id, 'owner', { part, successor: who.trim() });
    return true;
  });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await name.run(undefined)) onDone();
  };
  const common = { id: field, value: who, onChange: setWho } as const;
  return (
    <>
      <form
        className={classes.bar}
        onSubmit={submit}
        aria-label={t(`successor.${part}`)}
      >
        <div className={classes.wide}>
          {part === 'team' ? (
            <Field
              {...common}
              label={t(`successor.${part}`)}
              choices={[
                ['', t('form.choose')],
                ...(teams ?? []).map(team => [team.ref, team.title] as const),
              ]}
            />
          ) : (
            <PersonField
              {...common}
              label={t(`successor.${part}`)}
              help={t(
                part === 'support-owner'
                  ? 'successor.acceptsFirst'
                  : 'form.userHelp',
              )}
            />
          )}
        </div>
        <Button
          type="submit"
          variant="contained"
          color="primary"
          disabled={name.running || !who.includes(':')}
        >
          {t('act.confirm')}
        </Button>
        <Button onClick={props.onCancel}>{t('act.cancel')}</Button>
      </form>
      <Typography role="alert" color="error">
        {name.error && messageOf(name.error)}
      </Typography>
    </>
  );
}

/** Teams for which the reader may speak. */
function teamsOf(me: {
  teams: readonly { ref: string; title: string; to: string | null }[];
  leads: readonly { ref: string; title: string }[];
}) {
  const own = [...me.teams.filter(({ to }) => to === null), ...me.leads];
  return [...new Map(own.map(team => [team.ref, team])).values()];
}
