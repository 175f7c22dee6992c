// @ts-check

/**
 * Repositories and who owns them, what code hosts say of them, what people state, and the results of practice checks.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('repositories', table => {
    table.comment('Repositories that Components of the catalog name');
    table.increments('id');
    table
      .string('annotation', 100)
      .notNullable()
      .comment('The annotation that names it: github.com/project-slug');
    table.string('slug', 400).notNullable().comment('org/name, lower case');
    table.unique(['annotation', 'slug']);
  });
  await knex.schema.createTable('repository_owners', table => {
    table.comment('Groups that own a repository through a Component');
    table
      .integer('repository_id')
      .notNullable()
      .references('repositories.id')
      .onDelete('CASCADE');
    table.integer('group_id').notNullable().references('groups.id');
    table.string('valid_from', 10).notNullable().comment('UTC day');
    table
      .string('valid_to', 10)
      .notNullable()
      .comment('First UTC day after; 9999-12-31 while it lasts');
    table.primary(['repository_id', 'group_id', 'valid_from']);
    table.index(['group_id', 'valid_to']);
    table.index(['valid_to']);
  });
  await knex.schema.createTable('practice_groups', table => {
    table.comment('What annotations of a Group say of its practices');
    table
      .integer('group_id')
      .primary()
      .references('groups.id')
      .onDelete('CASCADE');
    table.string('document', 1000).nullable().comment('Web address');
    table.string('lead', 255).nullable().comment('Full user ref');
    table.boolean('lead_rotates').notNullable().defaultTo(false);
    table
      .string('lead_since', 10)
      .nullable()
      .comment('UTC day from which this lead was seen');
  });
  await knex.schema.createTable('code_hosts', table => {
    table.comment('Evidence sources and how they fared');
    table.string('key', 100).primary();
    table.string('annotation', 100).notNullable();
    table.string('title', 255).notNullable();
    table.integer('repositories').notNullable().defaultTo(0);
    table
      .string('last_run_at', 32)
      .nullable()
      .comment('ISO text: beginning of the last run');
    table.string('failing_since', 32).nullable();
    table.string('error_kind', 32).nullable();
    table.text('last_error').nullable();
    table.string('resume_after', 32).nullable();
    table.text('rate_limit').nullable().comment('JSON');
  });
  await knex.schema.createTable('repository_facts', table => {
    table.comment('What a code host says of a repository: one row each');
    table
      .integer('repository_id')
      .primary()
      .references('repositories.id')
      .onDelete('CASCADE');
    table.string('state', 16).notNullable().comment('known, missing, failed');
    table.text('reason').nullable();
    table.text('token').nullable();
    table.text('facts').nullable().comment('JSON; of the last known answer');
    table.string('fetched_at', 32).notNullable().comment('ISO text, UTC');
  });
  await knex.schema.createTable('practice_documents', table => {
    table.comment('Documents that Groups name, as a code host sees them');
    table.string('url', 1000).primary();
    table.text('answer').notNullable().comment('JSON');
    table.string('fetched_at', 32).notNullable();
  });
  await knex.schema.createTable('practice_attestations', table => {
    table.comment(
      'Statements of people on checks; the newest of a check holds',
    );
    table.increments('id');
    table.integer('group_id').notNullable().references('groups.id');
    table.string('check_id', 100).notNullable();
    table.string('by_ref', 255).notNullable();
    table.text('statement').notNullable();
    table.text('href').nullable();
    table.string('made_on', 10).notNullable();
    table
      .string('expires_on', 10)
      .notNullable()
      .comment('First UTC day on which it no longer holds');
    table.index(['group_id', 'check_id', 'id']);
    table.index(['by_ref']);
    table.index(['expires_on']);
  });
  await knex.schema.createTable('stance_acknowledgements', table => {
    table.comment('People who know what is allowed, by version of the stance');
    table.string('person', 255).notNullable().comment('Full user ref');
    table.string('version', 100).notNullable();
    table.string('on_day', 10).notNullable();
    table.primary(['version', 'person']);
    table.index(['person']);
  });
  await knex.schema.createTable('practice_checklists', table => {
    table.comment('Versions of the review checklist of the organisation');
    table.integer('version').primary();
    table.string('published_on', 10).notNullable();
    table.string('by_ref', 255).notNullable();
    table.text('items').notNullable().comment('JSON');
  });
  await knex.schema.createTable('team_checklists', table => {
    table.comment('The review checklist that a team adopted');
    table
      .integer('group_id')
      .primary()
      .references('groups.id')
      .onDelete('CASCADE');
    table.string('mode', 16).notNullable().comment('as-is, adapted');
    table.integer('version').notNullable();
    table.string('on_day', 10).notNullable();
    table.string('by_ref', 255).notNullable();
    table.text('items').notNullable().comment('JSON');
  });
  await knex.schema.createTable('practice_results', table => {
    table.comment('The latest result of each check for each team');
    table
      .integer('group_id')
      .notNullable()
      .references('groups.id')
      .onDelete('CASCADE');
    table.string('check_id', 100).notNullable();
    table.string('state', 16).notNullable();
    table.string('counts', 16).notNullable();
    table.string('since', 10).notNullable();
    table
      .string('last_known_state', 16)
      .nullable()
      .comment('pass or fail, while the check is unknown');
    table.string('last_known_on', 10).nullable();
    table.text('content').notNullable().comment('The whole result as JSON');
    table.primary(['group_id', 'check_id']);
    table.index(['check_id', 'counts']);
  });
  await knex.schema.createTable('practice_standings', table => {
    table.comment('The level of each team, with what explains it');
    table
      .integer('group_id')
      .primary()
      .references('groups.id')
      .onDelete('CASCADE');
    table.string('state', 24).notNullable();
    table.integer('level').nullable().comment('With waivers');
    table.text('content').notNullable().comment('JSON');
    table.string('evaluated_on', 10).notNullable();
    table.string('evaluated_at', 32).notNullable();
    table.index(['level']);
  });
  await knex.schema.createTable('practice_changes', table => {
    table.comment('Changes of levels and checks, with day and cause');
    table.increments('id');
    table
      .integer('group_id')
      .notNullable()
      .references('groups.id')
      .onDelete('CASCADE');
    table.string('day', 10).notNullable();
    table.integer('level').nullable();
    table.integer('before').nullable();
    table.text('causes').notNullable().comment('JSON: sentences');
    table.index(['group_id', 'day']);
  });
  await knex.schema.createTable('practice_levels', table => {
    table.comment('The level of a team by week, as it last stood in it');
    table
      .integer('group_id')
      .notNullable()
      .references('groups.id')
      .onDelete('CASCADE');
    table.string('week', 10).notNullable().comment('Monday');
    table.integer('level').nullable();
    table.primary(['group_id', 'week']);
  });
  await knex.schema.createTable('practice_peers', table => {
    table.comment('Quartiles of levels over comparable teams, in hundredths');
    table.string('team_type', 255).primary();
    table.integer('teams').notNullable();
    table.integer('p25').notNullable();
    table.integer('p50').notNullable();
    table.integer('p75').notNullable();
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'practice_peers',
    'practice_levels',
    'practice_changes',
    'practice_standings',
    'practice_results',
    'team_checklists',
    'practice_checklists',
    'stance_acknowledgements',
    'practice_attestations',
    'practice_documents',
    'repository_facts',
    'code_hosts',
    'practice_groups',
    'repository_owners',
    'repositories',
  ]) {
    await knex.schema.dropTable(table);
  }
};
