import { decodePath } from 'backstage-plugin-ai-scorecards-node';
import { z } from 'zod';

/** A file or a folder that a web address names. */
export interface DocumentPlace {
  url: string;
  slug: string;
  kind: 'blob' | 'tree';
  ref: string;
  path: string;
}

/** What stands behind an address such as `https://gitlab.com/acme/shop/-/blob/main/docs/ai.md`; null for any other. */
export function documentAt(url: string, web: string): DocumentPlace | null {
  const match = url.startsWith(`${web}/`)
    ? /^(.+?)\/-\/(blob|tree)\/([^/?#]+)\/([^?#]+)/.exec(
        url.slice(web.length + 1),
      )
    : null;
  return match
    ? {
        url,
        slug: match[1],
        kind: match[2] === 'tree' ? 'tree' : 'blob',
        ref: decodePath(match[3]),
        path: decodePath(match[4]).replace(/\/+$/, ''),
      }
    : null;
}

const FIELDS = {
  blob: 'blobs(paths: [$file], ref: $ref) { nodes { path } }',
  tree: 'tree(path: $file, ref: $ref) { blobs(first: 1) { nodes { path } } trees(first: 1) { nodes { path } } }',
};

/** Asks what is there now: the newest commit on a path may be the one that removed it. */
export const documentQuery = ({ kind }: DocumentPlace): string =>
  `query($path: ID!, $file: String!, $ref: String!) {
  project(fullPath: $path) { repository { ${FIELDS[kind]} } }
}`;

const nodesSchema = z.object({ nodes: z.array(z.unknown()).nullish() });
const answerSchema = z.object({
  repository: z.object({
    blobs: nodesSchema.nullish(),
    tree: z
      .object({ blobs: nodesSchema.nullish(), trees: nodesSchema.nullish() })
      .nullish(),
  }),
});

/** Whether it is there; null where GitLab does not let the token see the files of the project. */
export function isDocumentThere(project: unknown): boolean | null {
  const parsed = answerSchema.safeParse(project);
  if (!parsed.success) return null;
  const { blobs, tree } = parsed.data.repository;
  return [blobs, tree?.blobs, tree?.trees].some(
    it => (it?.nodes ?? []).length > 0,
  );
}
