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
