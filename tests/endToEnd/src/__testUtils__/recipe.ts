import fs from 'node:fs';
import path from 'node:path';
import { JsonObject } from '@backstage/types';
import YAML from 'yaml';
import { z } from 'zod';

const docs = path.resolve(
  path.dirname(
    require.resolve('backstage-plugin-ai-scorecards-common/package.json'),
  ),
  '../../docs',
);

/** The code blocks of a page of the documentation in a language, in their order. */
function blocksOf(page: string, language: string): string[] {
  const text = fs.readFileSync(path.join(docs, page), 'utf8');
  const fences = new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\``, 'gm');
  return [...text.matchAll(fences)].map(([, block]) => block);
}

/** The one block that says a word; throws where none or several do. */
function blockWith(page: string, language: string, word: string): string {
  const [block, ...others] = blocksOf(page, language).filter(each =>
    each.includes(word),
  );
  if (block === undefined || others.length > 0) {
    throw new Error(`${page} must have one ${language} block with ${word}`);
  }
  return block;
}

const configSchema = z.object({
  backend: z.object({
    auth: z.object({ externalAccess: z.array(z.record(z.string(), z.json())) }),
  }),
});

/** What a page tells to write under `backend.auth.externalAccess` for a service token, with the token in its place. */
export function tokenAccessOf(page: string, token: string): JsonObject[] {
  const block = blockWith(page, 'yaml', 'externalAccess');
  const config = YAML.parse(block.replace(/\$\{[A-Z_]+\}/, token));
  return configSchema.parse(config).backend.auth.externalAccess;
}

/** What a page tells to ask with the token, below the version prefix. */
export function questionOf(page: string): string {
  const block = blockWith(page, 'sh', 'Authorization: Bearer $');
  const url = /\/api\/ai-scorecards\/v1(\S+)"/.exec(block);
  if (!url) throw new Error(`${page} must ask a route of ours`);
  return url[1];
}
