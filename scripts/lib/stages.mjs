import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureAppBuilt } from './appBuild.mjs';
import { runNode } from './children.mjs';
import { Sentence, duration, say } from './log.mjs';
import { backstageCliPath, inRoot } from './paths.mjs';
import { connectionVariable, startPostgres } from './postgres.mjs';

/**
 * What a stage found. `failures` names the tests that failed.
 * @typedef {{ passed: number, failed: number, skipped: number, failures: string[] }} Counts
 */

const none = { passed: 0, failed: 0, skipped: 0, failures: [] };
const failedCheck = { ...none, failed: 1 };

/**
 * The stages in the order in which they run. A stage that counts no tests (lint
 * and type check) counts as one failure when it fails.
 *
 * @type {Record<string, (options: { postgresVersions: number[], full: boolean }) => Promise<Counts>>}
 */
const STAGES = {
  lint: async () => {
    const codes = [
      await runNode([backstageCliPath, 'repo', 'lint', '--max-warnings', '0']),
      await runNode([
        inRoot('node_modules', 'eslint', 'bin', 'eslint.js'),
        '--ext=.mjs,.cjs,.js',
        'scripts',
        '.eslintrc.js',
        '.eslintrc.package.js',
      ]),
      await runNode([
        inRoot('node_modules', 'prettier', 'bin-prettier.js'),
        '--check',
        '--loglevel=warn',
        '.',
      ]),
    ];
    return codes.some(code => code !== 0) ? failedCheck : none;
  },
  types: async () =>
    (await runNode([inRoot('node_modules', 'typescript', 'bin', 'tsc')]))
      ? failedCheck
      : none,
  unit: runJest,
  browser: runBrowser,
};

const STATIC = new Set(['lint', 'types']);

/**
 * Runs the stages, each of them also when one before it failed, and prints the
 * time of each and the sum of the tests.
 *
 * @param {object} options
 * @param {string[]} options.names of the stages to run; none means all
 * @param {number[]} options.postgresVersions
 * @param {boolean} options.full whether the slow tests run too
 * @returns {Promise<number>} the exit code
 */
export async function runStages({ names, ...options }) {
  const unknown = names.find(name => !STAGES[name]);
  if (unknown) {
    throw new Sentence(
      `There is no stage "${unknown}". Stages: ${Object.keys(STAGES).join(
        ', ',
      )}.`,
    );
  }
  const started = Date.now();
  const asked = names.length ? names : Object.keys(STAGES);
  // Each of the static checks keeps one core busy, so they run side by side; the others take all there are.
  const turns = [
    asked.filter(name => STATIC.has(name)),
    ...asked.filter(name => !STATIC.has(name)).map(name => [name]),
  ];
  const results = [];
  for (const turn of turns) {
    results.push(
      ...(await Promise.all(turn.map(name => runStage(name, options)))),
    );
  }
  return report(results, Date.now() - started);
}

async function runStage(name, options) {
  say(`Stage ${name} …`);
  const started = Date.now();
  const counts = await countedStage(name, options);
  const time = Date.now() - started;
  say(`Stage ${name}: ${counts.failed ? 'FAILED' : 'ok'} in ${duration(time)}`);
  return { name, counts, time };
}

async function countedStage(name, options) {
  try {
    return await STAGES[name](options);
  } catch (error) {
    process.stderr.write(`✖ ${error.sentence ?? error.stack}\n`);
    return failedCheck;
  }
}

function report(results, time) {
  const sum = key =>
    results.reduce((total, { counts }) => total + counts[key], 0);
  const lines = results.map(
    ({ name, counts, time: stageTime }) =>
      `  ${name.padEnd(8)} ${duration(stageTime).padStart(14)}  ${
        counts.failed ? 'FAILED' : 'ok'
      }`,
  );
  process.stdout.write(
    `\nTime of each stage\n${lines.join('\n')}\n  ${'all'.padEnd(8)} ${duration(
      time,
    ).padStart(14)}\n\n`,
  );
  const failures = results.flatMap(({ counts }) => counts.failures);
  if (failures.length) {
    // Last, as the end of a long log is what people are shown.
    process.stdout.write(`Failed\n  ${failures.join('\n  ')}\n\n`);
  }
  const skipped = sum('skipped');
  process.stdout.write(
    `${sum('passed')} passed, ${sum('failed')} failed${
      skipped ? `, ${skipped} skipped` : ''
    }\n`,
  );
  return sum('failed') > 0 ? 1 : 0;
}

