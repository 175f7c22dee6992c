const factory = require('@backstage/cli/config/eslint-factory');

/** The rules of every package: Backstage's own, no `any`, and what the package adds. */
module.exports = (dir, rules = {}) =>
  factory(dir, {
    rules: { '@typescript-eslint/no-explicit-any': 'error', ...rules },
  });
