import { createHash } from 'node:crypto';
import {
  CollectContext,
  DocumentAnswer,
  EvidenceSource,
  RateLimit,
  ReadApart,
  RepositoryAnswer,
  RepositoryAsk,
  RepositoryFacts,
  restAfterLimit,
  SourceError,
  told,
  unknownDocument,
  untold,
} from 'backstage-plugin-ai-scorecards-node';
import { z } from 'zod';
import {
  documentAt,
  DocumentPlace,
  documentQuery,
  isDocumentThere,
} from './document';
import {
  blobsSchema,
  datedPath,
  FOLDER_FIELDS,
  PATHS,
  readBlobs,
  readFolders,
  sized,
} from './files';
import { GitlabApi, GitlabTiming, Reading } from './gitlabApi';
import {
  approvalsSchema,
  botsCanBypassReview,
  branchesSchema,
  BranchRule,
  codeOwnerReviewRequired,
  Project,
  projectSchema,
  ProtectedBranch,
  protectionOf,
  pushProtection,
  requiredApprovals,
  requiredStatusChecks,
  rulesSchema,
} from './protection';
import { CONFIG_KEY, GitlabSettings } from './settings';

export const GITLAB_EVIDENCE = {
  id: 'gitlab-evidence',
  title: 'GitLab projects',
} as const;

const ACCESS =
  'The token needs the scope "read_api" and the role Maintainer in the group; approval rules need a Premium licence, push protection and findings an Ultimate one.';

const QUERY = `query($path: ID!, $files: [String!]!) {
  project(fullPath: $path) {
    vulnerabilitySeveritiesCount { critical high }
    repository {
      blobs(paths: $files) { nodes { path rawTextBlob size } }
      ${FOLDER_FIELDS}
    }
  }
}`;

const SIZES = `query($path: ID!, $files: [String!]!) {
  project(fullPath: $path) {
    repository { blobs(paths: $files) { nodes { path size } } }
  }
}`;

const contentSchema = z
  .object({
    vulnerabilitySeveritiesCount: z
      .object({ critical: z.number().nullish(), high: z.number().nullish() })
      .nullish(),
    repository: z
      .object({ blobs: blobsSchema.nullish() })
      .catchall(z.unknown())
      .nullish(),
  })
  .nullish();

const commitsSchema = z.array(z.object({ committed_date: z.string() }));

const DOCUMENT_HIDDEN =
  'GitLab has no project of this name, or keeps its files to itself: the token needs the scope "read_api" and the role Reporter';

/** The most that GitLab lists at once. */
const RULES_A_PAGE = 100;
/** More go in circles. */
const MAX_PAGES = 100;

interface Request {
  access: string;
  signal: AbortSignal;
}

/** Evidence from projects on GitLab. */
export class GitlabEvidenceSource implements EvidenceSource {
  readonly id = GITLAB_EVIDENCE.id;
  readonly title = GITLAB_EVIDENCE.title;
  readonly configKey = CONFIG_KEY;
  readonly slugAnnotation = 'gitlab.com/project-slug';
  readonly access = ACCESS;
  readonly webUrl: (slug: string) => string;
  readonly #api: GitlabApi;
  readonly #web: string;

  constructor(settings: GitlabSettings, timing: GitlabTiming = {}) {
    this.#api = new GitlabApi(settings, timing);
    this.#web = settings.webUrl ?? settings.baseUrl.replace(/\/+$/, '');
    this.webUrl = slug => `${this.#web}/${slug}`;
  }

  async test({ signal }: CollectContext): Promise<void> {
    await this.#api.rest.getJson('/api/v4/user', { access: ACCESS, signal });
  }

  rateLimit(): RateLimit | null {
    return this.#api.rateLimit();
  }

