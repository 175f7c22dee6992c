// Each package has rules of its own; these are for the scripts.
module.exports = {
  root: true,
  extends: ['eslint:recommended'],
  env: { es2022: true, node: true },
  parserOptions: { ecmaVersion: 2022, sourceType: 'module' },
  overrides: [
    {
      files: ['scripts/screenshot.mjs', 'scripts/lib/browserBench.mjs'],
      env: { browser: true },
    },
    { files: ['*.cjs', '*.js'], parserOptions: { sourceType: 'script' } },
  ],
};
