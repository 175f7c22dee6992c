import { Account } from '../organisation/types';
import { hash } from '../random/hash';
import { addDays, toDayNumber } from '../time/days';
import { ClaudeRow } from './claude';
import { World } from './world';

/** First day of which Claude Enterprise has analytics. */
export const ENTERPRISE_FROM = '2026-01-01';
/** Whole days until the users of a day are there. */
const USERS_AFTER = 2;
/** Whole days for which the cost of a day is revised. */
const REVISED_FOR = 30;

/** What one account did on a day, as Claude Enterprise adds it up. */
export interface EnterpriseUser {
  account: Account;
  rows: ClaudeRow[];
}

/** What one account's use of a model cost on a day. */
export interface EnterpriseCost {
  account: Account;
  /** Left the organisation: the e-mail may be gone too. */
  deleted: boolean;
  withoutEmail: boolean;
  model: string;
  requests: number;
  /** Hundred-millionths of a US dollar, whole numbers. */
  amount: number;
  listAmount: number;
}

/** The vendor's own id of a user. */
export const enterpriseId = (account: Account): string =>
  `user_01Acme${String(account.index).padStart(6, '0')}`;

/** The latest day of which the users are there. */
export const latestUsersDay = (world: World): string =>
  addDays(world.today(), -USERS_AFTER);

/** People with a row on a day; keys of the API are not told of here. */
export function* enterpriseUsers(
  world: World,
  day: string,
): Generator<EnterpriseUser> {
  if (day < ENTERPRISE_FROM || day > latestUsersDay(world)) {
    return;
  }
  for (const { account, revealed } of world.claude(day)) {
    if (revealed && account.kind === 'email') {
      yield { account, rows: revealed };
    }
  }
}

/** What a day cost by account and model: after a discount that is not the same for all, and revised for a while. */
export function* enterpriseCosts(
  world: World,
  day: string,
): Generator<EnterpriseCost> {
  if (day < ENTERPRISE_FROM) {
    return;
  }
  const number = toDayNumber(day);
  const young = toDayNumber(world.today()) - number <= REVISED_FOR;
  for (const { account, revealed } of world.claude(day)) {
    const models = new Map<string, { cost: number; requests: number }>();
    for (const { model, cost } of (revealed ?? []).flatMap(it => it.models)) {
      const sum = models.get(model) ?? { cost: 0, requests: 0 };
      sum.cost += cost;
      sum.requests += 1;
      models.set(model, sum);
    }
    const draw = hash(world.seed, account.index, number, 811);
    for (const [model, { cost, requests }] of models) {
      const discounted = Math.floor(cost * (0.8 + (draw % 10) / 100));
      yield {
        account,
        deleted: account.standing === 'left',
        withoutEmail: account.standing === 'left' && account.index % 2 === 0,
        model,
        requests,
        amount:
          young && draw % 3 === 0 ? Math.floor(discounted * 0.97) : discounted,
        listAmount: cost,
      };
    }
  }
}
