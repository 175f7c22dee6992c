import { Expected } from 'expected-truth';
import type { Knex } from 'knex';

/** Amounts of accounts that a source told of, in micro-units, and the number of the accounts. */
export async function amountsOf(knex: Knex, source: string) {
  const [row]: { usage: number; value: number; accounts: number }[] =
    await knex('usage_facts as f')
      .join('sources as s', 's.id', 'f.source_id')
      .where('s.key', source)
      .sum({ usage: 'f.usage_micros', value: 'f.value_micros' })
      .countDistinct({ accounts: 'f.identity_id' });
  return {
    usage: BigInt(row.usage),
    value: BigInt(row.value),
    accounts: Number(row.accounts),
  };
}

/** The same of a tool, from the truth. */
export function trueAmounts({ facts }: Expected, tool: string) {
  const own = facts.amounts.filter(amount => amount.tool === tool);
  const sum = (kind: string) =>
    own
      .filter(amount => amount.kind === kind)
      .reduce((total, { micros }) => total + micros, 0n);
  return {
    usage: sum('usage'),
    value: sum('value'),
    accounts: new Set(own.map(({ account }) => account)).size,
  };
}
