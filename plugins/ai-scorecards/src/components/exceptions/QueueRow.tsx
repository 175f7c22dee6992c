import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { RequestRow } from 'backstage-plugin-ai-scorecards-common';
import { useFormat, useWords } from '../../hooks';

const useStyles = makeStyles(theme => ({
  row: {
    padding: theme.spacing(1.5, 1.5),
    borderTop: `1px solid ${theme.palette.divider}`,
    borderLeft: '3px solid transparent',
    overflowWrap: 'anywhere',
  },
  current: {
    borderLeftColor: theme.palette.text.primary,
    backgroundColor: theme.palette.action.hover,
  },
}));

/** A letter for each voice, with ✓ once it was heard. */
function voicesOf(row: RequestRow): string[] {
  const marks = { waiting: '○', approved: '✓', rejected: '✕' };
  return row.voices.map(voice => `${voice.title} ${marks[voice.state]}`);
}

/** One line of the queue: tool, team, due in words, lane, cost, data, voices. */
export function QueueRow(props: {
  row: RequestRow;
  to: string;
  isCurrent: boolean;
}) {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  const { row, to, isCurrent } = props;
  const isOpen = row.state === 'in_review';
  const how = [
    ...(row.dueOn
      ? [
          t(row.overdue ? 'requests.wasDue' : 'requests.dueOn', {
            day: format.day(row.dueOn),
          }),
        ]
      : [t(`requestState.${row.state}`)]),
    t(`lane.${row.lane}`),
    ...(row.costPerMonth === null
      ? []
      : [
          t('requests.aMonth', {
            cost: format.money(row.costPerMonth, row.currency),
          }),
        ]),
    ...(row.data ? [t(`dataClass.${row.data}`)] : []),
    ...(isOpen
      ? [
          t('requests.approvals', {
            have: format.count(row.approvals.have),
            needed: format.count(row.approvals.needed),
          }),
        ]
      : []),
    ...voicesOf(row),
    ...(row.joins.length > 0
      ? [
          t('requests.joins', {
            teams: row.joins.map(({ title }) => title).join(', '),
          }),
        ]
      : []),
    ...(row.mayVote ? [t('requests.yours')] : []),
    ...(row.stuck ? [t('requests.stuck')] : []),
  ];
  return (
    <li
      className={`${classes.row} ${isCurrent ? classes.current : ''}`}
      aria-current={isCurrent || undefined}
    >
      <Link to={to} underline="always">
        {row.tool.title || t('form.chooseTool')}
      </Link>{' '}
      · {row.kind === 'standing' ? t('lane.standing') : row.team.title}
      <Typography component="div" variant="body2">
        {how.join(' · ')}
      </Typography>
    </li>
  );
}
