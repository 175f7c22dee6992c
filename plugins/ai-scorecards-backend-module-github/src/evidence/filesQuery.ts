import {
  agentPermissions,
  codeOwnerPaths,
  INSTRUCTION_FILES,
  INSTRUCTION_FOLDERS,
  InstructionFile,
  PERMISSION_FILES,
  Told,
  told,
  untold,
} from 'backstage-plugin-ai-scorecards-node';
import { z } from 'zod';
import { GraphAnswer } from '../codeHost/GithubGraph';
import { Files } from './facts';
import { repositoriesQuery } from './settingsQuery';
import { analysesPullRequests, evaluatesInstructions } from './workflow';

/** Repositories of one query; their files may be large. */
export const FILES_BATCH = 25;

/** Where GitHub looks for CODEOWNERS, the first that is there. */
const OWNER_FILES = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'];
const PLACES = [...INSTRUCTION_FILES, ...INSTRUCTION_FOLDERS];

const object = (alias: string, path: string, fields: string): string =>
  `${alias}: object(expression: "HEAD:${path}") { ${fields} }`;

const FRAGMENT = `fragment Files on Repository {
  pullRequestTemplates { body filename }
  ${OWNER_FILES.map((it, n) =>
    object(`owners${n}`, it, '... on Blob { text }'),
  ).join('\n  ')}
  ${PERMISSION_FILES.map((it, n) =>
    object(`permissions${n}`, it, '... on Blob { text }'),
  ).join('\n  ')}
  ${object(
    'workflows',
    '.github/workflows',
    '... on Tree { entries { object { ... on Blob { text } } } }',
  )}
  ${INSTRUCTION_FILES.map((it, n) =>
    object(`instructions${n}`, it, '... on Blob { byteSize }'),
  ).join('\n  ')}
  ${INSTRUCTION_FOLDERS.map((it, n) =>
    object(
      `folder${n}`,
      it,
      '... on Tree { entries { name object { ... on Blob { byteSize } } } }',
    ),
  ).join('\n  ')}
  defaultBranchRef { target { ... on Commit {
    ${PLACES.map(
      (it, n) =>
        `changed${n}: history(first: 1, path: "${it}") { nodes { committedDate } }`,
    ).join('\n    ')}
  } } }
}`;

export const filesQuery = (slugs: readonly string[]) =>
  repositoriesQuery(slugs, { name: 'Files', text: FRAGMENT });

const blob = z.object({
  text: z.string().nullish(),
  byteSize: z.number().nullish(),
});
const tree = z.object({
  entries: z
    .array(z.object({ name: z.string().optional(), object: blob.nullable() }))
    .nullish(),
});
const history = z.object({
  nodes: z.array(z.object({ committedDate: z.string() }).nullable()),
});
const repositorySchema = z
  .object({
    pullRequestTemplates: z
      .array(
        z.object({
          body: z.string().nullable(),
          filename: z.string().nullish(),
        }),
      )
      .nullable(),
    workflows: tree.nullable(),
    defaultBranchRef: z
      .object({ target: z.record(z.string(), history).nullable() })
      .nullable(),
  })
  .catchall(z.unknown());
type Repository = z.output<typeof repositorySchema>;

const HIDDEN =
  'GitHub keeps the files of the repository to itself: the token needs the repository permission "Contents" (read)';

const UNKNOWN: Files = {
  codeOwnerPaths: untold(HIDDEN),
  pullRequestTemplate: untold(HIDDEN),
  instructionFiles: untold(HIDDEN),
  agentPermissionsAsCode: untold(HIDDEN),
  agentsMayDoAnything: untold(HIDDEN),
  evaluationsInCi: untold(HIDDEN),
  analysisInWorkflow: untold(HIDDEN),
};

const DEFAULT_TEMPLATE = /^(?:.*\/)?pull_request_template(?:\.\w+)?$/i;

/**
 * The default template. Of several that can be chosen from, a pull request sees one: the shortest stands for them, as no
 * more than it is sure to be seen.
 */
const templateOf = ({ pullRequestTemplates }: Repository): string | null => {
  const templates = (pullRequestTemplates ?? []).flatMap(({ body, filename }) =>
    typeof body === 'string' ? [{ body, filename }] : [],
  );
  const first = templates.find(({ filename }) =>
    DEFAULT_TEMPLATE.test(filename ?? ''),
  );
  const [shortest] = [...templates].sort(
    (a, b) => a.body.length - b.body.length,
  );
  return (first ?? shortest)?.body ?? null;
};

const blobAt = (repository: Repository, key: string) => {
  const parsed = blob.safeParse(repository[key]);
  return parsed.success ? parsed.data : undefined;
};

const textAt = (repository: Repository, key: string): string[] => {
  const text = blobAt(repository, key)?.text;
  return text === undefined || text === null ? [] : [text];
};

/** What stands in the files of the repository with a number. Where GitHub shows none of them, nothing is known. */
export function readFiles(
  { data, errors }: GraphAnswer,
  number: number,
): Files {
  const key = `r${number}`;
  const parsed = repositorySchema.safeParse(data[key]);
  const refused = errors.some(it => it.path?.[0] === key);
  if (!parsed.success || refused) {
    return UNKNOWN;
  }
  const repository = parsed.data;
  const workflows = (repository.workflows?.entries ?? []).flatMap(
    it => it.object?.text ?? [],
  );
  const owners = OWNER_FILES.flatMap((_, n) =>
    textAt(repository, `owners${n}`),
  );
  const permissions = agentPermissions(
    path =>
      textAt(repository, `permissions${PERMISSION_FILES.indexOf(path)}`)[0],
  );
  return {
    codeOwnerPaths: told(owners.length ? codeOwnerPaths(owners[0]) : []),
    pullRequestTemplate: told(templateOf(repository)),
    instructionFiles: told(instructionFiles(repository)),
    agentPermissionsAsCode: told(permissions.agentPermissionsAsCode),
    agentsMayDoAnything: told(permissions.agentsMayDoAnything),
    evaluationsInCi: told(workflows.some(evaluatesInstructions)),
    analysisInWorkflow: told(workflows.some(analysesPullRequests)),
  };
}

function instructionFiles(repository: Repository): InstructionFile[] {
  const changedOn = (place: number): string | null =>
    repository.defaultBranchRef?.target?.[
      `changed${place}`
    ]?.nodes[0]?.committedDate.slice(0, 10) ?? null;
  const files = INSTRUCTION_FILES.flatMap((path, n) => {
    const bytes = blobAt(repository, `instructions${n}`)?.byteSize;
    return typeof bytes === 'number'
      ? [{ path, bytes, changedOn: changedOn(n) }]
      : [];
  });
  const inFolders = INSTRUCTION_FOLDERS.flatMap((folder, n) => {
    const parsed = tree.safeParse(repository[`folder${n}`]);
    const entries = parsed.success ? parsed.data.entries ?? [] : [];
    return entries.flatMap(it =>
      typeof it.object?.byteSize === 'number'
        ? [
            {
              path: `${folder}/${it.name ?? ''}`,
              bytes: it.object.byteSize,
              changedOn: changedOn(INSTRUCTION_FILES.length + n),
            },
          ]
        : [],
    );
  });
  return [...files, ...inFolders];
}

/** The organisation's own template, from the files of its `.github` repository; null for none. */
export function organisationTemplate(files: Files): string | null {
  const template: Told<string | null> = files.pullRequestTemplate;
  return template.known ? template.value : null;
}
