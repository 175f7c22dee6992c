// @ts-check

/**
 * Seats know the source that lists them, so that the list of one source of a tool ends no seat that another one lists.
 * Seats that are there go to the first seat source of their tool; 0 is a source that is not known.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('seats_by_source', table => {
    table.comment('Seats as dated ranges, as each source lists them');
    table.smallint('source_id').notNullable().defaultTo(0);
    columns(table);
    table.primary(['source_id', 'tool_id', 'identity_id', 'valid_from']);
    table.index(['identity_id']);
    table.index(['tool_id']);
  });
  await knex.raw(
    `insert into seats_by_source (source_id, tool_id, identity_id, valid_from, valid_to, plan)
     select coalesce((select min(s.id) from sources s where s.kind = 'seats' and s.tool_id = seats.tool_id), 0),
       tool_id, identity_id, valid_from, valid_to, plan
     from seats`,
  );
  await knex.schema.dropTable('seats');
  await knex.schema.renameTable('seats_by_source', 'seats');
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.createTable('seats_of_tools', table => {
    columns(table);
    table.primary(['tool_id', 'identity_id', 'valid_from']);
    table.index(['identity_id']);
  });
  await knex.raw(
    `insert into seats_of_tools (tool_id, identity_id, valid_from, valid_to, plan)
     select tool_id, identity_id, valid_from, max(valid_to), max(plan)
     from seats group by tool_id, identity_id, valid_from`,
  );
  await knex.schema.dropTable('seats');
  await knex.schema.renameTable('seats_of_tools', 'seats');
};

/** @param {import('knex').Knex.CreateTableBuilder} table */
function columns(table) {
  table.smallint('tool_id').notNullable();
  table.integer('identity_id').notNullable();
  table
    .string('valid_from', 10)
    .notNullable()
    .comment('UTC day of creation, included');
  table.string('valid_to', 10).notNullable();
  table.string('plan', 50).nullable();
}
