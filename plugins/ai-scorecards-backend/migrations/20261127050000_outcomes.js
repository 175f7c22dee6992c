// @ts-check

/**
 * What came of the work: merged changes, what made them fail, findings and incidents. A source of these is about no
 * tool. Published figures stand apart, as those of usage do.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  /**
   * @param {import('knex').Knex.CreateTableBuilder} table
   * @param {string} name
   */
  const day = (table, name) => table.string(name, 10);

  await knex.schema.alterTable('sources', table => {
    table.setNullable('tool_id');
  });

  await knex.schema.createTable('pull_requests', table => {
    table.comment('Merged pull requests by the UTC day of their merge');
    day(table, 'day').notNullable();
    table.smallint('source_id').notNullable();
    table.string('repository', 255).notNullable().comment('Lower case');
    table.integer('number').notNullable();
    table
      .integer('identity_id')
      .nullable()
      .comment('The author, or whom an agent worked for; null for nobody');
    table
      .boolean('by_machine')
      .notNullable()
      .comment('Opened by an agent or a bot: the output of nobody');
    table.string('opened_at', 30).notNullable();
    table.string('merged_at', 30).notNullable();
    table.integer('additions').notNullable();
    table.integer('deletions').notNullable();
    table
      .integer('approvals')
      .nullable()
      .comment('By people other than the author; null where not told');
    table
      .integer('approval_seconds')
      .nullable()
      .comment('From the opening to the first of them');
    table
      .string('ai', 30)
      .notNullable()
      .comment('Signs of AI, comma-separated; empty for none');
    table.boolean('hot_fix').notNullable();
    table.primary(['day', 'source_id', 'repository', 'number']);
    table.index(['repository', 'number']);
    table.index(['identity_id']);
  });

  await knex.schema.createTable('change_links', table => {
    table.comment('What shows that a merged change failed');
    table
      .smallint('source_id')
      .notNullable()
      .comment('0 for incidents that were pushed');
    day(table, 'day').notNullable().comment('On which it was told');
    table
      .string('kind', 10)
      .notNullable()
      .comment('revert, fix, incident, defect');
    table
      .string('ref', 300)
      .notNullable()
      .comment('The change that takes it back or mends it, or the incident');
    table.string('repository', 255).notNullable();
    table.integer('number').notNullable();
    table.primary(['source_id', 'kind', 'ref', 'repository', 'number']);
    table.index(['repository', 'number']);
    table.index(['source_id', 'day']);
  });

  await knex.schema.createTable('findings', table => {
    table.comment('Findings of code scanning, high and critical');
    day(table, 'day').notNullable().comment('Of its creation');
    table.smallint('source_id').notNullable();
    table.string('key', 200).notNullable();
    table.string('repository', 255).notNullable();
    table.string('severity', 10).notNullable();
    day(table, 'fixed_on').nullable();
    table.primary(['day', 'source_id', 'key']);
  });

  await knex.schema.createTable('incidents', table => {
    table
      .smallint('source_id')
      .notNullable()
      .comment('0 for those that were pushed');
    table.string('key', 200).notNullable();
    day(table, 'day').notNullable().comment('On which it began');
    table.string('kind', 10).notNullable().comment('incident or defect');
    day(table, 'resolved_on').nullable();
    table.string('ai_involved', 10).notNullable();
    table.string('review_adequate', 10).notNullable();
    table.primary(['source_id', 'key']);
    table.index(['day']);
  });

  await knex.schema.createTable('team_outcomes', table => {
    table.comment(
      'Published figures only: suppression is already applied with minimum_size',
    );
    day(table, 'week').notNullable().comment('Monday');
    table.integer('group_id').notNullable();
    table.integer('minimum_size').notNullable();
    table.text('detail').notNullable().comment('JSON of the published figures');
    table.primary(['group_id', 'week']);
    table.index(['week']);
  });

  await knex.schema.createTable('outcome_peers', table => {
    table.comment(
      'Quartiles of change failure over comparable teams, 28 days that end with the week',
    );
    day(table, 'week').notNullable();
    table.string('team_type', 100).notNullable();
    table.integer('minimum_size').notNullable();
    table.integer('teams').notNullable();
    table.integer('p25').notNullable().comment('Millionths');
    table.integer('p50').notNullable();
    table.integer('p75').notNullable();
    table.primary(['week', 'team_type']);
  });

  await knex.schema.createTable('quality_explanations', table => {
    table.comment(
      'Why the quality of a team lies outside; the newest one counts',
    );
    table.increments('id');
    table.integer('group_id').notNullable().index();
    table.string('category', 10).notNullable();
    table.text('text').notNullable();
    table.string('by_ref', 255).notNullable();
    day(table, 'made_on').notNullable();
    day(table, 'expires_on').notNullable();
  });

  await knex.schema.alterTable('scorecards', table => {
    table
      .bigInteger('output_change')
      .nullable()
      .comment('Against the own baseline, thousandths of its index, for lists');
    table
      .bigInteger('failure_change')
      .nullable()
      .comment('Against the own baseline, millionths, for lists');
    table.index(['week', 'output_change']);
    table.index(['week', 'failure_change']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('scorecards', table => {
    table.dropIndex(['week', 'output_change']);
    table.dropIndex(['week', 'failure_change']);
    table.dropColumn('output_change');
    table.dropColumn('failure_change');
  });
  for (const table of [
    'quality_explanations',
    'outcome_peers',
    'team_outcomes',
    'incidents',
    'findings',
    'change_links',
    'pull_requests',
  ]) {
    await knex.schema.dropTable(table);
  }
  const outcomes = knex('sources').select('id').where({ kind: 'outcomes' });
  await knex('ledger').whereIn('source_id', outcomes.clone()).delete();
  await knex('unreadable_rows').whereIn('source_id', outcomes.clone()).delete();
  await knex('sources').where({ kind: 'outcomes' }).delete();
  await knex('stale_periods').where({ grain: 'merge' }).delete();
  await knex.schema.alterTable('sources', table => {
    table.dropNullable('tool_id');
  });
};
