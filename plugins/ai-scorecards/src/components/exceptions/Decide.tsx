import { useApi } from '@backstage/core-plugin-api';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { ExceptionRequest } from 'backstage-plugin-ai-scorecards-common';
import { useEffect, useState } from 'react';
import type { FormEvent } from 'react';
import { aiScorecardsApiRef } from '../../api';
import { useAction, useFormat, useWords } from '../../hooks';
import type { Words } from '../../hooks';
import { Button, messageOf, useId } from '../ui';
import {
  ConditionFields,
  conditionOf,
  emptyCondition,
} from './ConditionFields';
import { Delayed } from './Delayed';
import { ReasonList } from './ReasonList';
import { isCommand } from './useMove';

const useStyles = makeStyles(theme => ({
  bar: {
    position: 'sticky',
    bottom: 0,
    zIndex: 1,
    marginTop: theme.spacing(3),
    padding: theme.spacing(1.5, 0),
    borderTop: `1px solid ${theme.palette.divider}`,
    backgroundColor: theme.palette.background.default,
  },
  buttons: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
  },
  form: { display: 'grid', gap: theme.spacing(1.5), maxWidth: 640 },
}));

type Deed = 'approve' | 'condition' | 'ask' | 'reject' | 'recuse';

/** Keys of the bar, by what they open. */
const KEYS: Record<Deed, string> = {
  approve: 'a',
  condition: 'c',
  ask: 'q',
  reject: 'r',
  recuse: 'x',
};
const isVote = (deed: Deed) =>
  ['approve', 'condition', 'reject'].includes(deed);
const DEEDS = Object.keys(KEYS) as Deed[];

/** Of a standing approval the limits say what has to hold: it takes no condition. */
const deedsOf = ({ kind }: ExceptionRequest) =>
  DEEDS.filter(deed => kind === 'team' || deed !== 'condition');

/** The seat that is no Group's voice, as a value of the list. */
const BOARD_SEAT = 'board';

/** What was chosen, and how it is sent. */
interface Choice {
  words: string;
  /** Kept as a comment where somebody else decided first. */
  said: string;
  step: 'votes' | 'request-changes' | 'recuse';
  body: object;
}

function useChoice(request: ExceptionRequest, t: Words) {
  const [reasonCode, setReasonCode] = useState('fills-a-gap');
  const [said, setSaid] = useState('');
  const [condition, setCondition] = useState(emptyCondition);
  const { seats } = request.voters.you;
  const [chosen, setChosen] = useState<string>();
  // A vote leaves the seats that are still open.
  const seat =
    seats.find(({ as }) => (as ?? BOARD_SEAT) === chosen) ?? seats[0];
  const asVoice = seat?.as ? { as: seat.as } : {};
  const { revision } = request;
  const { today } = useFormat();
  const asked = conditionOf(condition, today, t);
  const choiceOf = (deed: Deed): Choice | null => {
    const words = t(`act.done.${deed}`);
    const text = said.trim();
    switch (deed) {
      case 'approve':
      case 'condition':
        return deed === 'condition' && !asked
          ? null
          : {
              words,
              said: asked?.sentence ?? '',
              step: 'votes',
              body: {
                revision,
                verdict: 'approve',
                ...asVoice,
                reasonCode,
                conditions: deed === 'condition' && asked ? [asked] : [],
              },
            };
      case 'reject':
        return text.length < 3
          ? null
          : {
              words,
              said: text,
              step: 'votes',
              body: { revision, verdict: 'reject', ...asVoice, reason: text },
            };
      case 'ask':
        return text.length < 3
          ? null
          : {
              words,
              said: text,
              step: 'request-changes',
              body: { revision, text },
            };
      default:
        return {
          words,
          said: text,
          step: 'recuse',
          body: text.length < 3 ? {} : { reason: text },
        };
    }
  };
  return {
    choiceOf,
    seat,
    setSeat: setChosen,
    reasonCode,
    setReasonCode,
    said,
    setSaid,
    condition,
    setCondition,
  };
}

