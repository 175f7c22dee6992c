import { useApi } from '@backstage/core-plugin-api';
import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type {
  Exception,
  ExceptionRequest,
} from 'backstage-plugin-ai-scorecards-common';
import { aiScorecardsApiRef } from '../../api';
import {
  useFormat,
  useLoad,
  usePagePath,
  useRepeat,
  useWords,
} from '../../hooks';
import { LoadFailed, Section } from '../ui';
import { Decide } from './Decide';
import { ExceptionActions, RequestActions } from './Actions';
import { ExceptionPart } from './ExceptionPart';
import { WhatIsAsked } from './WhatIsAsked';

const useStyles = makeStyles(theme => ({
  root: { maxWidth: 960, overflowWrap: 'anywhere' },
  sentence: { fontSize: '1.25rem', lineHeight: 1.4 },
  list: { margin: theme.spacing(1, 0), paddingLeft: theme.spacing(2.5) },
}));

/** Somebody decides while one reads: the page looks again. */
const LOOK_AGAIN_MS = 15_000;

/** One request: what is asked, who may decide, how it went, and what the reader may do. */
export function RequestPage({ id }: { id: string }) {
  const api = useApi(aiScorecardsApiRef);
  const { value, error, reload } = useLoad(id, async () => {
    const request = await api.request(id);
    const exception =
      request.exception === null
        ? null
        : await api.exception(request.exception);
    return { request, exception };
  });
  useRepeat(value !== undefined, LOOK_AGAIN_MS, reload);
  if (!value) {
    return error ? <LoadFailed error={error} retry={reload} /> : null;
  }
  return <RequestView {...value} onChange={reload} />;
}

function RequestView(props: {
  request: ExceptionRequest;
  exception: Exception | null;
  onChange: () => void;
}) {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  const root = usePagePath('exceptions');
  const { request, exception, onChange } = props;
  const state = [
    t(`requestState.${request.state}`),
    t('request.revision', { revision: format.count(request.revision) }),
    ...(request.dueOn
      ? [`${t('requests.due')} ${format.day(request.dueOn)}`]
      : []),
    ...(request.overdue ? [t('requests.overdue')] : []),
    ...request.flags,
  ];
  const { voters } = request;

  return (
    <div className={classes.root}>
      <Link to={root} underline="always">
        {t('request.back')}
      </Link>
      <Typography component="h1" className={classes.sentence}>
        {t('request.asks', {
          team: request.team.title,
          tool: request.tool.title,
        })}
      </Typography>
      <Typography>{state.join(' · ')}</Typography>
      {request.decision?.reason && (
        <Typography>{request.decision.reason}</Typography>
      )}
      {voters.sentence && <Typography>{voters.sentence}</Typography>}
      <Decide request={request} onDecided={onChange} />
      <RequestActions request={request} onDone={onChange} />
      {exception && (
        <ExceptionPart exception={exception}>
          <ExceptionActions exception={exception} onDone={onChange} />
        </ExceptionPart>
      )}
      <Section title={t('request.what')}>
        <WhatIsAsked request={request} />
      </Section>
      {request.changed.length > 0 && (
        <Section title={t('request.changed')}>
          <ul className={classes.list}>
            {request.changed.map(change => (
              <li key={change.field}>{t('request.changedField', change)}</li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={t('request.timeline')}>
        <ol className={classes.list}>
          {request.timeline.map((step, index) => (
            <li key={index} aria-current={step.state === 'now' || undefined}>
              {step.state === 'now' ? <strong>{step.what}</strong> : step.what}
              {step.at && ` · ${format.day(step.at.slice(0, 10))}`}
            </li>
          ))}
        </ol>
      </Section>
      <Section title={t('request.voters')}>
        <Typography>
          {voters.eligible.map(({ title }) => title).join(', ') ||
            t('request.nobody')}
        </Typography>
        {request.state === 'in_review' && voters.you.because && (
          <Typography>
            {t('request.mayNot', { because: voters.you.because })}
          </Typography>
        )}
        {voters.barred.length > 0 && (
          <>
            <Typography>{t('request.barred')}</Typography>
            <ul className={classes.list}>
              {voters.barred.map(person => (
                <li key={person.ref}>
                  {person.title}: {person.because}
                </li>
              ))}
            </ul>
          </>
        )}
      </Section>
      <Section title={t('request.comments')}>
        {request.comments.length === 0 && (
          <Typography>{t('request.noComments')}</Typography>
        )}
        <ul className={classes.list}>
          {request.comments.map(comment => (
            <li key={`${comment.at}-${comment.id}`}>
              {comment.by.split('/')[1] ?? comment.by},{' '}
              {format.day(comment.at.slice(0, 10))}
              {comment.audience === 'board' &&
                `, ${t('request.amongBoard')}`}: {comment.text}
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}
