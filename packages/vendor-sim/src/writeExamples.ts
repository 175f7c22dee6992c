/** Writes the example organisation: `--out DIR [--developers N]` */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { generateOrganisation, renderOrganisation } from './organisation';
import { DEFAULT_DEVELOPERS } from './world/world';

/** Files of an earlier, larger organisation that would linger beside ours. */
const MORE_USERS = /^users-\d+\.yaml$/;

function writeExamples(out: string, developers: number): void {
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

try {
  const { values } = parseArgs({
    options: {
      developers: { type: 'string', default: String(DEFAULT_DEVELOPERS) },
      out: { type: 'string' },
    },
  });
  if (!values.out) {
    throw new RangeError('--out is missing: the folder to write to');
  }
  writeExamples(values.out, Number(values.developers));
} catch (error) {
  process.stderr.write(
    `${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exitCode = 1;
}
