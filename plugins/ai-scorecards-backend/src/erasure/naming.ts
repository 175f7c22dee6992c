import type { Knex } from 'knex';

/** Returns a condition: a column of text may hold one of the names, as they stand in text or in JSON, in any case. */
export function naming(
  column: string,
  names: readonly string[],
): Knex.QueryCallback {
  const parts = new Set(
    names.flatMap(name => [name, JSON.stringify(name).slice(1, -1)]),
  );
  return builder => {
    builder.whereRaw('1 = 0');
    for (const part of parts) {
      const like = `%${part.replace(/[\\%_]/g, '\\$&')}%`;
      // The first finds any case of Latin letters on both engines, the second the name as it is written.
      builder
        .orWhereRaw(`lower(??) like lower(?) escape '\\'`, [column, like])
        .orWhereRaw(`?? like ? escape '\\'`, [column, like]);
    }
  };
}
