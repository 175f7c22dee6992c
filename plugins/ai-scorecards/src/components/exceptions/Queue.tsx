import { useApi } from '@backstage/core-plugin-api';
import { Link, LinkButton } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { RequestRow } from 'backstage-plugin-ai-scorecards-common';
import { useRef } from 'react';
import type { KeyboardEvent } from 'react';
import { aiScorecardsApiRef } from '../../api';
import {
  useFormat,
  useLoad,
  usePagePath,
  useUrlState,
  useWords,
} from '../../hooks';
import { Choice, LoadFailed, Section } from '../ui';

const useStyles = makeStyles(theme => ({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-end',
    gap: theme.spacing(2),
    marginBottom: theme.spacing(2),
  },
  list: { listStyle: 'none', margin: 0, padding: 0, maxWidth: 960 },
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    gap: theme.spacing(0.5, 2),
    padding: theme.spacing(1.5, 1),
    borderTop: `1px solid ${theme.palette.divider}`,
  },
  what: { flex: '1 1 260px', minWidth: 0, overflowWrap: 'anywhere' },
  how: { flex: '0 1 auto' },
}));

const SHOWN = ['open', 'all'];

/** Everything that the reader may see, the next due first; for the board also what waits for it. */
export function Queue() {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  const api = useApi(aiScorecardsApiRef);
  const root = usePagePath('exceptions');
  const [shown, setShown] = useUrlState('show', 'open', text =>
    SHOWN.includes(text),
  );
  const list = useRef<HTMLUListElement>(null);
  const { value, error, reload } = useLoad(shown, () =>
    api.requests({
      ...(shown === 'open' && {
        status: 'draft,submitted,in_review,changes_requested',
      }),
      limit: 200,
    }),
  );

  const move = (event: KeyboardEvent) => {
    const by = { j: 1, k: -1 }[event.key];
    if (by === undefined) return;
    const links = [...(list.current?.querySelectorAll('a') ?? [])];
    const at = links.findIndex(link => link === document.activeElement);
    links[Math.min(links.length - 1, Math.max(0, at + by))]?.focus();
  };

  if (error) return <LoadFailed error={error} retry={reload} />;
  return (
    <Section
      title={t('requests.title')}
      action={
        <LinkButton variant="contained" color="primary" to={`${root}/new`}>
          {t('requests.file')}
        </LinkButton>
      }
    >
      <div className={classes.head}>
        <Choice
          label={t('requests.show')}
          value={shown}
          onChange={setShown}
          options={[
            ['open', t('requests.open')],
            ['all', t('requests.all')],
          ]}
        />
        {value && value.counts.toDecide + value.counts.waitForOthers > 0 && (
          <Typography>
            {t('requests.counts', {
              toDecide: format.count(value.counts.toDecide),
              overdue: format.count(value.counts.overdue),
              waiting: format.count(value.counts.waitForOthers),
            })}
          </Typography>
        )}
      </div>
      {value?.items.length === 0 && (
        <Typography>
          {t(shown === 'open' ? 'requests.none' : 'requests.noneClosed')}
        </Typography>
      )}
      <ul className={classes.list} ref={list}>
        {value?.items.map(row => (
          <Row
            key={row.id}
            row={row}
            to={`${root}/${row.id}`}
            onKeyDown={move}
          />
        ))}
      </ul>
      {value && value.items.length > 1 && (
        <Typography variant="body2" color="textSecondary">
          {t('requests.keys')}
        </Typography>
      )}
    </Section>
  );
}

function Row(props: {
  row: RequestRow;
  to: string;
  onKeyDown: (event: KeyboardEvent) => void;
}) {
  const classes = useStyles();
  const t = useWords();
  const format = useFormat();
  const { row, to, onKeyDown } = props;
  const how = [
    t(`requestState.${row.state}`),
    ...(row.state === 'in_review'
      ? [
          t('requests.approvals', {
            have: format.count(row.approvals.have),
            needed: format.count(row.approvals.needed),
          }),
        ]
      : []),
    ...(row.dueOn ? [`${t('requests.due')} ${format.day(row.dueOn)}`] : []),
    ...(row.overdue ? [t('requests.overdue')] : []),
    ...(row.mayVote ? [t('requests.yours')] : []),
  ];
  return (
    <li className={classes.row}>
      <span className={classes.what}>
        <Link to={to} underline="always" onKeyDown={onKeyDown}>
          {row.tool.title || t('form.chooseTool')}
        </Link>{' '}
        · {row.team.title}
      </span>
      <Typography component="span" variant="body2" className={classes.how}>
        {how.join(' · ')}
      </Typography>
    </li>
  );
}
