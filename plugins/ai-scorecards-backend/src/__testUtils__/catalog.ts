import type { Entity } from '@backstage/catalog-model';

/** A Group entity for tests, with the relations that the catalog would have worked out. */
export function group(
  name: string,
  options: {
    type?: string;
    parent?: string;
    parents?: string[];
    title?: string;
    leads?: string;
    relations?: [type: string, targetRef: string][];
  } = {},
): Entity {
  const parents = options.parents ?? (options.parent ? [options.parent] : []);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: {
      name,
      annotations: options.leads
        ? { 'ai-scorecards/leads': options.leads }
        : undefined,
    },
    spec: {
      type: options.type ?? 'team',
      children: [],
      ...(options.parent ? { parent: options.parent } : {}),
      ...(options.title ? { profile: { displayName: options.title } } : {}),
    },
    relations: [
      ...parents.map(parent => ['childOf', `group:default/${parent}`]),
      ...(options.relations ?? []),
    ].map(([type, targetRef]) => ({ type, targetRef })),
  };
}

/** A User entity for tests, a direct member of the named Groups. */
export function user(
  name: string,
  groups: string[],
  options: {
    email?: string;
    login?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  } = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: {
      name,
      labels: options.labels,
      annotations: {
        ...(options.login ? { 'github.com/user-login': options.login } : {}),
        ...options.annotations,
      },
    },
    spec: {
      memberOf: groups,
      ...(options.email ? { profile: { email: options.email } } : {}),
    },
    relations: groups.map(each => ({
      type: 'memberOf',
      targetRef: `group:default/${each}`,
    })),
  };
}

/** A tool's Resource for tests. */
export function tool(name: string, policy: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: { name },
    spec: {
      type: 'ai-coding-tool',
      owner: 'group:default/platform',
      aiTool: { policy },
    },
  };
}
