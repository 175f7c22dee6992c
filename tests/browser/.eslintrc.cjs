module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    // The portal is started by the same script as `npm start`, which belongs
    // to the repository and to no package of it.
    '@backstage/no-relative-monorepo-imports': 'off',
  },
});
