import {
  codeOwnerPaths,
  INSTRUCTION_FILES,
  listsPermissions,
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

export const blobsSchema = z.object({
  nodes: z.array(
    z.object({
      path: z.string(),
      rawTextBlob: z.string().nullish(),
      size: z.coerce.number().nullish(),
    }),
  ),
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
      return file ? [{ path, bytes: file.size ?? 0 }] : [];
    }),
    permissions: PERMISSION_FILES.some(path =>
      listsPermissions(path, text(path) ?? ''),
    ),
    analysis: runsAnalysis(pipeline),
    evaluations: runsEvaluation(pipeline),
    secretDetection: SECRET_DETECTION.test(pipeline),
  };
}
