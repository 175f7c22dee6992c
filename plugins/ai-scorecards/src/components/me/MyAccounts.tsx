import Typography from '@material-ui/core/Typography';
import type { Me } from 'backstage-plugin-ai-scorecards-common';
import { useWords } from '../../hooks';
import { DataTable, Section } from '../ui';

/** Vendors' names for the reader, and how they were recognised. */
export function MyAccounts({ accounts }: { accounts: Me['accounts'] }) {
  const t = useWords();
  return (
    <Section title={t('meAccounts.title')}>
      {accounts.length === 0 ? (
        <Typography variant="body2">{t('meAccounts.none')}</Typography>
      ) : (
        <DataTable
          stacked
          caption={t('meAccounts.title')}
          rows={accounts}
          rowKey={account => `${account.namespace} ${account.account}`}
          columns={[
            {
              title: t('meAccounts.account'),
              cell: account => account.account,
            },
            {
              title: t('meAccounts.vendor'),
              cell: account => account.namespace,
            },
            {
              title: t('meAccounts.method'),
              cell: account => account.method ?? t('common.none'),
            },
          ]}
        />
      )}
    </Section>
  );
}
