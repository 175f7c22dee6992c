// @ts-check

/** @param {import('knex').Knex.TableBuilder} table */
function teamOfLine(table) {
  table.smallint('tool_id').notNullable();
  table.string('kind', 5).notNullable();
  table.integer('group_id').notNullable();
  table.bigInteger('micros').notNullable();
}

/**
 * Closed months keep the contracts that priced them; adjustments of them name the teams of which enough people's money
 * changed.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('team_money', table => {
    table
      .text('amounts')
      .nullable()
      .comment('What each person behind it cost, without names');
  });

  await knex.schema.createTable('closed_contracts', table => {
    table.comment('The contracts that a closed month was priced by');
    table.string('month', 7).notNullable();
    table.smallint('tool_id').notNullable();
    table.text('terms').notNullable();
    table.primary(['month', 'tool_id']);
  });

  await knex.schema.createTable('booked_team_money', table => {
    table.comment(
      'What teams of a closed month have come to with all that was booked of it',
    );
    table.string('month', 7).notNullable();
    teamOfLine(table);
    table.text('amounts').nullable();
    table.integer('minimum_size').notNullable();
    table.primary(['month', 'tool_id', 'kind', 'group_id']);
  });

  await knex.schema.createTable('team_adjustments', table => {
    table.comment('What an adjustment of a closed month moved at teams');
    table.string('of_month', 7).notNullable();
    table.string('booked_on', 10).notNullable().index();
    teamOfLine(table);
    table.integer('minimum_size').notNullable();
    table.primary(['of_month', 'booked_on', 'tool_id', 'kind', 'group_id']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('team_adjustments');
  await knex.schema.dropTable('booked_team_money');
  await knex.schema.dropTable('closed_contracts');
  await knex.schema.alterTable('team_money', table => {
    table.dropColumn('amounts');
  });
};
