import {
  ANNOTATION_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
} from '@backstage/catalog-model';

const TECHDOCS_ANNOTATION = 'backstage.io/techdocs-ref';

/** The page of a team's TechDocs that says how it works with AI. */
const PAGE = 'docs/ai-practices.md';

/** A folder or a file on a branch, as GitHub and GitLab write it. */
const ON_A_BRANCH = /^(https?:\/\/[^?#]+?)\/(?:tree|blob)\/([^?#]+)$/;

/**
 * The web address of the page on AI practices in the TechDocs that annotations of a Group name: `docs/ai-practices.md`,
 * beside their `mkdocs.yml`. Null where they name no TechDocs, or none on a branch of a code host.
 */
export function practicesPage(
  annotations: Readonly<Record<string, string>>,
): string | null {
  const [, kind, target] =
    /^(url|dir):(.+)$/.exec(annotations[TECHDOCS_ANNOTATION]?.trim() ?? '') ??
    [];
  if (kind === undefined) return null;
  const folder =
    kind === 'url' ? target : resolved(target, sourceOf(annotations));
  const match = folder === null ? null : ON_A_BRANCH.exec(folder);
  if (!match) return null;
  const [, repository, path] = match;
  return `${repository}/blob/${path.replace(/\/+$/, '')}/${PAGE}`;
}

/** Where the entity itself is written down. */
function sourceOf(annotations: Readonly<Record<string, string>>): string {
  const location =
    annotations[ANNOTATION_SOURCE_LOCATION] ?? annotations[ANNOTATION_LOCATION];
  return location?.replace(/^url:/, '') ?? '';
}

function resolved(relative: string, base: string): string | null {
  return URL.canParse(relative, base) ? new URL(relative, base).href : null;
}
