import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { generateOrganisation, renderOrganisation } from './organisation';
import { startVendorSim } from './server/startVendorSim';

const USAGE = `vendor-sim start [--port N] [--host H] [--developers N] [--days N] [--today YYYY-MM-DD] [--seed N]
vendor-sim generate --out DIR [--developers N]`;

/** Files of an earlier, larger organisation that would linger beside ours. */
const MORE_USERS = /^users-\d+\.yaml$/;

function generate(out: string, developers: number): void {
  const files = renderOrganisation(generateOrganisation({ developers }));
  mkdirSync(out, { recursive: true });
  for (const name of readdirSync(out)) {
    if (MORE_USERS.test(name) && !files.has(name)) {
      rmSync(join(out, name));
    }
  }
  for (const [name, text] of files) {
    writeFileSync(join(out, name), text);
  }
}

async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      port: { type: 'string', default: '7100' },
      host: { type: 'string', default: '127.0.0.1' },
      developers: { type: 'string', default: '300' },
      days: { type: 'string', default: '400' },
      today: { type: 'string' },
      seed: { type: 'string' },
      out: { type: 'string' },
    },
  });
  const [command] = positionals;
  if (command === 'generate' && values.out) {
    generate(values.out, Number(values.developers));
    return;
  }
  if (command !== 'start') {
    throw new RangeError(USAGE);
  }
  const sim = await startVendorSim({
    port: Number(values.port),
    host: values.host,
    developers: Number(values.developers),
    days: Number(values.days),
    today: values.today,
    seed: values.seed === undefined ? undefined : Number(values.seed),
    githubToken: process.env.VENDOR_SIM_GITHUB_TOKEN,
    anthropicKey: process.env.VENDOR_SIM_ANTHROPIC_KEY,
  });
  process.stdout.write(`The vendors' stand-in answers at ${sim.url}\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      sim.close().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exitCode = 1;
});
