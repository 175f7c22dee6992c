// @ts-check

/** Requests that are read and written together. */
const PAGE = 500;

/**
 * Who pays for a tool sees the request, as who supports it does.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('exception_requests', table => {
    table.string('budget_owner', 255).nullable().comment('Full user ref');
    table.index(['budget_owner']);
  });
  let last = '';
  for (;;) {
    const rows = await knex('exception_requests')
      .select('id', 'content')
      .where('id', '>', last)
      .orderBy('id')
      .limit(PAGE);
    if (rows.length === 0) break;
    for (const { id, content } of rows) {
      const { request, exception } = JSON.parse(content);
      const payer = exception?.budgetOwner ?? request.wish.ask.budgetOwner;
      if (payer) {
        await knex('exception_requests')
          .where({ id })
          .update({ budget_owner: payer });
      }
    }
    last = rows[rows.length - 1].id;
  }
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('exception_requests', table => {
    table.dropIndex(['budget_owner']);
    table.dropColumn('budget_owner');
  });
};
