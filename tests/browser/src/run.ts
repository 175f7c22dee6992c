/** What the tests of one run share. */
export interface Run {
  /** Address of the portal. */
  url: string;
  /** Address of the stand-in for the vendors. */
  simUrl: string;
  /** The catalog of the portal, a copy of `examples/`. */
  examplesDir: string;
  launchOptions: { executablePath: string; args: string[] };
}

const VARIABLE = 'BROWSER_TEST_RUN';

/** Hands the run to the processes of the tests, which inherit the environment. */
export function writeRun(run: Run): void {
  process.env[VARIABLE] = JSON.stringify(run);
}

/** The run, or `undefined` before the portal is started. */
export function readRun(): Run | undefined {
  const text = process.env[VARIABLE];
  return text === undefined ? undefined : JSON.parse(text);
}

/** The run, inside a test. */
export function currentRun(): Run {
  const run = readRun();
  if (!run) {
    throw new Error('The portal is not started: globalSetup did not run');
  }
  return run;
}
