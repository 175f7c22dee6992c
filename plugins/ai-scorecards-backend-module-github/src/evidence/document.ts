import {
  DocumentAnswer,
  told,
  untold,
} from 'backstage-plugin-ai-scorecards-node';
import { z } from 'zod';
import { CodeHostClient } from '../codeHost/codeHostClient';

/** A file that a web address names. */
export interface DocumentPlace {
  url: string;
  owner: string;
  name: string;
  branch: string;
  path: string;
}

/** The file behind an address such as `https://github.com/acme/shop/blob/main/docs/ai.md`; null for any other. */
export function documentAt(url: string, web: string): DocumentPlace | null {
  if (!url.startsWith(`${web}/`)) {
    return null;
  }
  const match =
    /^([^/?#]+)\/([^/?#]+)\/(?:blob|tree)\/([^/?#]+)\/([^?#]+)/.exec(
      url.slice(web.length + 1),
    );
  return match
    ? {
        url,
        owner: match[1],
        name: match[2],
        branch: match[3],
        path: decodeURIComponent(match[4]),
      }
    : null;
}

const QUERY = `query($owner: String!, $name: String!, $file: String!, $path: String!) {
  repository(owner: $owner, name: $name) {
    object(expression: $file) { oid }
    defaultBranchRef { target { ... on Commit { history(first: 1, path: $path) { nodes { committedDate } } } } }
  }
}`;

const schema = z
  .object({
    object: z.object({ oid: z.string() }).nullable(),
    defaultBranchRef: z
      .object({
        target: z
          .object({
            history: z.object({
              nodes: z.array(z.object({ committedDate: z.string() })),
            }),
          })
          .nullable(),
      })
      .nullable(),
  })
  .nullable();

/** Whether the file is there, and the UTC day of its last change on the default branch. */
export async function readDocument(
  { graph }: Pick<CodeHostClient, 'graph'>,
  { url, owner, name, branch, path }: DocumentPlace,
  request: { access: string; signal: AbortSignal },
): Promise<DocumentAnswer> {
  const variables = { owner, name, file: `${branch}:${path}`, path };
  const { data, errors } = await graph.query(QUERY, variables, request);
  const parsed = schema.safeParse(data.repository);
  if (!parsed.success || errors.some(it => it.type === 'FORBIDDEN')) {
    const hidden = untold(
      'GitHub keeps the document to itself: the token needs the repository permission "Contents" (read)',
    );
    return { url, exists: hidden, changedOn: hidden };
  }
  // GitHub calls what the token may not see not found: whether the document is there is then not known.
  if (!parsed.data) {
    const hidden = untold(
      'GitHub has no repository of this name, or hides it from the token',
    );
    return { url, exists: hidden, changedOn: hidden };
  }
  const day =
    parsed.data.defaultBranchRef?.target?.history.nodes[0]?.committedDate;
  return {
    url,
    exists: told(Boolean(parsed.data.object)),
    changedOn: day
      ? told(day.slice(0, 10))
      : untold('GitHub names no change of the document'),
  };
}
