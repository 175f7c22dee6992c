import { useApi } from '@backstage/core-plugin-api';
import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import type { requestsResponseSchema } from 'backstage-plugin-ai-scorecards-common';
import { useEffect, useState } from 'react';
import type { z } from 'zod';
import { aiScorecardsApiRef } from '../../api';
import {
  useExceptionChanges,
  useFormat,
  useLoad,
  usePagePath,
  usePages,
  useUrlState,
  useWords,
} from '../../hooks';
import type { Pages } from '../../hooks';
import { LinkButton, LoadFailed, MoreButton, Section } from '../ui';
import { BoardNotice } from './BoardNotice';
import { BoardSeats } from './BoardSeats';
import { History } from './History';
import { LiveList } from './LiveList';
import { Loading } from './Loading';
import { QueueRow } from './QueueRow';
import { Radar } from './Radar';
import { RequestPanel } from './RequestPanel';
import { useMove } from './useMove';

const useStyles = makeStyles(theme => ({
  tabs: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 2),
    listStyle: 'none',
    margin: theme.spacing(0, 0, 2),
    padding: 0,
    borderBottom: `1px solid ${theme.palette.divider}`,
  },
  tab: { display: 'inline-block', padding: theme.spacing(1, 0) },
  current: {
    display: 'inline-block',
    padding: theme.spacing(1, 0),
    fontWeight: 600,
    borderBottom: `3px solid ${theme.palette.text.primary}`,
  },
  panes: {
    display: 'grid',
    gridTemplateColumns: 'minmax(280px, 2fr) minmax(0, 3fr)',
    gap: theme.spacing(4),
    alignItems: 'start',
    [theme.breakpoints.down('sm')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  list: { listStyle: 'none', margin: 0, padding: 0 },
}));

const OPEN = 'draft,submitted,in_review,changes_requested';
const TABS = ['mine', 'open', 'live', 'radar', 'history', 'board'] as const;
const OF_EVERYBODY = ['open', 'all', 'live'] as const;
type Tab = (typeof TABS)[number] | 'all';

/** Tabs that list requests; the others show something else below the same head. */
const LISTS = ['', 'mine', 'open', 'all'];

/** Requests that are shown at first, and with each "more". */
const PAGE = 50;

type Page = z.output<typeof requestsResponseSchema>;

