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
  useExceptionChanges,
  useFormat,
  useLoad,
  usePagePath,
  useWords,
} from '../../hooks';
import { EntityName, LoadFailed, Section, Sentence } from '../ui';
import { ExceptionActions, RequestActions } from './Actions';
import { Comments } from './Comments';
import { Decide } from './Decide';
import { DossierCircumstances } from './DossierCircumstances';
import { ExceptionPart } from './ExceptionPart';
import { ForDeciders } from './ForDeciders';
import { Joined } from './Joined';
import { Loading } from './Loading';
import { NameSuccessor } from './NameSuccessor';
import { Precedents } from './Precedents';
import { reasonWords } from './reasonWords';
import { StandingOffer } from './StandingOffer';
import { useAskSentence } from './useAskSentence';
import { Voters } from './Voters';
import { WhatIsAsked } from './WhatIsAsked';

const useStyles = makeStyles(theme => ({
  root: { maxWidth: 960, minWidth: 0, overflowWrap: 'anywhere' },
  sentence: { fontSize: '1.25rem', lineHeight: 1.4 },
  list: { margin: theme.spacing(1, 0), paddingLeft: theme.spacing(2.5) },
}));

/** One request: what is asked, who may decide, how it went, and what the reader may do. */
export function RequestPanel(props: { id: string; onChange?: () => void }) {
  const api = useApi(aiScorecardsApiRef);
  const { value, error, reload } = useLoad(props.id, async () => {
    const request = await api.request(props.id);
    const exception =
      request.exception === null
        ? null
        : await api.exception(request.exception);
    return { request, exception };
  });
  useExceptionChanges(reload);
  if (!value) {
    return error ? (
      <LoadFailed error={error} retry={reload} />
    ) : (
      <Loading what="request" />
    );
  }
  const changed = () => {
    reload();
    props.onChange?.();
  };
  return <RequestView {...value} onChange={changed} />;
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
  const sentence = useAskSentence(props.request);
  const { request, exception, onChange } = props;
  const state = [
    t(`requestState.${request.state}`),
    t(`lane.${request.lane}`),
    t('request.revision', { revision: format.count(request.revision) }),
    ...(request.dueOn
      ? [`${t('requests.due')} ${format.day(request.dueOn)}`]
      : []),
    ...(request.overdue ? [t('requests.overdue')] : []),
    ...request.flags,
  ];

  return (
    <div className={classes.root}>
      <Typography component="h1" className={classes.sentence}>
        {sentence}
      </Typography>
      <Typography>
        {state.join(' · ')} ·{' '}
        {t('requests.askedBy', {
          who: <EntityName entityRef={request.requester} />,
        })}
      </Typography>
      {request.differs.length > 0 && (
        <ul className={classes.list} aria-label={t('request.differs')}>
          {request.differs.map(each => (
            <li key={each}>{format.sentence(each)}</li>
          ))}
        </ul>
      )}
      {request.decision?.reason && (
        <Typography>
          {t('request.decidedBecause', {
            reason: reasonWords(request.decision.reason, t),
          })}
        </Typography>
      )}
      {request.voters.sentence && (
        <Typography>{request.voters.sentence}</Typography>
      )}
      <Joined joined={request.joined} />
      <ForDeciders request={request} />
      <RequestActions request={request} onDone={onChange} />
      {exception && (
        <ExceptionPart exception={exception}>
          <ExceptionActions exception={exception} onDone={onChange} />
          <NameSuccessor exception={exception} onDone={onChange} />
          {exception.may.includes('dossier') && (
            <Link to={`${root}/dossier/${exception.id}`} underline="always">
              {t('request.dossier')}
            </Link>
          )}
        </ExceptionPart>
      )}
      <Section title={t('request.what')}>
        <WhatIsAsked request={request} />
      </Section>
      <Precedents precedents={request.precedents} />
      <StandingOffer request={request} />
      {request.changed.length > 0 && (
        <Section title={t('request.changed')}>
          <ul className={classes.list}>
            {request.changed.map(change => (
              <li key={change.field}>
                {t('request.changedField', {
                  field: t(`form.short.${change.field}` as 'form.short.why'),
                  before: format.sentence(change.before),
                  after: format.sentence(change.after),
                })}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={t('request.timeline')}>
        <ol className={classes.list}>
          {request.timeline.map((step, index) => (
            <li key={index} aria-current={step.state === 'now' || undefined}>
              {step.state === 'now' ? (
                <strong>
                  <Sentence text={step.what} />
                </strong>
              ) : (
                <Sentence text={step.what} />
              )}
              {step.at && ` · ${format.day(step.at.slice(0, 10))}`}
            </li>
          ))}
        </ol>
      </Section>
      <Voters request={request} />
      {request.decision?.circumstances !== undefined && (
        <Section title={t('dossier.decision')}>
          <DossierCircumstances value={request.decision.circumstances} />
        </Section>
      )}
      <Comments request={request} />
      <Decide key={request.revision} request={request} onDecided={onChange} />
    </div>
  );
}
