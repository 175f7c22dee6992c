/**
 * Runs the stand-in until it is interrupted:
 * `[--port N] [--host H] [--developers N] [--days N] [--today YYYY-MM-DD] [--begun YYYY-MM-DD] [--seed N]`
 */
import { parseArgs } from 'node:util';
import { startVendorSim } from './server/startVendorSim';

const number = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Number(text);

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '7100' },
      host: { type: 'string' },
      developers: { type: 'string' },
      days: { type: 'string' },
      today: { type: 'string' },
      begun: { type: 'string' },
      seed: { type: 'string' },
    },
  });
  const sim = await startVendorSim({
    port: number(values.port),
    host: values.host,
    developers: number(values.developers),
    days: number(values.days),
    today: values.today,
    begun: values.begun,
    seed: number(values.seed),
    githubToken: process.env.VENDOR_SIM_GITHUB_TOKEN,
    anthropicKey: process.env.VENDOR_SIM_ANTHROPIC_KEY,
    gitlabToken: process.env.VENDOR_SIM_GITLAB_TOKEN,
  });
  process.stdout.write(`The stand-in for the vendors answers at ${sim.url}\n`);
  const stop = () => {
    sim.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exitCode = 1;
});
