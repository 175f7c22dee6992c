import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type {
  ExceptionRequest,
  Vote,
} from 'backstage-plugin-ai-scorecards-common';
import { Fragment } from 'react';
import { useWords } from '../../hooks';
import { EntityName, Section, Sentence } from '../ui';
import { reasonWords } from './reasonWords';

const useStyles = makeStyles(theme => ({
  list: { margin: theme.spacing(1, 0), paddingLeft: theme.spacing(2.5) },
}));

/** Who may decide, and who may not and why. */
export function Voters({ request }: { request: ExceptionRequest }) {
  const classes = useStyles();
  const t = useWords();
  const { voters, votes } = request;
  return (
    <Section title={t('request.voters')}>
      <Typography>
        {voters.eligible.length === 0 && t('request.nobody')}
        {voters.eligible.map(({ ref, title }, index) => (
          <Fragment key={ref}>
            {index > 0 && ', '}
            <EntityName entityRef={ref} title={title} />
          </Fragment>
        ))}
      </Typography>
      {request.state === 'in_review' && voters.you.because && (
        <Typography>
          {t('request.mayNot', {
            because: <Sentence text={voters.you.because} />,
          })}
        </Typography>
      )}
      {voters.barred.length > 0 && (
        <>
          <Typography>{t('request.barred')}</Typography>
          <ul className={classes.list}>
            {voters.barred.map(person => (
              <li key={person.ref}>
                <EntityName entityRef={person.ref} title={person.title} />:{' '}
                <Sentence text={person.because} />
              </li>
            ))}
          </ul>
        </>
      )}
      {votes.length > 0 && (
        <ul className={classes.list} aria-label={t('request.votes')}>
          {votes.map(vote => (
            <li key={`${vote.by}-${vote.at}`}>
              <EntityName entityRef={vote.by} />
              {vote.onBehalfOf && (
                <>
                  {' '}
                  {t('request.onBehalfOf', {
                    who: <EntityName entityRef={vote.onBehalfOf} />,
                  })}
                </>
              )}
              :{' '}
              {[
                t(
                  vote.verdict === 'approve'
                    ? 'request.votedFor'
                    : 'request.votedAgainst',
                ),
                ...(vote.counts ? [] : [t(whyVoid(vote, request))]),
                ...(vote.reason ?? vote.reasonCode
                  ? [reasonWords(vote.reason ?? vote.reasonCode ?? '', t)]
                  : []),
                ...vote.conditions.map(({ sentence }) => sentence),
              ].join(' · ')}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** What made a vote void: another revision, its voter who stepped aside, or an appeal. */
function whyVoid(vote: Vote, { revision, recused }: ExceptionRequest) {
  if (vote.revision !== revision) return 'request.void.revision';
  const isGone = [vote.by, vote.onBehalfOf].some(
    who => who !== null && recused.includes(who),
  );
  return isGone ? 'request.void.recused' : 'request.void.appeal';
}
