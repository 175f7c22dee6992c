import {
  decodePath,
  DocumentAnswer,
  told,
  unknownDocument,
  untold,
} from 'backstage-plugin-ai-scorecards-node';
import { z } from 'zod';
import { CodeHostClient } from '../codeHost/codeHostClient';
import { GraphAnswer } from '../codeHost/GithubGraph';

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
        path: decodePath(match[4]),
      }
    : null;
}

/** Documents of one query, which take one point: a history each, and a hundred connections are one. */
export const DOCUMENTS_BATCH = 100;

/** A query over documents by number: `d0`, `d1` … */
function documentsQuery(places: readonly DocumentPlace[]) {
  const variables: Record<string, string> = {};
  const declared: string[] = [];
  const asked = places.map(({ owner, name, branch, path }, n) => {
    variables[`o${n}`] = owner;
    variables[`n${n}`] = name;
    variables[`f${n}`] = `${branch}:${path}`;
    variables[`p${n}`] = path;
    declared.push(
      ...['o', 'n', 'f', 'p'].map(letter => `$${letter}${n}: String!`),
    );
    return `d${n}: repository(owner: $o${n}, name: $n${n}) {
  object(expression: $f${n}) { oid }
  defaultBranchRef { target { ... on Commit { history(first: 1, path: $p${n}) { nodes { committedDate } } } } }
}`;
  });
  return {
    query: `query(${declared.join(', ')}) {\n${asked.join('\n')}\n}`,
    variables,
  };
}

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

/** Of each file whether it is there, and the UTC day of its last change on the default branch. */
export async function readDocuments(
  { graph }: Pick<CodeHostClient, 'graph'>,
  places: readonly DocumentPlace[],
  request: { access: string; signal: AbortSignal },
): Promise<DocumentAnswer[]> {
  const { query, variables } = documentsQuery(places);
  const answer = await graph.query(query, variables, request);
  return places.map(({ url }, n) => answerOf(url, `d${n}`, answer));
}

function answerOf(
  url: string,
  key: string,
  { data, errors }: GraphAnswer,
): DocumentAnswer {
  const parsed = schema.safeParse(data[key]);
  const isForbidden = errors.some(
    ({ type, path }) =>
      type === 'FORBIDDEN' && (path === undefined || path[0] === key),
  );
  if (!parsed.success || isForbidden) {
    return unknownDocument(
      url,
      'GitHub keeps the document to itself: the token needs the repository permission "Contents" (read)',
    );
  }
  // GitHub calls what the token may not see not found: whether the document is there is then not known.
  if (!parsed.data) {
    return unknownDocument(
      url,
      'GitHub has no repository of this name, or hides it from the token',
    );
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
