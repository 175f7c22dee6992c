import { useApi } from '@backstage/core-plugin-api';
import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { Scorecard } from 'backstage-plugin-ai-scorecards-common';
import { aiScorecardsApiRef } from '../../api';
import {
  useExceptionChanges,
  useFormat,
  usePagePath,
  usePages,
  useWords,
} from '../../hooks';
import { LinkButton, MoreButton, Section } from '../ui';
import { BoardNotice } from './BoardNotice';
import { useExceptionWords } from './useExceptionWords';

const useStyles = makeStyles(theme => ({
  list: { margin: theme.spacing(1, 0), paddingLeft: theme.spacing(2.5) },
}));

const PAGE = 20;

/** The team's exceptions, what is left to wind down, and open requests, for those who may see them. */
export function TeamExceptions({ scorecard }: { scorecard: Scorecard }) {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  const { stateOf, costOf } = useExceptionWords();
  const api = useApi(aiScorecardsApiRef);
  const root = usePagePath('exceptions');
  const team = scorecard.team.ref;
  const granted = usePages(`exceptions ${team}`, cursor =>
    api.exceptions({
      team,
      state: 'pending,scheduled,live,winding-down',
      limit: PAGE,
      cursor,
    }),
  );
  const asked = usePages(`requests ${team}`, cursor =>
    api.requests({
      team,
      status: 'draft,submitted,in_review,changes_requested',
      limit: PAGE,
      cursor,
    }),
  );
  useExceptionChanges(granted.reload);
  useExceptionChanges(asked.reload);
  // Whoever may see none of them sees no empty part either.
  if (!granted.value || !asked.value || scorecard.access !== 'full') {
    return null;
  }
  const { items: exceptions } = granted.value;
  const { items: requests, board } = asked.value;
  return (
    <Section
      title={t('team.exceptions')}
      anchor="exceptions"
      action={
        <LinkButton
          size="small"
          variant="outlined"
          to={`${root}/new?${new URLSearchParams({ team })}`}
        >
          {t('requests.file')}
        </LinkButton>
      }
    >
      <BoardNotice board={board} />
      {exceptions.length + requests.length === 0 && (
        <Typography variant="body2">{t('team.noExceptions')}</Typography>
      )}
      <ul className={classes.list}>
        {exceptions.map(each => (
          <li key={each.id}>
            <Link to={`${root}/${each.request}`} underline="always">
              {each.tool.title}
            </Link>{' '}
            ·{' '}
            {[
              ...stateOf(each),
              t('common.until', { day: format.day(each.until) }),
              ...costOf(each),
            ].join(' · ')}
          </li>
        ))}
        {requests.map(row => (
          <li key={row.id}>
            <Link to={`${root}/${row.id}`} underline="always">
              {row.tool.title || t('form.chooseTool')}
            </Link>{' '}
            ·{' '}
            {[
              t(`requestState.${row.state}`),
              ...(row.dueOn
                ? [t('requests.dueOn', { day: format.day(row.dueOn) })]
                : []),
              ...(row.stuck ? [t('requests.stuck')] : []),
            ].join(' · ')}
          </li>
        ))}
      </ul>
      <MoreButton pages={granted.hasMore ? granted : asked} />
    </Section>
  );
}
