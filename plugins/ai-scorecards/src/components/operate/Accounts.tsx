import Typography from '@material-ui/core/Typography';
import type { IngestionStatus } from 'backstage-plugin-ai-scorecards-common';
import { useFormat, useWords } from '../../hooks';
import { Section } from '../ui';
import { AccountLists } from './AccountLists';

/** Cost of unresolved accounts comes as one total in the currency of list prices. */
const CURRENCY = 'USD';

/** How many accounts are matched, and the lists to match the rest. */
export function Accounts(props: {
  accounts: IngestionStatus['accounts'];
  onChange: () => void;
}) {
  const t = useWords();
  const format = useFormat();
  const { accounts, onChange } = props;
  const shares = [
    accounts.matched !== null &&
      t('accounts.matched', { share: format.ratio(accounts.matched) }),
    accounts.costMatched !== null &&
      t('accounts.matchedCost', { share: format.ratio(accounts.costMatched) }),
  ].filter(Boolean);

  return (
    <Section title={t('accounts.title')}>
      {accounts.total === 0 ? (
        <Typography variant="body2">{t('accounts.noAccounts')}</Typography>
      ) : (
        <>
          <Typography variant="body1">
            {shares.length > 0 &&
              `${shares.join(' · ')}, ${t('accounts.matchedOver')}`}
          </Typography>
          <Typography variant="body2" color="textSecondary" paragraph>
            {t('accounts.counts', {
              person: format.count(accounts.person),
              service: format.count(accounts.serviceAccount),
              left: format.count(accounts.left),
              unresolved: format.count(accounts.unresolved),
            })}
            {accounts.unresolvedCostMicros !== null &&
              `. ${t('accounts.unresolvedCost', {
                amount: format.money(accounts.unresolvedCostMicros, CURRENCY),
              })}`}
          </Typography>
          <AccountLists onChange={onChange} />
        </>
      )}
    </Section>
  );
}
