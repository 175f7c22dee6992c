import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { Exception } from 'backstage-plugin-ai-scorecards-common';
import type { ReactNode } from 'react';
import { useFormat, useWords } from '../../hooks';
import { EntityName, Section, Sentence } from '../ui';

const useStyles = makeStyles(theme => ({
  list: { margin: theme.spacing(1, 0), paddingLeft: theme.spacing(2.5) },
}));

/** The exception that a request's approval made: how long, on which conditions, what is left to wind down. */
export function ExceptionPart(props: {
  exception: Exception;
  children: ReactNode;
}) {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  const { exception } = props;
  const because = exception.suspended?.because ?? exception.ended?.because;
  return (
    <Section title={t('request.exception')}>
      <Typography>
        {t(`exceptionState.${exception.state}`)} ·{' '}
        {t('request.until', {
          from: format.day(exception.from),
          until: format.day(exception.until),
        })}
      </Typography>
      {because && (
        <Typography>
          <Sentence text={because} />
        </Typography>
      )}
      <Typography>
        {t('request.support', {
          who: <EntityName entityRef={exception.supportOwner} />,
        })}
        {exception.budgetOwner && (
          <>
            {' · '}
            {t('request.paidBy', {
              who: <EntityName entityRef={exception.budgetOwner} />,
            })}
          </>
        )}
      </Typography>
      {exception.vacancies.map(({ part, who, dueOn }) => (
        <Typography key={part}>
          {t(`vacancy.${part}`, {
            who: <EntityName entityRef={who} />,
            day: format.day(dueOn),
          })}
        </Typography>
      ))}
      {exception.successor && (
        <Typography>
          {t('vacancy.accepts', {
            who: <EntityName entityRef={exception.successor} />,
          })}
        </Typography>
      )}
      {exception.conditions.length > 0 && (
        <>
          <Typography>{t('request.conditions')}</Typography>
          <ul className={classes.list}>
            {exception.conditions.map(condition => (
              <li key={condition.n}>
                {condition.sentence} (
                {t(`request.conditionState.${condition.state}`)})
                {condition.dueOn &&
                  ` · ${t('act.conditionDue')} ${format.day(condition.dueOn)}`}
                {condition.sentenceNow &&
                  ` · ${format.sentence(condition.sentenceNow)}`}
              </li>
            ))}
          </ul>
        </>
      )}
      {exception.windDown && (
        <>
          <Typography>{t('request.windDown')}</Typography>
          <ul className={classes.list}>
            {exception.windDown.steps.map(step => (
              <li key={step.step}>
                {t(`request.step.${step.step}`)}:{' '}
                {t(step.done ? 'request.done' : 'request.open')}
              </li>
            ))}
          </ul>
        </>
      )}
      {props.children}
    </Section>
  );
}
