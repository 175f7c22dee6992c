import { World } from '../world';
import { billingLines } from '../world/billing';
import { dollarText } from './amounts';
import { Exchange, Route, stream } from './exchange';
import { daysAsked, ndjson, who } from './truth';

/** The plain truth of GitHub's billing. */
export const billingTruthRoutes: Route[] = [
  { method: 'GET', pattern: /^\/truth\/billing$/, handle: billingTruth },
];

async function billingTruth(exchange: Exchange): Promise<void> {
  const days = daysAsked(exchange);
  if (days) {
    const rows = billingTruthRows(exchange.sim.world, days);
    await stream(exchange, 'application/x-ndjson', ndjson(rows));
  }
}

/** The lines that are billed for some days; without the holder where a line has no user. */
export function* billingTruthRows(world: World, days: string[]) {
  for (const day of days) {
    for (const line of billingLines(world, day)) {
      yield {
        day,
        holder: line.account ? who(world, line.account) : null,
        sku: line.sku,
        model: line.model,
        /** dollars, decimal text */
        gross: dollarText(line.gross),
        net: dollarText(line.net),
      };
    }
  }
}
