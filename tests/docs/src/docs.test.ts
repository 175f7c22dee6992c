import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  bucketIdSchema,
  dayStateSchema,
  figureStateSchema,
} from 'backstage-plugin-ai-scorecards-common';
import { configReference } from './configReference';
import { generatedPages } from './pages';
import { docsDir, root } from './root';

const readMe = path.join(root, 'README.md');

/** Every page that links to others: the README of the repository, those of the packages, and docs/. */
function pagesWithLinks(): string[] {
  const plugins = path.join(root, 'plugins');
  return [
    readMe,
    ...fs
      .readdirSync(plugins)
      .map(name => path.join(plugins, name, 'README.md')),
    ...fs
      .readdirSync(docsDir)
      .filter(name => name.endsWith('.md'))
      .map(name => path.join(docsDir, name)),
  ];
}

describe('docs/', () => {
  it('is what the code says: if not, run `npm run docs`', () => {
    for (const [file, text] of generatedPages()) {
      expect(fs.readFileSync(file, 'utf8')).toBe(text);
    }
  });

  it.each([
    ['states of figures', figureStateSchema.options, 'definitions.md'],
    ['buckets', bucketIdSchema.options, 'definitions.md'],
    ['states of days', dayStateSchema.options, 'operate.md'],
  ])('explains all %s', (_, options, page) => {
    const text = fs.readFileSync(path.join(docsDir, page), 'utf8');
    const missing = options.filter(each => !text.includes(`| \`${each}\``));
    expect(missing).toEqual([]);
  });

  it('links to files that are there', () => {
    const broken = pagesWithLinks().flatMap(page =>
      [...fs.readFileSync(page, 'utf8').matchAll(/\]\(([^)#\s]+)[^)]*\)/g)]
        .map(([, target]) => target)
        .filter(target => !/^[a-z]+:/.test(target))
        // Taken from the running portal, once for each release.
        .filter(target => !target.endsWith('.png'))
        .filter(
          target => !fs.existsSync(path.resolve(path.dirname(page), target)),
        )
        .map(target => `${path.relative(root, page)}: ${target}`),
    );
    expect(broken).toEqual([]);
  });

  it('has every page in the navigation of mkdocs.yml', () => {
    const navigation = fs.readFileSync(path.join(root, 'mkdocs.yml'), 'utf8');
    const missing = fs
      .readdirSync(docsDir)
      .filter(name => name.endsWith('.md') && !navigation.includes(name));
    expect(missing).toEqual([]);
  });
});

describe('configReference', () => {
  it('reads blocks, lists, secrets, open keys and what is required', () => {
    const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'reference-'));
    const file = path.join(dir, 'config.d.ts');
    fs.writeFileSync(path.join(dir, 'package.json'), '{"name":"some-module"}');
    fs.writeFileSync(
      file,
      `export interface Config {
        other?: { left: string };
        aiScorecards?: {
          /** A block
           * over two lines. */
          block?: {
            /** Key.
             * @visibility secret */
            key: string;
            list?: Array<{
              /** Deep. */
              from: 'a' | 'b';
            }>;
            open?: { [id: string]: { size?: number[] } };
          };
        };
      }`,
    );
    const lines = configReference([file])
      .split('\n')
      .filter(line => line.startsWith('| `'));
    fs.rmSync(dir, { recursive: true });
    expect(lines).toEqual([
      '| `block` | block | A block over two lines. |',
      '| `block.key` | text, *required*, *secret* | Key. |',
      '| `block.list` | list of blocks |  |',
      '| `block.list[].from` | `a` or `b`, *required* | Deep. |',
      '| `block.open` | block |  |',
      '| `block.open.<id>` | block |  |',
      '| `block.open.<id>.size` | list of number |  |',
    ]);
  });
});
