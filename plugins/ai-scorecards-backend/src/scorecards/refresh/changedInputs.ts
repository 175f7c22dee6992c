import {
  addDays,
  firstDay,
  monthOf,
  weekOf,
} from 'backstage-plugin-ai-scorecards-common';
import { AiScorecardsConfig, ContractConfig } from '../../config';
import { inList, Queryable, Settings, StalePeriods } from '../../database';
import { reorderedTools } from '../../usage/precedence';

/** What figures were last worked out with that no table says. */
interface Inputs {
  /** UTC day. */
  today: string;
  minimumGroupSize: number;
  contracts: PricedContract[];
  /** Keys of doors by tool, of tools with more than one, the one to be believed first. */
  doors?: Record<string, string[]>;
}

type PricedContract = Pick<
  ContractConfig,
  | 'tool'
  | 'prices'
  | 'includedCreditsPerSeat'
  | 'creditPriceMicros'
  | 'creditTerms'
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
      JSON.stringify(contract && { ...contract, prices: [], creditTerms: [] });
    if (rest(old) !== rest(now)) note('0001-01-01');
    const dated = (contract: PricedContract | undefined) =>
      [...(contract?.prices ?? []), ...(contract?.creditTerms ?? [])].map(
        terms => ({ from: terms.from, text: JSON.stringify(terms) }),
      );
    for (const [mine, others] of [
      [dated(old), dated(now)],
      [dated(now), dated(old)],
    ]) {
      for (const { from, text } of mine) {
        if (!others.some(other => other.text === text)) note(from);
      }
    }
  }
  return first;
}

/**
 * Marks what has to be worked out again because the day, a contract, the minimum group size or the order of doors changed
 * since the last run: a change of configuration leaves no other trace.
 */
export async function markChangedInputs(
  trx: Queryable,
  stale: StalePeriods,
  config: AiScorecardsConfig,
  today: string,
  { doors }: Required<Pick<Inputs, 'doors'>>,
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
      creditTerms: contract.creditTerms,
      licensedGroups: contract.licensedGroups,
    })),
    doors,
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
    await stale.mark(
      trx,
      'day',
      await daysOfTools(trx, reorderedTools(before.doors ?? {}, doors)),
    );
  }
  await settings.set(trx, KEY, after);
}

/** UTC days on which any of some tools may have facts. */
async function daysOfTools(
  trx: Queryable,
  refs: readonly string[],
): Promise<string[]> {
  if (refs.length === 0) return [];
  return trx('ledger as l')
    .join('sources as s', 's.id', 'l.source_id')
    .join('tools as t', 't.id', 's.tool_id')
    .where(inList(trx, 't.entity_ref', refs))
    .distinct('l.day')
    .pluck('l.day');
}