/** Everything that the reader may see, the next due first; for the board with the request beside it. */
export function Queue() {
  const classes = useStyles();
  const t = useWords();
  const api = useApi(aiScorecardsApiRef);
  const root = usePagePath('exceptions');
  const [asked] = useUrlState('show', '');
  const pages = usePages(asked, async cursor => {
    const ofBoard = asked === 'mine' || asked === '';
    const part = { limit: LISTS.includes(asked) ? PAGE : 1, cursor };
    const page = await api.requests({
      ...(ofBoard && { assignedToMe: 'true' as const }),
      ...(asked === 'open' && { status: OPEN }),
      ...part,
    });
    // Who sits on no board has nothing to decide: the open requests are theirs.
    return page.sits || !ofBoard
      ? page
      : { ...(await api.requests({ status: OPEN, ...part })), sits: false };
  });
  const { error, reload } = pages;
  useExceptionChanges(reload);
  // The head stays while another tab is read.
  const [before, setBefore] = useState<Page>();
  useEffect(() => {
    if (pages.value) setBefore(pages.value);
  }, [pages.value]);
  const value = pages.value ?? before;
  if (error && !pages.value) return <LoadFailed error={error} retry={reload} />;
  if (!value) return <Loading what="list" />;
  const ofOthers: readonly Tab[] = value.seesHistory
    ? [...OF_EVERYBODY, 'history']
    : OF_EVERYBODY;
  const tabs: readonly Tab[] = value.sits ? TABS : ofOthers;
  const current = tabs.find(tab => tab === asked) ?? tabs[0];

  return (
    <Section
      title={t('requests.title')}
      action={
        <LinkButton variant="contained" color="primary" to={`${root}/new`}>
          {t('requests.file')}
        </LinkButton>
      }
    >
      <BoardNotice board={value.board} />
      <Counts page={value} />
      <nav aria-label={t('requests.show')}>
        <ul className={classes.tabs}>
          {tabs.map(tab => (
            <li key={tab}>
              <Link
                to={`${root}?show=${tab}`}
                className={tab === current ? classes.current : classes.tab}
                aria-current={tab === current ? 'page' : undefined}
                color="inherit"
              >
                {t(`requests.tab.${tab}`)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {current === 'live' && <LiveList />}
      {current === 'radar' && <Radar />}
      {current === 'history' && <History />}
      {current === 'board' && <BoardSeats />}
      {(current === 'mine' || current === 'open' || current === 'all') &&
        (pages.value ? (
          <Requests page={pages.value} pages={pages} tab={current} />
        ) : (
          <Loading what="list" />
        ))}
    </Section>
  );
}

function Counts({ page }: { page: Page }) {
  const t = useWords();
  const format = useFormat();
  const { toDecide, overdue, waitForOthers } = page.counts;
  if (toDecide + waitForOthers === 0) return null;
  return (
    <Typography paragraph>
      {t('requests.counts', {
        toDecide: format.count(toDecide),
        overdue: format.count(overdue),
        waiting: format.count(waitForOthers),
      })}
    </Typography>
  );
}

/** The list as far as it was read, and beside it the request that is shown. */
function Requests(props: {
  page: Page;
  pages: Pages<Page>;
  tab: 'mine' | 'open' | 'all';
}) {
  const classes = useStyles();
  const t = useWords();
  const root = usePagePath('exceptions');
  const theme = useTheme();
  const isNarrow = useMediaQuery(theme.breakpoints.down('sm'), { noSsr: true });
  const [at, setAt] = useUrlState('at', '');
  const { page, pages, tab } = props;
  const isBeside = page.sits && !isNarrow;
  const place = page.items.findIndex(({ id }) => id === at);
  // The list shrinks as the board decides: the next one moves up.
  const shown = page.items[Math.max(0, place)];
  useMove(isBeside, by => {
    const next = page.items[Math.max(0, place) + by];
    if (next) setAt(next.id);
    else if (by > 0 && pages.hasMore && !pages.loading) pages.more();
  });

  if (page.items.length === 0) return <Nothing tab={tab} />;
  const list = (
    <div>
      <ul className={classes.list}>
        {page.items.map(row => (
          <QueueRow
            key={row.id}
            row={row}
            isCurrent={isBeside && row.id === shown.id}
            to={
              isBeside
                ? `${root}?show=${tab}&at=${row.id}`
                : `${root}/${row.id}`
            }
          />
        ))}
      </ul>
      <MoreButton pages={pages} />
      {isBeside && page.items.length > 1 && (
        <Typography variant="body2" color="textSecondary">
          {t('requests.keys')}
        </Typography>
      )}
    </div>
  );
  if (!isBeside) return list;
  return (
    <div className={classes.panes}>
      {list}
      <RequestPanel key={shown.id} id={shown.id} onChange={pages.reload} />
    </div>
  );
}

function Nothing({ tab }: { tab: 'mine' | 'open' | 'all' }) {
  const t = useWords();
  const format = useFormat();
  const api = useApi(aiScorecardsApiRef);
  const root = usePagePath('exceptions');
  const { value } = useLoad(tab, async () => {
    if (tab !== 'mine') return null;
    const [board, { items }] = await Promise.all([
      api.board(),
      api.requests({ status: 'in_review', limit: PAGE }),
    ]);
    return { ...board, stuck: items.filter(({ stuck }) => stuck !== null) };
  });
  const next = value?.nextExpiry;
  const stuck = value?.stuck ?? [];
  const words = { mine: 'nothing', open: 'none', all: 'noneClosed' } as const;
  return (
    <>
      <Typography paragraph>
        {t(`requests.${words[tab]}`)}
        {next &&
          ` ${t('requests.nextExpiry', {
            team: next.team,
            tool: next.tool,
            day: format.day(next.until),
          })}`}
      </Typography>
      {stuck.length > 0 && (
        <Typography role="note">
          {t('requests.stuckBeside', { count: stuck.length })} {stuck[0].stuck}{' '}
          <Link to={`${root}?show=open`} underline="always">
            {t('requests.seeOpen')}
          </Link>
        </Typography>
      )}
    </>
  );
}
