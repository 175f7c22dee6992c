import { useApi } from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  approvalReasonSchema,
  ExceptionRequest,
} from 'backstage-plugin-ai-scorecards-common';
import { useEffect, useRef, useState } from 'react';
import type { FormEvent } from 'react';
import { aiScorecardsApiRef } from '../../api';
import { useAction, useWords } from '../../hooks';
import { Choice, messageOf, useId } from '../ui';

const useStyles = makeStyles(theme => ({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-end',
    gap: theme.spacing(1.5),
    margin: theme.spacing(2, 0),
  },
  wide: { flex: '1 1 280px' },
}));

type Verdict = 'approve' | 'reject';

/** Where a key means a letter. */
const TYPING = ['INPUT', 'TEXTAREA', 'SELECT'];

/** The two verdicts, by button or by key, and what each asks for. */
export function Decide(props: {
  request: ExceptionRequest;
  onDecided: () => void;
}) {
  const classes = useStyles();
  const t = useWords();
  const api = useApi(aiScorecardsApiRef);
  const id = useId('decide');
  const { request } = props;
  const [verdict, setVerdict] = useState<Verdict>();
  const [reasonCode, setReasonCode] = useState<string>('fills-a-gap');
  const [reason, setReason] = useState('');
  const [condition, setCondition] = useState('');
  const [dueOn, setDueOn] = useState('');
  const confirm = useRef<HTMLButtonElement>(null);
  const mayVote = request.mayVote;
  const vote = useAction(() =>
    api.actOnRequest(request.id, 'votes', {
      revision: request.revision,
      verdict,
      ...(verdict === 'approve'
        ? {
            reasonCode,
            conditions: condition.trim()
              ? [{ sentence: condition.trim(), dueOn: dueOn || null }]
              : [],
          }
        : { reason }),
    }),
  );

  useEffect(() => {
    if (!mayVote) return undefined;
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (TYPING.includes(target.tagName) || event.ctrlKey || event.metaKey) {
        return;
      }
      if (event.key === 'a') setVerdict('approve');
      else if (event.key === 'r') setVerdict('reject');
      else if (event.key === 'Escape') setVerdict(undefined);
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [mayVote]);
  useEffect(() => {
    if (verdict === 'approve') confirm.current?.focus();
    if (verdict === 'reject') document.getElementById(`${id}-reason`)?.focus();
  }, [verdict, id]);

  if (!mayVote) return null;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await vote.run(undefined)) {
      setVerdict(undefined);
      props.onDecided();
    }
  };
  if (!verdict) {
    return (
      <div className={classes.bar}>
        <Button
          variant="contained"
          color="primary"
          onClick={() => setVerdict('approve')}
        >
          {t('act.approve')}
        </Button>
        <Button variant="outlined" onClick={() => setVerdict('reject')}>
          {t('act.reject')}
        </Button>
        <Typography variant="body2" color="textSecondary">
          {t('act.keys')}
        </Typography>
      </div>
    );
  }
  return (
    <form
      className={classes.bar}
      onSubmit={submit}
      aria-label={t(`act.${verdict}`)}
    >
      {verdict === 'approve' ? (
        <>
          <Choice
            label={t('act.why')}
            value={reasonCode}
            onChange={setReasonCode}
            options={approvalReasonSchema.options.map(
              value => [value, t(`reasonCode.${value}`)] as const,
            )}
          />
          <TextField
            id={`${id}-condition`}
            className={classes.wide}
            label={t('act.condition')}
            value={condition}
            onChange={event => setCondition(event.target.value)}
          />
          {condition.trim() && (
            <TextField
              id={`${id}-due`}
              type="date"
              label={t('act.conditionDue')}
              value={dueOn}
              onChange={event => setDueOn(event.target.value)}
              InputLabelProps={{ shrink: true }}
            />
          )}
        </>
      ) : (
        <TextField
          id={`${id}-reason`}
          className={classes.wide}
          label={t('act.reason')}
          value={reason}
          onChange={event => setReason(event.target.value)}
          multiline
        />
      )}
      <Button
        ref={confirm}
        type="submit"
        // It is given the focus as it appears, before there is a ripple that could show it.
        disableFocusRipple
        variant="contained"
        color="primary"
        disabled={
          vote.running || (verdict === 'reject' && reason.trim() === '')
        }
      >
        {t(`act.${verdict}`)}
      </Button>
      <Button onClick={() => setVerdict(undefined)}>{t('act.cancel')}</Button>
      <Typography role="alert" color="error">
        {vote.error && messageOf(vote.error)}
      </Typography>
    </form>
  );
}
