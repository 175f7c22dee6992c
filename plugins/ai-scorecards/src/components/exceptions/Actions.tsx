import { useApi } from '@backstage/core-plugin-api';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type {
  AiScorecardsApi,
  Exception,
  ExceptionRequest,
  RequestStep,
} from 'backstage-plugin-ai-scorecards-common';
import { useEffect, useRef, useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { useNavigate } from 'react-router-dom';
import { aiScorecardsApiRef } from '../../api';
import { useAction, usePagePath, useWords } from '../../hooks';
import { Button, LinkButton, messageOf, useId } from '../ui';
import { forgetRequest } from './keptText';

const useStyles = makeStyles(theme => ({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-end',
    gap: theme.spacing(1),
    margin: theme.spacing(2, 0),
  },
  wide: { flex: '1 1 280px' },
}));

/** Something that the reader may do, with the words it takes, if any. */
interface Deed {
  key: string;
  label: string;
  /** Takes a sentence. */
  says?: boolean;
  run: (api: AiScorecardsApi, said: string) => Promise<unknown>;
}

/** Buttons of what may be done; one that takes a sentence asks for it first. */
function Deeds(props: {
  deeds: Deed[];
  /** Stands before them. */
  first?: ReactNode;
  onDone: () => void;
}) {
  const classes = useStyles();
  const t = useWords();
  const api = useApi(aiScorecardsApiRef);
  const id = useId('deed');
  const [asked, setAsked] = useState<Deed>();
  const [said, setSaid] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), [asked]);
  const act = useAction(async (deed: Deed) => {
    await deed.run(api, said.trim());
    return true;
  });
  const perform = async (deed: Deed) => {
    if (await act.run(deed)) {
      setAsked(undefined);
      setSaid('');
      props.onDone();
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (asked) perform(asked);
  };
  if (props.deeds.length === 0 && !props.first) return null;
  return (
    <>
      {asked ? (
        <form
          className={classes.bar}
          onSubmit={submit}
          aria-label={asked.label}
        >
          <TextField
            id={`${id}-said`}
            className={classes.wide}
            label={`${asked.label}: ${t('act.reason')}`}
            value={said}
            onChange={event => setSaid(event.target.value)}
            multiline
            inputRef={field}
          />
          <Button
            type="submit"
            variant="contained"
            color="primary"
            disabled={act.running || said.trim().length < 3}
          >
            {t('act.confirm')}
          </Button>
          <Button onClick={() => setAsked(undefined)}>{t('act.cancel')}</Button>
        </form>
      ) : (
        <div className={classes.bar}>
          {props.first}
          {props.deeds.map(deed => (
            <Button
              key={deed.key}
              size="small"
              variant="outlined"
              disabled={act.running}
              onClick={() => (deed.says ? setAsked(deed) : perform(deed))}
            >
              {deed.label}
            </Button>
          ))}
        </div>
      )}
      <Typography role="alert" color="error">
        {act.error && messageOf(act.error)}
      </Typography>
    </>
  );
}

/** What the reader may do with a request besides voting. */
export function RequestActions(props: {
  request: ExceptionRequest;
  onDone: () => void;
}) {
  const t = useWords();
  const root = usePagePath('exceptions');
  const navigate = useNavigate();
  const { request } = props;
  const { id, revision, may, state } = request;
  const step = (
    key: RequestStep,
    label: string,
    body: (said: string) => object,
    says = true,
  ): Deed => ({
    key,
    label,
    says,
    run: (api, said) => api.actOnRequest(id, key, body(said)),
  });
  const all: [boolean, Deed][] = [
    [
      may.includes('submit'),
      step('submit', t('act.submit'), () => ({}), false),
    ],
    [
      may.includes('ratify'),
      step('ratify', t('act.ratify'), () => ({}), false),
    ],
    [
      may.includes('comment'),
      step('comments', t('act.comment'), text => ({ text, audience: 'team' })),
    ],
    [
      request.voters.you.mayVote,
      {
        ...step('comments', t('act.commentBoard'), text => ({
          text,
          audience: 'board',
        })),
        key: 'comments-board',
      },
    ],
    [
      may.includes('end-standing'),
      step('end-standing', t('act.end-standing'), reason => ({ reason })),
    ],
    [
      may.includes('appeal'),
      step('appeal', t('act.appeal'), text => ({ text })),
    ],
    [
      may.includes('break-glass'),
      step('break-glass', t('act.break-glass'), reason => ({
        revision,
        reason,
      })),
    ],
    [
      may.includes('withdraw'),
      step('withdraw', t('act.withdraw'), () => ({}), false),
    ],
    [
      may.includes('delete'),
      {
        key: 'delete',
        label: t('act.delete'),
        run: async api => {
          await api.deleteRequest(id);
          forgetRequest(id);
          navigate(root);
        },
      },
    ],
  ];
  return (
    <Deeds
      deeds={all.filter(([allowed]) => allowed).map(([, deed]) => deed)}
      first={
        may.includes('edit') && (
          <>
            {state === 'changes_requested' && (
              <Typography variant="body2">{t('act.answerByEdit')}</Typography>
            )}
            <LinkButton
              size="small"
              variant="outlined"
              to={`${root}/${id}/edit`}
            >
              {t('act.edit')}
            </LinkButton>
          </>
        )
      }
      onDone={props.onDone}
    />
  );
}

/** What the reader may do with an exception. */
export function ExceptionActions(props: {
  exception: Exception;
  onDone: () => void;
}) {
  const t = useWords();
  const root = usePagePath('exceptions');
  const navigate = useNavigate();
  const { id, may, conditions, windDown } = props.exception;
  const deeds: Deed[] = [];
  if (may.includes('accept')) {
    deeds.push({
      key: 'accept',
      label: t('act.accept'),
      run: api => api.actOnException(id, 'accept', { acceptsConditions: true }),
    });
  }
  if (may.includes('renew')) {
    deeds.push({
      key: 'renew',
      label: t('act.renew'),
      run: async api => {
        const { request } = await api.renewException(id);
        // Whoever renews accepts support anew, which the form asks for.
        navigate(`${root}/${request}/edit`);
      },
    });
  }
  for (const key of ['suspend', 'reinstate', 'revoke', 'retire'] as const) {
    if (may.includes(key)) {
      deeds.push({
        key,
        label: t(`act.${key}`),
        says: true,
        run: (api, reason) => api.actOnException(id, key, { reason }),
      });
    }
  }
  if (may.includes('state-condition')) {
    for (const { n, sentence, check, state } of conditions) {
      if (check === null && state !== 'met') {
        deeds.push({
          key: `condition-${n}`,
          label: `${t('act.conditionMet')}: ${sentence}`,
          says: true,
          run: (api, text) => api.stateCondition(id, n, { met: true, text }),
        });
      }
    }
  }
  if (may.includes('wind-down')) {
    for (const { step, done } of windDown?.steps ?? []) {
      if (!done) {
        deeds.push({
          key: step,
          label: `${t('act.stepDone')}: ${t(`request.step.${step}`)}`,
          says: true,
          run: (api, text) =>
            api.actOnException(id, 'wind-down', { step, text }),
        });
      }
    }
  }
  return <Deeds deeds={deeds} onDone={props.onDone} />;
}
