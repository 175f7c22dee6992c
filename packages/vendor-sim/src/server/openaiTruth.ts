import { World } from '../world';
import { OpenaiCost, OpenaiUse } from '../world/openai';
import { dollarText } from './amounts';
import { Route } from './exchange';
import { daysAsked, personOf, sendLines } from './truth';

const truthOf = (
  world: World,
  listed: ReadonlySet<string>,
  use: OpenaiUse,
) => ({
  account: use.user?.account ?? `project:${use.project ?? 'default'}`,
  accountKind: use.user ? ('id' as const) : ('api-key' as const),
  standing: use.user?.standing ?? ('service-account' as const),
  person: use.user ? personOf(world, use.user) : null,
  /** false for somebody whose e-mail the vendor tells no more */
  isListed: listed.has(use.user?.account ?? ''),
  project: use.project,
  model: use.model,
  inputTokens: use.input,
  cachedTokens: use.cached,
  cacheWriteTokens: use.cacheWrite,
  outputTokens: use.output,
});

const costOf = ({ project, lineItem, amount }: OpenaiCost) => ({
  description: lineItem,
  workspace: project,
  /** dollars, decimal text */
  amount: dollarText(amount),
});

/**
 * The plain truth of the organisation at OpenAI: who used how many tokens of which model in which project, and what each
 * project cost. What a person cost is nowhere: it has to be worked out.
 */
export const openaiTruthRoutes: Route[] = [
  {
    method: 'GET',
    pattern: /^\/truth\/openai$/,
    handle: exchange => {
      const days = daysAsked(exchange);
      return days && sendLines(exchange, useDays(exchange.sim.world, days));
    },
  },
  {
    method: 'GET',
    pattern: /^\/truth\/openai\/costs$/,
    handle: exchange => {
      const days = daysAsked(exchange);
      return days && sendLines(exchange, costDays(exchange.sim.world, days));
    },
  },
];

function* useDays(world: World, days: string[]) {
  const listed = new Set([...world.openaiUsers()].map(it => it.account));
  for (const day of days) {
    const { actual, revealed } = world.openai(day);
    yield {
      day,
      actual: actual.map(use => truthOf(world, listed, use)),
      revealed: revealed.map(use => truthOf(world, listed, use)),
    };
  }
}

function* costDays(world: World, days: string[]) {
  for (const day of days) {
    const { actual, revealed } = world.openaiCosts(day);
    yield {
      day,
      actual: actual.map(costOf),
      revealed: revealed.map(costOf),
    };
  }
}
