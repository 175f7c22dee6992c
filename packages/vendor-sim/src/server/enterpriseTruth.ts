import { World } from '../world';
import {
  enterpriseCosts,
  enterpriseId,
  enterpriseUsers,
} from '../world/enterprise';
import { decimalText } from './amounts';
import { Exchange, Route, stream } from './exchange';
import { claudeTruth, daysAsked, ndjson, who } from './truth';

/** The plain truth of Claude Enterprise. */
export const enterpriseTruthRoutes: Route[] = [
  { method: 'GET', pattern: /^\/truth\/enterprise$/, handle: enterpriseTruth },
];

async function enterpriseTruth(exchange: Exchange): Promise<void> {
  const days = daysAsked(exchange);
  if (days) {
    const rows = enterpriseTruthRows(exchange.sim.world, days);
    await stream(exchange, 'application/x-ndjson', ndjson(rows));
  }
}

/** A line for each account and day with use, and one for each account, day and model that cost something. */
export function* enterpriseTruthRows(world: World, days: string[]) {
  for (const day of days) {
    for (const { account, rows } of enterpriseUsers(world, day)) {
      yield {
        what: 'use' as const,
        day,
        ...who(world, account),
        ...claudeTruth(rows),
      };
    }
    for (const cost of enterpriseCosts(world, day)) {
      const { account } = cost;
      yield {
        what: 'cost' as const,
        day,
        ...who(world, account),
        ...(cost.withoutEmail && { account: enterpriseId(account) }),
        model: cost.model,
        /** cents, decimal text */
        amount: decimalText(cost.amount),
        listAmount: decimalText(cost.listAmount),
      };
    }
  }
}
