import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { accessPage } from 'end-to-end-tests';
import { configFiles, configReference } from './configReference';
import { checkSection } from './checks';
import { metricSection } from './definitions';
import { docsDir, root } from './root';
import { withSection } from './sections';

const reference = path.join(docsDir, 'configuration-reference.md');
const access = path.join(docsDir, 'access.md');
const definitions = path.join(docsDir, 'definitions.md');
const practices = path.join(docsDir, 'practices.md');

const read = (file: string) => fs.readFileSync(file, 'utf8');

/** The pages that follow from the code wholly or in part, by path, with the text that they should have. */
export function generatedPages(): Map<string, string> {
  const pages: [string, string][] = [
    [reference, configReference(configFiles())],
    [access, accessPage()],
    [
      definitions,
      withSection(read(definitions), 'metric registry', metricSection()),
    ],
    [
      practices,
      withSection(read(practices), 'catalogue of checks', checkSection()),
    ],
  ];
  return new Map(pages.map(([file, text]) => [file, formatted(file, text)]));
}

/** As the formatter of the repository leaves it, so that formatting everything changes nothing. */
function formatted(file: string, text: string): string {
  const formatter = path.join(
    root,
    'node_modules',
    'prettier',
    'bin-prettier.js',
  );
  return execFileSync(process.execPath, [formatter, '--stdin-filepath', file], {
    cwd: root,
    encoding: 'utf8',
    input: text,
  });
}
