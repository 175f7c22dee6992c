import {
  agentPermissions,
  codeOwnerPaths,
  INSTRUCTION_FILES,
  INSTRUCTION_FOLDERS,
  PERMISSION_FILES,
  runsAnalysis,
  runsEvaluation,
} from 'backstage-plugin-ai-scorecards-node';
import { z } from 'zod';

/** Where GitLab looks for CODEOWNERS, the first that is there. */
const OWNER_FILES = ['CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS'];
const TEMPLATE = '.gitlab/merge_request_templates/Default.md';
const PIPELINE = '.gitlab-ci.yml';
const SECRET_DETECTION =
  /Secret-Detection\.gitlab-ci|components\/secret-detection/i;

/** All files that are asked for. */
export const PATHS: readonly string[] = [
  ...OWNER_FILES,
  TEMPLATE,
  PIPELINE,
  ...INSTRUCTION_FILES,
  ...PERMISSION_FILES,
];

/** The GraphQL fields that list the files of the folders with instructions. */
export const FOLDER_FIELDS = INSTRUCTION_FOLDERS.map(
  (path, n) =>
    `folder${n}: tree(path: "${path}") { blobs(first: 100) { nodes { path } } }`,
).join('\n');

const treeSchema = z.object({
  blobs: z.object({ nodes: z.array(z.object({ path: z.string() })) }),
});

/** Paths of the files that {@link FOLDER_FIELDS} tell of. */
export const readFolders = (repository: Record<string, unknown>): string[] =>
  INSTRUCTION_FOLDERS.flatMap((_, n) => {
    const parsed = treeSchema.safeParse(repository[`folder${n}`]);
    return parsed.success ? parsed.data.blobs.nodes.map(it => it.path) : [];
  });

/** What the day of an instruction file is asked of: its folder, as one change of a rule is one of all, or itself. */
export const datedPath = (path: string): string =>
  INSTRUCTION_FOLDERS.find(folder => path.startsWith(`${folder}/`)) ?? path;

export const blobsSchema = z.object({
  nodes: z.array(
    z.object({
      path: z.string(),
      rawTextBlob: z.string().nullish(),
      size: z.coerce.number().nullish(),
    }),
  ),
});

/** An instruction file with its size; 0 where GitLab does not tell it. */
export const sized = ({
  path,
  size,
}: z.output<typeof blobsSchema>['nodes'][number]) => ({
  path,
  bytes: size ?? 0,
});

/** What stands in the files of a project. */
export function readBlobs({ nodes }: z.output<typeof blobsSchema>) {
  const text = (path: string): string | undefined =>
    nodes.find(it => it.path === path)?.rawTextBlob ?? undefined;
  const owners = OWNER_FILES.map(text).find(it => it !== undefined);
  const pipeline = text(PIPELINE) ?? '';
  return {
    codeOwnerPaths: owners === undefined ? [] : codeOwnerPaths(owners),
    template: text(TEMPLATE) ?? null,
    instructions: INSTRUCTION_FILES.flatMap(path => {
      const file = nodes.find(it => it.path === path);
      return file ? [sized(file)] : [];
    }),
    permissions: agentPermissions(text),
    analysis: runsAnalysis(pipeline),
    evaluations: runsEvaluation(pipeline),
    secretDetection: SECRET_DETECTION.test(pipeline),
  };
}