  /** One project after the other: GitLab's limit is by the minute, and is waited for. */
  async *collect(
    repositories: readonly RepositoryAsk[],
    context: CollectContext,
  ): AsyncGenerator<RepositoryAnswer, void, void> {
    const request = { access: ACCESS, signal: context.signal };
    const apart = new ReadApart<RepositoryAsk, RepositoryAnswer>({
      read: asks => answersOf(asks, ask => this.#read(ask, request)),
      key: ({ slug }) => slug,
      failed: ({ slug }, reason) => ({ state: 'failed', slug, reason }),
      probe: () => this.test(context),
    });
    yield* restAfterLimit(repositories, oneByOne(repositories, apart));
  }

  async *documents(
    urls: readonly string[],
    context: CollectContext,
  ): AsyncGenerator<DocumentAnswer, void, void> {
    const request = { access: ACCESS, signal: context.signal };
    const apart = new ReadApart<DocumentPlace, DocumentAnswer>({
      read: places =>
        answersOf(places, place => this.#document(place, request)),
      key: ({ url }) => url,
      failed: ({ url }, reason) => unknownDocument(url, reason),
      probe: () => this.test(context),
    });
    const places = urls.flatMap(url => documentAt(url, this.#web) ?? []);
    yield* oneByOne(places, apart);
  }

  async #document(
    place: DocumentPlace,
    request: Request,
  ): Promise<DocumentAnswer> {
    const { url, slug, path, ref } = place;
    const { project } = await this.#api.query(
      documentQuery(place),
      { path: slug, file: path, ref },
      request,
    );
    const exists = isDocumentThere(project);
    if (exists === null) return unknownDocument(url, DOCUMENT_HIDDEN);
    const changed = exists ? await this.#changedOn(slug, path, request) : null;
    return {
      url,
      exists: told(exists),
      changedOn:
        changed?.state === 'read' && changed.value !== null
          ? told(changed.value)
          : untold('GitLab names no change of the document'),
    };
  }

  async #read(
    { slug, token }: RepositoryAsk,
    request: Request,
  ): Promise<RepositoryAnswer> {
    const project = await this.#get(slug, '', projectSchema, request);
    if (project.state === 'unreadable') {
      const reason = 'GitLab tells of the project in a form that is not known';
      return { state: 'failed', slug, reason };
    }
    if (project.state !== 'read') {
      const reason =
        'GitLab has no project of this name, or hides it from the token';
      return { state: 'missing', slug, reason };
    }
    const facts = await this.#factsOf(slug, project.value, request);
    const print = createHash('sha256')
      .update(JSON.stringify(facts))
      .digest('base64url');
    return print === token
      ? { state: 'unchanged', slug }
      : { state: 'known', slug, token: print, facts };
  }

  async #factsOf(
    slug: string,
    project: Project,
    request: Request,
  ): Promise<RepositoryFacts> {
    const branchName = project.default_branch ?? null;
    const rules = await this.#get(
      slug,
      '/approval_rules',
      rulesSchema,
      request,
    );
    const approvals: Reading<z.output<typeof approvalsSchema>> =
      rules.state === 'read'
        ? await this.#get(slug, '/approvals', approvalsSchema, request)
        : { state: rules.state };
    const branch: Reading<ProtectedBranch> = branchName
      ? protectionOf(await this.#branchRules(slug, request), branchName)
      : { state: 'absent' };
    return {
      archived: project.archived,
      fork: Boolean(project.forked_from_project),
      pushedOn: project.empty_repo
        ? null
        : project.last_activity_at?.slice(0, 10) ?? null,
      defaultBranch: branchName,
      requiredApprovals: requiredApprovals(rules, approvals, branchName),
      botsCanBypassReview: botsCanBypassReview(branch),
      requiredStatusChecks: requiredStatusChecks(project),
      codeOwnerReviewRequired: codeOwnerReviewRequired(branch),
      pushProtection: pushProtection(project),
      ...(await this.#contentOf(slug, project, request)),
    };
  }

  /** All of them: a branch may be protected by a pattern alone, and asked for by its name GitLab then says no. */
  async #branchRules(
    slug: string,
    request: Request,
  ): Promise<Reading<BranchRule[]>> {
    const all: BranchRule[] = [];
    for (let page = 1; ; page += 1) {
      const rules = await this.#get(
        slug,
        '/protected_branches',
        branchesSchema,
        request,
        [
          ['per_page', String(RULES_A_PAGE)],
          ['page', String(page)],
        ],
      );
      if (rules.state !== 'read') return rules;
      all.push(...rules.value);
      if (rules.value.length < RULES_A_PAGE || page === MAX_PAGES) {
        return { state: 'read', value: all };
      }
    }
  }

  async #contentOf(slug: string, project: Project, request: Request) {
    const content = await this.#files(QUERY, slug, PATHS, request);
    const findings = content?.vulnerabilitySeveritiesCount;
    const openFindings = findings
      ? told((findings.critical ?? 0) + (findings.high ?? 0))
      : untold(
          'GitLab tells of findings with an Ultimate licence only, and to a token with the role Developer',
        );
    const blobs = content?.repository?.blobs;
    if (!blobs) {
      const hidden = untold(
        'GitLab keeps the files of the project to itself: the token needs the scope "read_api" and the role Reporter',
      );
      return {
        openFindings,
        codeOwnerPaths: hidden,
        secretScanning: hidden,
        staticAnalysisOnPullRequests: hidden,
        pullRequestTemplate: hidden,
        instructionFiles: hidden,
        agentPermissionsAsCode: hidden,
        agentsMayDoAnything: hidden,
        evaluationsInCi: hidden,
      };
    }
    const files = readBlobs(blobs);
    const inFolders = await this.#sizesOf(
      slug,
      readFolders(content?.repository ?? {}),
      request,
    );
    const instructionFiles = await this.#dated(
      slug,
      [...files.instructions, ...inFolders],
      request,
    );
    return {
      openFindings,
      codeOwnerPaths: told(files.codeOwnerPaths),
      secretScanning: told(files.secretDetection),
      staticAnalysisOnPullRequests: told(files.analysis),
      pullRequestTemplate: told(
        project.merge_requests_template || files.template,
      ),
      instructionFiles: told(instructionFiles),
      agentPermissionsAsCode: told(files.permissions.agentPermissionsAsCode),
      agentsMayDoAnything: told(files.permissions.agentsMayDoAnything),
      evaluationsInCi: told(files.evaluations),
    };
  }

  async #files(
    query: string,
    slug: string,
    files: readonly string[],
    request: Request,
  ) {
    const data = await this.#api.query(query, { path: slug, files }, request);
    const parsed = contentSchema.safeParse(data.project);
    return parsed.success ? parsed.data : null;
  }

  async #sizesOf(slug: string, paths: readonly string[], request: Request) {
    if (paths.length === 0) return [];
    const content = await this.#files(SIZES, slug, paths, request);
    return content?.repository?.blobs?.nodes.map(sized) ?? [];
  }

  async #dated<T extends { path: string }>(
    slug: string,
    files: readonly T[],
    request: Request,
  ): Promise<(T & { changedOn: string | null })[]> {
    const days = new Map<string, string | null>();
    for (const path of new Set(files.map(file => datedPath(file.path)))) {
      const changed = await this.#changedOn(slug, path, request);
      days.set(path, changed.state === 'read' ? changed.value : null);
    }
    return files.map(file => ({
      ...file,
      changedOn: days.get(datedPath(file.path)) ?? null,
    }));
  }

  /** The UTC day of the last change of a file or of a folder, its removal too; null when no change is of it. */
  async #changedOn(
    slug: string,
    path: string,
    request: Request,
  ): Promise<Reading<string | null>> {
    const commits = await this.#get(
      slug,
      '/repository/commits',
      commitsSchema,
      request,
      [
        ['path', path],
        ['per_page', '1'],
      ],
    );
    return commits.state === 'read'
      ? {
          state: 'read',
          value: commits.value[0]?.committed_date.slice(0, 10) ?? null,
        }
      : commits;
  }

  async #get<T>(
    slug: string,
    path: string,
    schema: z.ZodType<T>,
    request: Request,
    query?: [string, string][],
  ): Promise<Reading<T>> {
    try {
      const answer = await this.#api.rest.getJson(
        `/api/v4/projects/${encodeURIComponent(slug)}${path}`,
        { ...request, query },
      );
      if (answer.state === 'empty') {
        return { state: 'absent' };
      }
      const parsed = schema.safeParse(answer.value);
      return parsed.success
        ? { state: 'read', value: parsed.data }
        : { state: 'unreadable' };
    } catch (error) {
      if (error instanceof SourceError && error.kind === 'forbidden') {
        return { state: 'forbidden' };
      }
      throw error;
    }
  }
}

async function* oneByOne<T, R>(
  items: readonly T[],
  apart: ReadApart<T, R>,
): AsyncGenerator<R, void, void> {
  for (const item of items) yield* apart.read([item]);
}

async function* answersOf<T, R>(
  items: readonly T[],
  work: (item: T) => Promise<R>,
): AsyncGenerator<R, void, void> {
  for (const item of items) yield await work(item);
}