/** The bar of those who may vote: five deeds by button or by key, each with what it asks for, and time to undo. */
export function Decide(props: {
  request: ExceptionRequest;
  onDecided: () => void;
}) {
  const classes = useStyles();
  const t = useWords();
  const api = useApi(aiScorecardsApiRef);
  const id = useId('decide');
  const { request, onDecided } = props;
  const [open, setOpen] = useState<Deed>();
  const [pending, setPending] = useState<Choice>();
  const fields = useChoice(request, t);
  const { mayVote } = request;
  const send = useAction(async (choice: Choice) => {
    await api.actOnRequest(request.id, choice.step, choice.body);
    onDecided();
    return true;
  });
  const keep = useAction(async (choice: Choice) => {
    await api.actOnRequest(request.id, 'comments', {
      text: t('act.kept', { choice: choice.words, said: choice.said }),
      audience: 'team',
    });
    onDecided();
    return true;
  });
  const [failed, setFailed] = useState<Choice>();

  useEffect(() => {
    if (!mayVote || pending) return undefined;
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') setOpen(undefined);
      if (!isCommand(event)) return;
      const key = event.key.toLocaleLowerCase('en-US');
      const deed = deedsOf(request).find(each => KEYS[each] === key);
      if (!deed) return;
      event.preventDefault();
      setOpen(deed);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [mayVote, pending, request]);
  useEffect(() => {
    if (open) document.getElementById(`${id}-first`)?.focus();
  }, [open, id]);

  if (!mayVote && !failed) return null;
  const choice = open && fields.choiceOf(open);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!choice) return;
    setOpen(undefined);
    setPending(choice);
  };
  const record = async (chosen: Choice) => {
    setPending(undefined);
    const isDone = await send.run(chosen);
    setFailed(isDone ? undefined : chosen);
  };

  return (
    <div className={classes.bar}>
      {pending && (
        <Delayed
          words={pending.words}
          onRecord={() => record(pending)}
          onUndo={() => setPending(undefined)}
        />
      )}
      {!pending && !open && mayVote && (
        <div className={classes.buttons}>
          {deedsOf(request).map(deed => (
            <Button
              key={deed}
              size="small"
              variant={deed === 'approve' ? 'contained' : 'outlined'}
              color={deed === 'approve' ? 'primary' : 'default'}
              disabled={send.running}
              onClick={() => setOpen(deed)}
            >
              {t(`act.${deed === 'ask' ? 'request-changes' : deed}`)} (
              {KEYS[deed].toLocaleUpperCase('en-US')})
            </Button>
          ))}
        </div>
      )}
      {!pending && open && (
        <form
          className={classes.form}
          onSubmit={submit}
          aria-label={t(`act.${open === 'ask' ? 'request-changes' : open}`)}
        >
          {isVote(open) && request.voters.you.seats.length > 1 && (
            <TextField
              id={`${id}-as`}
              label={t('act.as')}
              value={fields.seat?.as ?? BOARD_SEAT}
              onChange={event => fields.setSeat(event.target.value)}
              select
              SelectProps={{ native: true }}
              variant="outlined"
            >
              {request.voters.you.seats.map(({ as, title }) => (
                <option key={title} value={as ?? BOARD_SEAT}>
                  {title}
                </option>
              ))}
            </TextField>
          )}
          {(open === 'approve' || open === 'condition') && (
            <ReasonList
              firstId={open === 'approve' ? `${id}-first` : undefined}
              name={id}
              value={fields.reasonCode}
              onChange={fields.setReasonCode}
            />
          )}
          {open === 'condition' && (
            <ConditionFields
              firstId={`${id}-first`}
              team={request.team.ref}
              checks={request.checks}
              value={fields.condition}
              onChange={fields.setCondition}
            />
          )}
          {(open === 'reject' || open === 'ask' || open === 'recuse') && (
            <TextField
              id={`${id}-first`}
              label={t(open === 'recuse' ? 'act.mayReason' : 'act.reason')}
              value={fields.said}
              onChange={event => fields.setSaid(event.target.value)}
              multiline
              variant="outlined"
            />
          )}
          <div className={classes.buttons}>
            <Button
              type="submit"
              variant="contained"
              color="primary"
              disabled={!choice}
            >
              {t(`act.${open === 'ask' ? 'request-changes' : open}`)}
            </Button>
            <Button onClick={() => setOpen(undefined)}>
              {t('act.cancel')}
            </Button>
          </div>
        </form>
      )}
      <Typography role="alert" color="error">
        {send.error && messageOf(send.error)}
      </Typography>
      {failed && failed.said && (
        <Button
          variant="outlined"
          disabled={keep.running}
          onClick={async () => {
            if (await keep.run(failed)) setFailed(undefined);
          }}
        >
          {t('act.keep')}
        </Button>
      )}
    </div>
  );
}
