import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { ExceptionRequest } from 'backstage-plugin-ai-scorecards-common';
import { useFormat, useWords } from '../../hooks';
import { EntityName, Section } from '../ui';

const useStyles = makeStyles(theme => ({
  list: { margin: theme.spacing(1, 0), paddingLeft: theme.spacing(2.5) },
}));

/** What was said, each with a loud word on who reads it. */
export function Comments({ request }: { request: ExceptionRequest }) {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  return (
    <Section title={t('request.comments')}>
      {request.comments.length === 0 && (
        <Typography>{t('request.noComments')}</Typography>
      )}
      <ul className={classes.list}>
        {request.comments.map(comment => (
          <li key={`${comment.at}-${comment.id}`}>
            <strong>
              {t(
                comment.audience === 'board'
                  ? 'request.boardOnly'
                  : 'request.teamSees',
              )}
            </strong>{' '}
            <EntityName entityRef={comment.by} />,{' '}
            {format.day(comment.at.slice(0, 10))}: {comment.text}
          </li>
        ))}
      </ul>
    </Section>
  );
}
