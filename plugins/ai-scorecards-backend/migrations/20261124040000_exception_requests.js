// @ts-check

/**
 * Requests with the exceptions that came of them. A case is kept whole as JSON; the columns beside it are what lists ask
 * for. Everything here can be made again from the decision log.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('exception_requests', table => {
    table.comment('One row per request, with the exception of its approval');
    table.string('id', 64).primary();
    table.string('kind', 16).notNullable().comment('team, standing');
    table.string('state', 32).notNullable();
    table.string('lane', 16).notNullable();
    table.string('team', 255).notNullable().comment('Full ref, lower case');
    table
      .string('tool', 255)
      .nullable()
      .comment('Full ref; null while a draft names none');
    table.string('requester', 255).notNullable();
    table.string('support_owner', 255).nullable();
    table.string('submitted_at', 32).nullable().comment('ISO text, UTC');
    table.string('due_on', 10).nullable().comment('UTC day');
    table.string('updated_at', 32).notNullable();
    table.string('exception_id', 64).nullable().unique();
    table.string('exception_state', 32).nullable();
    table.string('exception_from', 10).nullable();
    table
      .string('exception_until', 10)
      .nullable()
      .comment('Last UTC day, that day included');
    table.string('renews', 64).nullable().comment('The exception renewed');
    table.text('content').notNullable().comment('The case as JSON');
    table.index(['state', 'due_on', 'id']);
    table.index(['team', 'tool']);
    table.index(['tool', 'exception_state']);
    table.index(['exception_state', 'exception_until']);
    table.index(['requester']);
    table.index(['support_owner']);
  });
  await knex.schema.createTable('exception_deciders', table => {
    table.comment('Users and Groups who decide a request or are heard');
    table
      .string('request_id', 64)
      .notNullable()
      .references('exception_requests.id')
      .onDelete('CASCADE');
    table.string('ref', 255).notNullable();
    table.primary(['request_id', 'ref']);
    table.index(['ref']);
  });
  await knex.schema.createTable('exception_deputies', table => {
    table.comment('Who stands in for a member of a board');
    table.string('member', 255).primary().comment('Full user ref');
    table.string('deputy', 255).notNullable();
    table.string('from_day', 10).notNullable();
    table.string('to_day', 10).notNullable().comment('That day included');
  });
  await knex.schema.createTable('exception_outbox', table => {
    table.comment('Notices that are decided and not sent yet');
    table.increments('id');
    table
      .string('scope', 255)
      .notNullable()
      .unique()
      .comment('One notice of a request and event, whatever is tried again');
    table.string('at', 32).notNullable();
    table.text('notice').notNullable().comment('JSON');
    table.string('sent_at', 32).nullable();
    table.integer('attempts').notNullable().defaultTo(0);
    table.index(['sent_at', 'id']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'exception_outbox',
    'exception_deputies',
    'exception_deciders',
    'exception_requests',
  ]) {
    await knex.schema.dropTable(table);
  }
};
