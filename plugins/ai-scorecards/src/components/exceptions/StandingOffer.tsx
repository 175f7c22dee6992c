import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { ExceptionRequest } from 'backstage-plugin-ai-scorecards-common';
import { usePagePath, useWords } from '../../hooks';
import { LinkButton } from '../ui';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    margin: theme.spacing(2, 0),
  },
}));

const DAY_MS = 86_400_000;
const MICROS = 1_000_000;

/** To those who decide, where similar requests were granted or wait beside it: one vote for all of them. */
export function StandingOffer({ request }: { request: ExceptionRequest }) {
  const classes = useStyles();
  const t = useWords();
  const root = usePagePath('exceptions');
  const { ask, joined, kind, precedents, tool, toolPolicy, voters } = request;
  const granted = precedents.filter(each => each.outcome === 'approved');
  const decides = voters.you.mayVote || request.checks.length > 0;
  const isOffered =
    decides &&
    kind === 'team' &&
    toolPolicy === 'exception-required' &&
    granted.length + joined.length > 0;
  if (!isOffered) return null;
  const query = new URLSearchParams({ kind: 'standing', tool: tool.ref });
  if (ask.seats !== null) query.set('seats', String(ask.seats));
  if (ask.costPerMonth !== null) {
    query.set('cost', String(ask.costPerMonth / MICROS));
    query.set('currency', ask.currency);
  }
  if (ask.data !== null) query.set('data', ask.data);
  const from = ask.from ?? request.createdAt.slice(0, 10);
  if (ask.until !== null && ask.until >= from) {
    const days = (Date.parse(ask.until) - Date.parse(from)) / DAY_MS + 1;
    query.set('days', String(days));
  }
  return (
    <div className={classes.root}>
      <Typography variant="body2">
        {t('board.similar', { count: granted.length + joined.length })}
      </Typography>
      <LinkButton size="small" variant="outlined" to={`${root}/new?${query}`}>
        {t('board.makeStanding')}
      </LinkButton>
    </div>
  );
}
