import type {
  AiToolSpec,
  ToolPolicy,
} from 'backstage-plugin-ai-scorecards-common';

/** What is kept of a tool's Resource. */
export interface ToolSpec {
  description: string | null;
  owner: string | null;
  vendor: string | null;
  links: NonNullable<AiToolSpec['links']>;
  security: AiToolSpec['security'] | null;
  /** A sentence on what is wrong with `spec.aiTool`, where something is. */
  fault: string | null;
}

/** A tool that the catalog holds or held, or that a source names. */
export interface StoredTool extends ToolSpec {
  id: number;
  ref: string;
  title: string;
  /** Is in the catalog now. */
  present: boolean;
  /** The policy in force now; null when the tool is not in the catalog. */
  policy: ToolPolicy | null;
  /** First UTC day of that policy; null when it is as old as anything known. */
  policySince: string | null;
  /** True when the catalog holds it or held it once: its money is not in the bucket `unknown-tool`. */
  known: boolean;
}

/** A policy on the days from `from` up to, but not including, `to`. */
export interface PolicyRange {
  toolId: number;
  policy: ToolPolicy;
  from: string;
  to: string;
}
