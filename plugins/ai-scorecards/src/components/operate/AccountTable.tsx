import type {
  IdentityDecision,
  IdentityRow,
} from 'backstage-plugin-ai-scorecards-common';
import { useFormat, useWords } from '../../hooks';
import { DataTable, EntityName } from '../ui';
import type { Column } from '../ui';
import { AccountActions } from './AccountActions';
import type { AccountList } from './accountLists';

/** Accounts by name. Their figures are shown to nobody; days with rows tell how much a decision changes. */
export function AccountTable(props: {
  list: AccountList;
  rows: IdentityRow[];
  disabled: boolean;
  onDecide: (decision: IdentityDecision) => void;
}) {
  const t = useWords();
  const format = useFormat();
  const { list, rows, disabled, onDecide } = props;
  const entity = (ref: string | null) =>
    ref ? <EntityName entityRef={ref} /> : t('common.none');

  const own: Record<AccountList, Column<IdentityRow>[]> = {
    suggested: [
      {
        title: t('accounts.suggestion'),
        cell: row => entity(row.suggestion),
      },
    ],
    unknown: [],
    'service-account': [],
    left: [
      { title: t('accounts.meant'), cell: row => entity(row.person) },
      {
        title: t('accounts.leftOn'),
        cell: row =>
          row.leftOn ? format.day(row.leftOn) : t('meTeams.fromUnknown'),
      },
    ],
    person: [
      { title: t('accounts.meant'), cell: row => entity(row.person) },
      {
        title: t('accounts.method'),
        cell: row => row.method ?? t('common.none'),
      },
    ],
  };
  return (
    <DataTable
      stacked
      caption={`${t('accounts.title')}: ${t(`accounts.${list}`)}`}
      rows={rows}
      rowKey={row => String(row.id)}
      columns={[
        { title: t('accounts.account'), cell: row => row.account },
        { title: t('accounts.vendor'), cell: row => row.namespace },
        ...own[list],
        {
          title: t('accounts.actions'),
          hideTitle: true,
          cell: row => (
            <AccountActions row={row} disabled={disabled} onDecide={onDecide} />
          ),
        },
      ]}
    />
  );
}
