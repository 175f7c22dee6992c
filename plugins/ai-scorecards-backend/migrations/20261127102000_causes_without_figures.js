// @ts-check

/** Checks whose values are figures of a team, which not everybody may see. */
const TITLES = [
  'AI-assisted changes are labelled',
  'AI-assisted changes stay small',
  'Review keeps up',
  'Rework of AI changes is below the human baseline',
];

/** @param {string} cause */
const withoutFigure = cause => {
  const title = TITLES.find(each => cause.startsWith(`${each}: `));
  return title ? title + cause.slice(title.length).replace(/, .*$/, '') : cause;
};

/**
 * Everybody reads the causes of a level: figures that were kept in them are taken out, and results are worked out anew.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const rows = await knex('practice_changes')
    .select('id', 'causes')
    .where(either =>
      TITLES.forEach(title => either.orWhere('causes', 'like', `%${title}%`)),
    );
  for (const { id, causes } of rows) {
    await knex('practice_changes')
      .where({ id })
      .update({
        causes: JSON.stringify(JSON.parse(causes).map(withoutFigure)),
      });
  }
  await knex('settings').where({ key: 'practices.evaluated' }).delete();
};

exports.down = async function down() {
  // What is taken out is not known any more.
};
