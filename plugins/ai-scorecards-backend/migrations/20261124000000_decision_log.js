// @ts-check

/** What may never change once it is written, and what an erasure may still empty. */
const GUARDS = [
  { table: 'decision_log', keeps: null, empties: [] },
  {
    table: 'decision_log_texts',
    keeps: ['sequence', 'n'],
    empties: ['salt', 'value'],
  },
  {
    table: 'decision_log_people',
    keeps: ['pseudonym'],
    empties: ['salt', 'ref'],
  },
];

/**
 * The log of every event of the exceptions workflow. Each entry holds the hash of the one before; the head holds the
 * last, signed. People and free text stand in tables of their own, so that erasing them leaves the entries as they
 * are. The engine itself refuses to change or delete an entry.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('decision_log', table => {
    table.comment('Append only: nothing here is ever changed or deleted');
    table.bigInteger('sequence').primary().comment('1, 2, 3 … without a gap');
    table.string('at', 32).notNullable().comment('ISO text, UTC');
    table.string('type', 100).notNullable();
    table.string('request', 64).nullable();
    table.string('exception', 64).nullable();
    table.string('team', 255).nullable();
    table.string('tool', 255).nullable();
    table
      .string('actor', 255)
      .notNullable()
      .comment('A pseudonym, or what is not a person');
    table
      .text('data')
      .notNullable()
      .comment('Canonical JSON: people as pseudonyms, free text as digests');
    table.string('rules', 64).notNullable().comment('Hash of rules in force');
    table.string('previous', 64).notNullable();
    table.string('hash', 64).notNullable();
    table.index(['request', 'sequence']);
    table.index(['exception', 'sequence']);
  });
  await knex.schema.createTable('decision_log_head', table => {
    table.comment('One row, locked by each writer');
    table.integer('id').primary();
    table.bigInteger('sequence').notNullable();
    table.string('hash', 64).notNullable();
    table
      .string('mac', 64)
      .notNullable()
      .comment('HMAC of sequence and hash; empty before the first entry');
  });
  await knex.schema.createTable('decision_log_texts', table => {
    table.comment('Free text, whose salted digest stands in the entry');
    table.bigInteger('sequence').notNullable();
    table.integer('n').notNullable().comment('Its place in the entry, from 0');
    table.string('salt', 32).nullable().comment('Null: erased');
    table.text('value').nullable().comment('Null: erased');
    table.primary(['sequence', 'n']);
  });
  await knex.schema.createTable('decision_log_people', table => {
    table.comment('Who a pseudonym, a salted digest of the ref, stands for');
    table.string('pseudonym', 64).primary();
    table.string('salt', 32).nullable().comment('Null: erased');
    table.string('ref', 255).nullable().unique().comment('Null: erased');
  });
  await knex('decision_log_head').insert({
    id: 1,
    sequence: 0,
    hash: '0'.repeat(64),
    mac: '',
  });
  if (knex.client.config.client === 'pg') await guardPostgres(knex);
  else await guardSqlite(knex);
};

/**
 * @param {string[]} keeps
 * @param {string[]} empties
 * @param {string} differs
 */
function refused(keeps, empties, differs) {
  return [
    ...keeps.map(name => `old.${name} ${differs} new.${name}`),
    ...empties.map(name => `new.${name} is not null`),
  ].join(' or ');
}

/** @param {import('knex').Knex} knex */
async function guardPostgres(knex) {
  await knex.raw(
    `create function decision_log_refuse() returns trigger language plpgsql as $$
     begin raise exception '% is append only', tg_table_name; end $$`,
  );
  for (const { table, keeps, empties } of GUARDS) {
    const when =
      keeps && `when (${refused(keeps, empties, 'is distinct from')})`;
    await knex.raw(
      `create trigger ${table}_no_update before update on ${table}
       for each row ${when ?? ''} execute function decision_log_refuse()`,
    );
    await knex.raw(
      `create trigger ${table}_no_delete before delete on ${table}
       for each row execute function decision_log_refuse()`,
    );
    await knex.raw(
      `create trigger ${table}_no_truncate before truncate on ${table}
       for each statement execute function decision_log_refuse()`,
    );
  }
}

/** @param {import('knex').Knex} knex */
async function guardSqlite(knex) {
  for (const { table, keeps, empties } of GUARDS) {
    const when = keeps ? `when ${refused(keeps, empties, 'is not')}` : '';
    await knex.raw(
      `create trigger ${table}_no_update before update on ${table} for each row ${when}
       begin select raise(abort, '${table} is append only'); end`,
    );
    await knex.raw(
      `create trigger ${table}_no_delete before delete on ${table} for each row
       begin select raise(abort, '${table} is append only'); end`,
    );
  }
}

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const { table } of GUARDS) await knex.schema.dropTable(table);
  await knex.schema.dropTable('decision_log_head');
  if (knex.client.config.client === 'pg') {
    await knex.raw('drop function decision_log_refuse()');
  }
};
