import { Queryable, writeRows } from '../database';
import { ErasedNames } from '../erasure/names';
import { AggregatedCostDay } from './aggregateCostDay';
import { StoredSource } from './SourceStore';

const COLUMNS = {
  day: 'text',
  source_id: 'integer',
  tool_id: 'integer',
  line: 'integer',
  description: 'text',
  workspace: 'text',
  micros: 'integer',
  exact: 'text',
  left_out: 'boolean',
} as const;

/** Lines of vendors' own bills by UTC day. */
export class CostLineStore {
  /** Replaces everything that a source billed for a day. */
  async replaceDay(
    trx: Queryable,
    source: Pick<StoredSource, 'id' | 'toolId'>,
    day: string,
    bill: AggregatedCostDay,
  ): Promise<void> {
    await trx('cost_facts').where({ day, source_id: source.id }).delete();
    const erased = await ErasedNames.load(trx);
    await writeRows(
      trx,
      'cost_facts',
      COLUMNS,
      bill.lines.map(({ leftOut, ...entry }, line) => ({
        day,
        source_id: source.id,
        tool_id: source.toolId,
        line,
        ...entry,
        description: entry.description && erased.redact(entry.description),
        workspace: entry.workspace && erased.redact(entry.workspace),
        left_out: leftOut,
      })),
    );
  }
}
