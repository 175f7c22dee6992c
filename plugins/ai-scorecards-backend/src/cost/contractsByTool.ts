import { ContractConfig } from '../config';
import { Queryable } from '../database';

/** The configured contracts by tool id; a contract of a tool that nothing names has nothing to price. */
export async function contractsByTool(
  trx: Queryable,
  contracts: readonly ContractConfig[],
): Promise<Map<number, ContractConfig>> {
  const found = new Map<number, ContractConfig>();
  if (contracts.length === 0) return found;
  const tools = await trx('tools').select('id', 'entity_ref');
  for (const contract of contracts) {
    const tool = tools.find(each => each.entity_ref === contract.tool);
    if (tool) found.set(Number(tool.id), contract);
  }
  return found;
}

/**
 * The contracts that a month, `YYYY-MM`, is priced by, by tool id: the configured ones, and where none names a tool any more
 * the one that the month was closed with. What was paid under a contract stays paid when it leaves the configuration.
 */
export async function contractsOfMonth(
  trx: Queryable,
  contracts: readonly ContractConfig[],
  month: string,
): Promise<Map<number, ContractConfig>> {
  const found = await contractsByTool(trx, contracts);
  const closed: { tool_id: number; terms: string }[] = await trx(
    'closed_contracts',
  )
    .where({ month })
    .select('tool_id', 'terms');
  for (const { tool_id: toolId, terms } of closed) {
    if (!found.has(Number(toolId))) {
      // Terms of months that were closed before terms of credits had dates.
      found.set(Number(toolId), { creditTerms: [], ...JSON.parse(terms) });
    }
  }
  return found;
}
