import { Config } from '@backstage/config';
import {
  readSourceSettings,
  requiredText,
  SourceSettings,
  toolRef,
} from 'backstage-plugin-ai-scorecards-node';
import { z } from 'zod';

/** The key of this module's block under `aiScorecards.sources`. */
export const CONFIG_KEY = 'file';

const tool = toolRef('resource:default/claude-code');

const schema = z.object({
  path: requiredText('write a file, a folder or a pattern such as /data/*.csv'),
  // Not the default of other sources: rows may each name their tool.
  tool: z
    .unknown()
    .optional()
    .transform((value, context): string | undefined => {
      if (value === undefined || value === null) return undefined;
      const parsed = tool.safeParse(value);
      if (parsed.success) return parsed.data;
      context.addIssue({
        code: 'custom',
        message: parsed.error.issues[0].message,
      });
      return z.NEVER;
    }),
});

export type FileSettings = z.output<typeof schema>;

/** Reads `aiScorecards.sources.file`; a fault names its path. */
export function readFileSettings(config: Config): SourceSettings<FileSettings> {
  return readSourceSettings(config, CONFIG_KEY, schema);
}
