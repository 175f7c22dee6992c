// @ts-check

/**
 * How checks were asked when they were last looked at, so that a level that moves by configuration or by an effective
 * date has its cause; and with each change of a level what else changed, apart from its causes.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('practice_results', table => {
    table.text('title').nullable().comment('As it was last asked');
    table.integer('level').nullable();
    table.boolean('required').nullable();
    table.string('effective_from', 10).nullable().comment('UTC day');
    table
      .string('asks', 32)
      .nullable()
      .comment('Another value asks for something else');
  });
  await knex.schema.alterTable('practice_changes', table => {
    table
      .integer('was')
      .nullable()
      .comment('The last level known before, also from before it was unknown');
    table
      .text('others')
      .notNullable()
      .defaultTo('[]')
      .comment('JSON: sentences on what moved no level');
  });
  await knex('practice_changes')
    .whereRaw('level = before or (level is null and before is null)')
    .update({ others: knex.ref('causes'), causes: '[]' });
  await knex('practice_changes').update({
    was: knex.raw(
      `coalesce(before, (
        select earlier.level from practice_changes earlier
        where earlier.group_id = practice_changes.group_id
          and earlier.id < practice_changes.id and earlier.level is not null
        order by earlier.id desc limit 1
      ))`,
    ),
  });
  await knex('settings').where({ key: 'practices.evaluated' }).delete();
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex('practice_changes')
    .where({ causes: '[]' })
    .update({ causes: knex.ref('others') });
  await knex.schema.alterTable('practice_changes', table => {
    table.dropColumns('was', 'others');
  });
  await knex.schema.alterTable('practice_results', table => {
    table.dropColumns('title', 'level', 'required', 'effective_from', 'asks');
  });
};
