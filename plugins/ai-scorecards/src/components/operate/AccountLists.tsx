import { useApi } from '@backstage/core-plugin-api';
import Tab from '@material-ui/core/Tab';
import Tabs from '@material-ui/core/Tabs';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import type {
  AiScorecardsApi,
  IdentityRow,
} from 'backstage-plugin-ai-scorecards-common';
import { useState } from 'react';
import { aiScorecardsApiRef } from '../../api';
import { useAction, useLoad, useUrlState, useWords } from '../../hooks';
import { Button, LoadFailed, messageOf, useId } from '../ui';
import {
  accountLists,
  isAccountList,
  rowsOfList,
  stateOfList,
} from './accountLists';
import { AccountTable } from './AccountTable';
import { CsvUpload } from './CsvUpload';

const PAGE = 100;

const useStyles = makeStyles(theme => ({
  tools: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(2),
    margin: theme.spacing(2, 0),
  },
  tab: { minWidth: 0, textTransform: 'none' },
  saved: { minHeight: '1.5em' },
}));

type Decisions = Parameters<AiScorecardsApi['decideIdentities']>[0];

/** Lists of accounts with what can be said of each; a decision also changes the past. */
export function AccountLists({ onChange }: { onChange: () => void }) {
  const classes = useStyles();
  const t = useWords();
  const fieldId = useId('field');
  const api = useApi(aiScorecardsApiRef);
  const panelId = useId('accounts');
  const [name, setList] = useUrlState('accounts', 'suggested', isAccountList);
  const list = isAccountList(name) ? name : 'suggested';
  const [search, setSearch] = useState('');
  const [pages, setPages] = useState(1);

  const accounts = useLoad(`${list} ${search} ${pages}`, async () => {
    const items: IdentityRow[] = [];
    let cursor: string | undefined;
    // A list is a part of what the backend pages through: its first rows may stand on a later page.
    for (
      let page = 0;
      page < pages || rowsOfList(list, items).length === 0;
      page += 1
    ) {
      const answer = await api.identities({
        state: stateOfList(list),
        limit: PAGE,
        ...(search && { search }),
        ...(cursor && { cursor }),
      });
      items.push(...answer.items);
      if (!answer.nextCursor) {
        return { items, more: false };
      }
      cursor = answer.nextCursor;
    }
    return { items, more: true };
  });
  const decide = useAction(async (decisions: Decisions) => {
    const saved = await api.decideIdentities(decisions);
    accounts.reload();
    onChange();
    return saved;
  });
  const [fromFile, setFromFile] = useState(false);
  const save = (decisions: Decisions) => {
    setFromFile('csv' in decisions);
    decide.run(decisions);
  };
  const rows = accounts.value && rowsOfList(list, accounts.value.items);

  return (
    <>
      <Tabs
        value={list}
        onChange={(_, next: string) => {
          setPages(1);
          setList(next);
        }}
        variant="scrollable"
        scrollButtons="auto"
        indicatorColor="primary"
        aria-label={t('accounts.tabs')}
      >
        {accountLists.map(one => (
          <Tab
            key={one}
            value={one}
            label={t(`accounts.${one}`)}
            className={classes.tab}
            id={`${panelId}-${one}`}
            aria-controls={panelId}
          />
        ))}
      </Tabs>
      <div id={panelId} role="tabpanel" aria-labelledby={`${panelId}-${list}`}>
        <div className={classes.tools}>
          <TextField
            id={fieldId}
            type="search"
            size="small"
            variant="outlined"
            label={t('accounts.search')}
            value={search}
            onChange={event => {
              setPages(1);
              setSearch(event.target.value);
            }}
          />
          <CsvUpload
            disabled={decide.running}
            error={fromFile ? decide.error : undefined}
            onFile={csv => save({ csv })}
          />
        </div>
        <Typography
          variant="body2"
          aria-live="polite"
          className={classes.saved}
        >
          {decide.result &&
            t('accounts.saved', {
              changed: t('accounts.changed', {
                count: decide.result.changed,
              }),
              count: decide.result.daysAffected,
            })}
          {decide.error && !fromFile && messageOf(decide.error)}
        </Typography>
        {!rows && accounts.error && (
          <LoadFailed error={accounts.error} retry={accounts.reload} />
        )}
        {!rows && !accounts.error && <Skeleton variant="rect" height={240} />}
        {rows && rows.length === 0 && (
          <Typography variant="body2">{t('accounts.none')}</Typography>
        )}
        {rows && rows.length > 0 && (
          <AccountTable
            list={list}
            rows={rows}
            disabled={decide.running}
            onDecide={decision => save({ decisions: [decision] })}
          />
        )}
        {accounts.value?.more && (
          <Button size="small" onClick={() => setPages(pages + 1)}>
            {t('common.more')}
          </Button>
        )}
      </div>
    </>
  );
}
