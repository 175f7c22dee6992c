import { Queryable } from '../database';
import { COLUMNS, PeopleIn } from './columns';
import { ErasedNames, erasedRef } from './names';
import { naming } from './naming';

/** Takes a person from every column that the list of columns says holds people. */
export async function rewriteColumns(
  trx: Queryable,
  { ref, personId }: { ref: string; personId: number },
  names: readonly string[],
): Promise<void> {
  const erased = await ErasedNames.load(trx);
  // Known under both refs is who came back after an erasure: the older row is the one that counts.
  await trx('stance_acknowledgements')
    .where({ person: ref })
    .whereIn(
      'version',
      trx('stance_acknowledgements')
        .select('version')
        .where({ person: erasedRef(personId) }),
    )
    .delete();
  for (const [table, column, holds] of columnsOfPeople()) {
    const isRef = () => trx(table).whereRaw('lower(??) = ?', [column, ref]);
    if (holds === 'row') {
      await isRef().delete();
    } else if (holds === 'ref') {
      await isRef().update({ [column]: erasedRef(personId) });
    } else {
      const values: string[] = await trx(table)
        .where(naming(column, names))
        .distinct()
        .pluck(column);
      for (const value of values) {
        const after =
          holds === 'json'
            ? JSON.stringify(erased.redactIn(JSON.parse(value)))
            : erased.redact(value);
        if (after !== value) {
          await trx(table)
            .where({ [column]: value })
            .update({ [column]: after });
        }
      }
    }
  }
}

function* columnsOfPeople(): Generator<[string, string, PeopleIn]> {
  for (const [table, columns] of Object.entries(COLUMNS)) {
    for (const [column, holds] of Object.entries(columns)) {
      if (holds !== 'none' && holds !== 'own') yield [table, column, holds];
    }
  }
}
