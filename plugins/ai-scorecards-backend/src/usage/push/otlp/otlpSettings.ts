import type { Config } from '@backstage/config';
import { z } from 'zod';
import { toolRef } from '../rows/plainRow';
import { OtlpSettings } from './readObservation';
import { toolTables } from './tools';

const PATH = 'aiScorecards.sources.otlp';

const text = z.string({ error: 'must be text' }).trim().min(1, {
  error: 'must not be empty',
});

const tool = text.transform((value, context) => {
  const ref = toolRef(value);
  if (ref !== undefined) return ref;
  context.addIssue({
    code: 'custom',
    message: 'must be an entity ref such as resource:default/claude-code',
  });
  return z.NEVER;
});

const schema = z.strictObject({
  tools: z
    .strictObject(
      Object.fromEntries(toolTables.map(({ id }) => [id, tool.optional()])),
    )
    .optional(),
  organizations: z.array(text, { error: 'must be a list of ids' }).optional(),
  organizationRequired: z
    .boolean({ error: 'must be true or false' })
    .optional(),
  costIs: z
    .enum(['usage', 'value'], { error: 'must be usage or value' })
    .optional(),
});

/** Reads how telemetry is taken. A faulty part shuts this door alone: the sentence is its answer to whoever pushes. */
export function readOtlpSettings(config: Config): OtlpSettings {
  const parsed = schema.safeParse(config.getOptional(PATH) ?? {});
  if (!parsed.success) {
    const [{ path, message }] = parsed.error.issues;
    return {
      tools: {},
      organizations: [],
      organizationRequired: false,
      costIs: 'value',
      fault: `The door is shut: ${[PATH, ...path].join('.')} ${message}`,
    };
  }
  const {
    tools = {},
    organizations = [],
    organizationRequired = false,
    costIs = 'value',
  } = parsed.data;
  return {
    tools: Object.fromEntries(
      Object.entries(tools).flatMap(([id, ref]) =>
        ref === undefined ? [] : [[id, ref]],
      ),
    ),
    organizations,
    organizationRequired,
    costIs,
  };
}
