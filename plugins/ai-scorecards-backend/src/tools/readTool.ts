import {
  Entity,
  parseEntityRef,
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  AiToolSpec,
  aiToolSpecSchema,
  ToolPolicy,
  toolPolicySchema,
} from 'backstage-plugin-ai-scorecards-common';
import type { z } from 'zod';
import { ToolSpec } from './types';

/** The `spec.type` of Resources that are tools. */
export const TOOL_TYPE = 'ai-coding-tool';

/** A tool as the catalog holds it. */
export interface CatalogTool {
  /** Full entity ref, lower case. */
  ref: string;
  title: string;
  policy: ToolPolicy;
  spec: ToolSpec;
}

/**
 * Returns the tool that a Resource describes. A faulty `spec.aiTool` keeps the tool: readable parts are taken, the rest
 * is left out, and `spec.fault` says what is wrong. A policy that cannot be read counts as `exception-required`, which
 * permits nothing to anybody and forbids nothing that an exception could not allow.
 */
export function readTool(entity: Entity): CatalogTool {
  const raw = entity.spec?.aiTool;
  const given = isRecord(raw) ? raw : {};
  const parsed = aiToolSpecSchema.safeParse(given);
  const value = parsed.success ? parsed.data : readableParts(given);
  return {
    ref: stringifyEntityRef(entity),
    title: entity.metadata.title ?? entity.metadata.name,
    policy: value.policy ?? 'exception-required',
    spec: {
      description: entity.metadata.description ?? null,
      owner: ownerOf(entity),
      vendor: value.vendor ?? null,
      links: value.links ?? {},
      security: value.security ?? null,
      fault: parsed.success ? null : faultOf(given, parsed.error.issues),
    },
  };
}

function readableParts(given: Record<string, unknown>): Partial<AiToolSpec> {
  const { vendor, links, security } = aiToolSpecSchema.shape;
  return {
    policy: toolPolicySchema.safeParse(given.policy).data,
    vendor: vendor.safeParse(given.vendor).data,
    links: readEach(links.unwrap(), given.links),
    security: readEach(security.unwrap(), given.security),
  };
}

/** Reads an object of optional fields one by one, so that one bad link does not take the others along. */
function readEach<T extends z.ZodObject>(
  schema: T,
  given: unknown,
): z.infer<T> | undefined {
  if (!isRecord(given)) return undefined;
  const kept = Object.keys(schema.shape).filter(
    key => schema.safeParse({ [key]: given[key] }).success,
  );
  return schema.safeParse(
    Object.fromEntries(kept.map(key => [key, given[key]])),
  ).data;
}

function faultOf(
  given: Record<string, unknown>,
  issues: z.core.$ZodIssue[],
): string {
  const parts = issues.map(issue => {
    const path = ['spec', 'aiTool', ...issue.path].map(String).join('.');
    if (path === 'spec.aiTool.policy') {
      const found =
        given.policy === undefined
          ? 'is missing'
          : `is ${JSON.stringify(given.policy)}`;
      return `${path} ${found}; it must be ${toolPolicySchema.options.join(
        ', ',
      )}, and counts as exception-required until it is`;
    }
    const words = /^Invalid/.test(issue.message)
      ? 'is not what it should be'
      : issue.message;
    return `${path} ${words}`;
  });
  return `${parts.join('. ')}.`;
}

/** The owner by relation, which the catalog has resolved, else as the Resource says. */
function ownerOf(entity: Entity): string | null {
  const related = entity.relations?.find(
    relation => relation.type === RELATION_OWNED_BY,
  );
  if (related) return related.targetRef.toLocaleLowerCase('en-US');
  const owner = entity.spec?.owner;
  if (typeof owner !== 'string') return null;
  try {
    return stringifyEntityRef(
      parseEntityRef(owner, {
        defaultKind: 'group',
        defaultNamespace: entity.metadata.namespace,
      }),
    );
  } catch {
    // The entity's own page shows the fault; the registry does without an owner.
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