async function runJest({ postgresVersions, full }) {
  const servers = [];
  const env = {};
  for (const version of postgresVersions) {
    const variable = connectionVariable(version);
    if (!process.env[variable]) {
      say(`Starting PostgreSQL ${version}`);
      const server = await startPostgres(version);
      servers.push(server);
      env[variable] = server.connectionString;
    }
  }
  const output = temporaryFile('jest.json');
  try {
    await runNode(
      [
        backstageCliPath,
        'repo',
        'test',
        '--ci',
        // What tests write to the console buries what failed.
        '--silent',
        '--passWithNoTests',
        '--maxWorkers=2',
        // Two busy cores: a hang is what this is to notice, not slowness.
        '--testTimeout=30000',
        '--json',
        `--outputFile=${output}`,
        '--testPathIgnorePatterns',
        '/node_modules/',
        ...(full ? [] : ['\\.full\\.test\\.']),
      ],
      {
        env: {
          ...env,
          CI: 'true',
          // Without it the test databases look for Docker when CI is set.
          BACKSTAGE_TEST_DISABLE_DOCKER: '1',
          ...(full ? { FULL: '1' } : {}),
        },
      },
    );
    return countsOfJest(output);
  } finally {
    await Promise.all(servers.map(server => server.close()));
    fs.rmSync(path.dirname(output), { recursive: true, force: true });
  }
}

function countsOfJest(file) {
  const result = readResult(file, 'jest');
  const failures = result.testResults
    .filter(({ status }) => status === 'failed')
    .flatMap(({ name, assertionResults }) => {
      const file = path.relative(inRoot(), name);
      const tests = assertionResults
        .filter(assertion => assertion.status === 'failed')
        .map(({ fullName }) => `${file} › ${fullName}`);
      // A file that could not even be loaded has no failed test, but is one.
      return tests.length ? tests : [file];
    });
  return {
    passed: result.numPassedTests,
    failed: failures.length,
    skipped: result.numPendingTests + result.numTodoTests,
    failures,
  };
}

async function runBrowser({ full }) {
  await ensureAppBuilt();
  const output = temporaryFile('browser.json');
  try {
    const code = await runNode(
      [
        inRoot('node_modules', '@playwright', 'test', 'cli.js'),
        'test',
        '--reporter=list,json',
      ],
      {
        cwd: inRoot('tests', 'browser'),
        env: {
          PLAYWRIGHT_JSON_OUTPUT_NAME: output,
          ...(full ? { FULL: '1' } : {}),
        },
      },
    );
    const { stats, errors, suites } = readResult(output, 'the browser tests');
    const failed = stats.unexpected + errors.length;
    return {
      passed: stats.expected + stats.flaky,
      failed: failed || (code === 0 ? 0 : 1),
      skipped: stats.skipped,
      failures: suites.flatMap(failedSpecs),
    };
  } finally {
    fs.rmSync(path.dirname(output), { recursive: true, force: true });
  }
}

function failedSpecs({ file, specs = [], suites = [] }) {
  return [
    ...specs.filter(({ ok }) => !ok).map(({ title }) => `${file} › ${title}`),
    ...suites.flatMap(failedSpecs),
  ];
}

function temporaryFile(name) {
  return path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'results-')), name);
}

function readResult(file, what) {
  if (!fs.existsSync(file)) {
    throw new Sentence(`No result came from ${what}: see above.`);
  }
  return JSON.parse(fs.readFileSync(file, 'utf8'));
}
