import { ContractConfig } from '../config';
import { Queryable } from '../database';

/** The configured contracts by tool id; a contract of a tool that nothing knows has nothing to price. */
export async function contractsByTool(
  trx: Queryable,
  contracts: readonly ContractConfig[],
): Promise<Map<number, ContractConfig>> {
  if (contracts.length === 0) return new Map();
  const rows = await trx('tools')
    .select('id', 'entity_ref')
    .whereIn(
      'entity_ref',
      contracts.map(contract => contract.tool),
    );
  const idOf = new Map(rows.map(row => [row.entity_ref, Number(row.id)]));
  return new Map(
    contracts.flatMap(contract => {
      const id = idOf.get(contract.tool);
      return id === undefined ? [] : [[id, contract] as const];
    }),
  );
}
