import type { AuthService } from '@backstage/backend-plugin-api';
import {
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { practicesPage } from './practicesPage';

/** Names the document in which a Group says how it works with AI: a web address. */
export const DOCUMENT_ANNOTATION = 'ai-scorecards/practices';

/** Names the practice lead of a Group: a user ref. */
export const LEAD_ANNOTATION = 'ai-scorecards/practice-lead';

/** `'true'` where the practice lead rotates. */
export const ROTATES_ANNOTATION = 'ai-scorecards/practice-lead-rotates';

/** Annotations of every code host end so, by the custom of the catalog. */
const SLUG_SUFFIX = '/project-slug';

const lower = (text: string) => text.toLocaleLowerCase('en-US');

const byKey = ([a]: [string, unknown], [b]: [string, unknown]) =>
  a < b ? -1 : 1;

/** A repository with the Groups that own it through Components. */
export interface CatalogRepository {
  annotation: string;
  /** `org/name`, lower case. */
  slug: string;
  /** Full refs of Groups, lower case, in order. */
  owners: string[];
}

/** What annotations of a Group say, and the relation to its practice lead. */
export interface CatalogPractices {
  /** Full ref, lower case. */
  group: string;
  document: string | null;
  /** Full user ref, lower case. */
  lead: string | null;
  rotates: boolean;
}

/** What a look at the catalog takes in for practice checks, in one order. */
export interface PracticesLook {
  repositories: CatalogRepository[];
  groups: CatalogPractices[];
}

/**
 * Looks at Components and Groups of the catalog with the plugin's own credentials, a page at a time. `leadRelation` leads
 * from a Group to its practice lead where the annotation names none. Throws when a page cannot be read, so that half a
 * catalog is never taken for a whole one.
 */
export async function readRepositories(
  catalog: CatalogService,
  auth: AuthService,
  leadRelation?: string,
): Promise<PracticesLook> {
  const credentials = await auth.getOwnServiceCredentials();
  const pagesOf = (kind: string, fields: string[]) =>
    catalog.streamEntities({ filter: { kind }, fields }, { credentials });
  const names = [
    'kind',
    'metadata.name',
    'metadata.namespace',
    'metadata.annotations',
  ];
  const owners = new Map<string, Map<string, Set<string>>>();
  for await (const page of pagesOf('Component', [...names, 'spec.owner'])) {
    for (const component of page) addOwner(owners, component);
  }
  const groups: CatalogPractices[] = [];
  const ofGroups = leadRelation === undefined ? names : [...names, 'relations'];
  for await (const page of pagesOf('Group', ofGroups)) {
    groups.push(
      ...page.flatMap(group => practicesOf(group, leadRelation) ?? []),
    );
  }
  return {
    repositories: [...owners].sort(byKey).flatMap(([annotation, slugs]) =>
      [...slugs].sort(byKey).map(([slug, refs]) => ({
        annotation,
        slug,
        owners: [...refs].sort(),
      })),
    ),
    groups: groups.sort((a, b) => (a.group < b.group ? -1 : 1)),
  };
}

function addOwner(
  owners: Map<string, Map<string, Set<string>>>,
  component: Entity,
): void {
  const owner = refFrom(component.spec?.owner, 'group', component);
  if (!owner?.startsWith('group:')) return;
  for (const [name, value] of Object.entries(
    component.metadata.annotations ?? {},
  )) {
    const slug = value.trim().toLocaleLowerCase('en-US');
    if (!name.endsWith(SLUG_SUFFIX) || !/^[^/\s]+(\/[^/\s]+)+$/.test(slug)) {
      continue;
    }
    const slugs = owners.get(name) ?? new Map<string, Set<string>>();
    owners.set(
      name,
      slugs.set(slug, (slugs.get(slug) ?? new Set()).add(owner)),
    );
  }
}

/** Null for a Group that says nothing. */
function practicesOf(
  group: Entity,
  leadRelation: string | undefined,
): CatalogPractices | null {
  const annotations = group.metadata.annotations ?? {};
  const named = annotations[DOCUMENT_ANNOTATION]?.trim() ?? '';
  const document = named === '' ? practicesPage(annotations) : named;
  const lead =
    refFrom(annotations[LEAD_ANNOTATION], 'user', group) ??
    relatedUser(group, leadRelation);
  if (document === null && lead === null) return null;
  return {
    group: lower(stringifyEntityRef(group)),
    document: document && /^https?:\/\//.test(document) ? document : null,
    lead,
    rotates: annotations[ROTATES_ANNOTATION]?.trim() === 'true',
  };
}

/** The user at the end of a relation, the first in order of several; null for none, and without a name of one. */
function relatedUser(
  { relations = [] }: Entity,
  relation: string | undefined,
): string | null {
  const [first] = relations
    .filter(({ type }) => type === relation)
    .map(({ targetRef }) => lower(targetRef))
    .filter(ref => ref.startsWith('user:'))
    .sort();
  return first ?? null;
}

function refFrom(
  value: unknown,
  defaultKind: string,
  entity: Entity,
): string | null {
  if (typeof value !== 'string' || value.trim() === '') return null;
  try {
    return lower(
      stringifyEntityRef(
        parseEntityRef(value.trim(), {
          defaultKind,
          defaultNamespace: entity.metadata.namespace ?? 'default',
        }),
      ),
    );
  } catch {
    // No ref at all: the catalog itself points at it.
    return null;
  }
}
