import { MonthMoney, MoneyHolder } from '../scorecards/aggregate/monthMoney';

/** Whose an account is. */
export interface CostAccounts {
  /** Person by account, for those that are or were a person's. */
  personOf: ReadonlyMap<number, number>;
  /** `service-account`, `left` or `unresolved`, by account, of all that are not the account of a person who is here. */
  stateOf: ReadonlyMap<number, string>;
}

/** Tells who holds what an account costs with a tool. */
export function moneyHolders(
  money: MonthMoney,
  accounts: CostAccounts,
  inCatalog: ReadonlySet<number>,
): (identityId: number, toolId: number) => MoneyHolder {
  const known = new Map<number, MoneyHolder>();
  const ofUnknown = new Map<number, MoneyHolder>();
  return (identityId, toolId) => {
    const isKnown = inCatalog.has(toolId);
    const kept = (isKnown ? known : ofUnknown).get(identityId);
    if (kept) return kept;
    const personId = accounts.personOf.get(identityId);
    const state = accounts.stateOf.get(identityId);
    let holder: MoneyHolder;
    if (!isKnown) {
      holder = money.holder({ bucket: 'unknown-tool' }, identityId);
    } else if (personId !== undefined) {
      holder = money.holder({ personId, left: state === 'left' }, identityId);
    } else if (state === 'service-account') {
      holder = money.holder({ bucket: 'service-accounts' }, identityId);
    } else {
      const bucket = state === 'left' ? 'left' : 'unresolved';
      holder = money.holder({ bucket }, identityId);
    }
    (isKnown ? known : ofUnknown).set(identityId, holder);
    return holder;
  };
}
