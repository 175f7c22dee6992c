module.exports = require('../../.eslintrc.package')(__dirname, {
  '@backstage/no-top-level-material-ui-4-imports': 'error',
});
