import {
  addDays,
  firstDay,
  monthOf,
  weekOf,
} from 'backstage-plugin-ai-scorecards-common';
import { AiScorecardsConfig, ContractConfig } from '../../config';
import { Queryable, Settings, StalePeriods } from '../../database';

/** What figures were last worked out with that no table says. */
interface Inputs {
  /** UTC day. */
  today: string;
  minimumGroupSize: number;
  contracts: PricedContract[];
}

type PricedContract = Pick<
  ContractConfig,
  | 'tool'
  | 'prices'
  | 'includedCreditsPerSeat'
  | 'creditPriceMicros'
  | 'licensedGroups'
>;

const KEY = 'refresh.inputs';

/**
 * The first UTC day whose figures a change of contracts moves; null when nothing changed. `0001-01-01` is all days.
 */
export function firstChangedDay(
  before: readonly PricedContract[],
  after: readonly PricedContract[],
): string | null {
  const tools = new Set([...before, ...after].map(contract => contract.tool));
  let first: string | null = null;
  const note = (day: string) => {
    if (first === null || day < first) first = day;
  };
  for (const tool of tools) {
    const old = before.find(contract => contract.tool === tool);
    const now = after.find(contract => contract.tool === tool);
    const rest = (contract: PricedContract | undefined) =>
      JSON.stringify(contract && { ...contract, prices: [] });
    if (rest(old) !== rest(now)) note('0001-01-01');
    const texts = (contract: PricedContract | undefined) =>
      (contract?.prices ?? []).map(price => JSON.stringify(price));
    for (const [mine, others] of [
      [old, texts(now)],
      [now, texts(old)],
    ] as const) {
      for (const price of mine?.prices ?? []) {
        if (!others.includes(JSON.stringify(price))) note(price.from);
      }
    }
  }
  return first;
}

/**
 * Marks what has to be worked out again because the day, a contract or the minimum group size changed since the last
 * run: a change of configuration leaves no other trace.
 */
export async function markChangedInputs(
  trx: Queryable,
  stale: StalePeriods,
  config: AiScorecardsConfig,
  today: string,
): Promise<void> {
  const settings = new Settings();
  const before = await settings.get<Inputs>(trx, KEY);
  const after: Inputs = {
    today,
    minimumGroupSize: config.privacy.minimumGroupSize,
    contracts: config.contracts.map(contract => ({
      tool: contract.tool,
      prices: contract.prices,
      includedCreditsPerSeat: contract.includedCreditsPerSeat,
      creditPriceMicros: contract.creditPriceMicros,
      licensedGroups: contract.licensedGroups,
    })),
  };
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  if (before) {
    // Yesterday is over now, and so may be its week and month.
    for (let day = before.today; day <= today; day = addDays(day, 1)) {
      await stale.mark(trx, 'week', weekOf(day));
      await stale.mark(trx, 'merge', weekOf(day));
      await stale.mark(trx, 'month', firstDay(monthOf(day)));
    }
    const changed =
      before.minimumGroupSize === after.minimumGroupSize
        ? firstChangedDay(before.contracts, after.contracts)
        : '0001-01-01';
    if (changed !== null) {
      await stale.markDays(trx, changed, addDays(today, 1), today);
    }
  }
  await settings.set(trx, KEY, after);
}
