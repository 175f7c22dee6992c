import {
  CollectContext,
  DocumentAnswer,
  EvidenceSource,
  RateLimit,
  ReadApart,
  RepositoryAnswer,
  RepositoryAsk,
  restAfterLimit,
  SourceError,
  Told,
  unknownDocument,
} from 'backstage-plugin-ai-scorecards-node';
import {
  CodeHostClient,
  codeHostClient,
  defaultWebUrl,
} from '../codeHost/codeHostClient';
import { Resource } from '../codeHost/RateGauge';
import { GithubTiming } from '../githubApi';
import { CONFIG_KEY, GithubCodeHost, GithubSettings } from '../settings';
import {
  asksForSetup,
  factsOf,
  isUnlicensed,
  Reading,
  UNLICENSED,
} from './assemble';
import { readDefaultSetup } from './defaultSetup';
import {
  documentAt,
  DocumentPlace,
  DOCUMENTS_BATCH,
  readDocuments,
} from './document';
import { Settings } from './facts';
import {
  FILES_BATCH,
  filesQuery,
  organisationTemplate,
  readFiles,
} from './filesQuery';
import { readOpenFindings } from './openFindings';
import { ownersApart } from './ownersApart';
import { readSecurityList, SecurityList } from './securityList';
import { readSettings, SETTINGS_BATCH, settingsQuery } from './settingsQuery';
import { fingerprint, readToken, Token, VERSION, writeToken } from './token';

export const GITHUB_EVIDENCE = {
  id: 'github-evidence',
  title: 'GitHub repositories',
} as const;

const ACCESS =
  'The token needs the repository permissions "Metadata", "Contents", "Administration" and "Code scanning alerts" (all read) of a fine-grained token or GitHub App for all repositories, by an owner or security manager of the organisation; a classic token the scopes repo and security_events.';

/** Requests that run at the same time. */
const AT_ONCE = 5;

/** What is the same for all repositories of an owner. */
interface Owner {
  security: SecurityList;
  openFindings: (slug: string) => Told<number>;
  template: string | null;
}

interface Ask {
  slug: string;
  token: Token | null;
}

/** Evidence from repositories on GitHub. */
export class GithubEvidenceSource implements EvidenceSource {
  readonly id = GITHUB_EVIDENCE.id;
  readonly title = GITHUB_EVIDENCE.title;
  readonly configKey = CONFIG_KEY;
  readonly slugAnnotation = 'github.com/project-slug';
  readonly access = ACCESS;
  readonly webUrl: (slug: string) => string;
  readonly #client: CodeHostClient;
  readonly #web: string;

  constructor(
    settings: GithubSettings,
    codeHost: GithubCodeHost,
    timing: GithubTiming = {},
  ) {
    this.#client = codeHostClient(settings, codeHost, timing);
    this.#web = codeHost.webUrl ?? defaultWebUrl(settings.baseUrl);
    this.webUrl = slug => `${this.#web}/${slug}`;
  }

  async test({ signal }: CollectContext): Promise<void> {
    await this.#client.graph.query(
      'query { rateLimit { remaining } }',
      {},
      { access: ACCESS, signal },
    );
  }

  rateLimit(): RateLimit | null {
    return this.#client.gauge.last();
  }

  async *documents(
    urls: readonly string[],
    context: CollectContext,
  ): AsyncGenerator<DocumentAnswer, void, void> {
    const request = { access: ACCESS, signal: context.signal };
    const places = urls.flatMap(url => documentAt(url, this.#web) ?? []);
    const apart = new ReadApart<DocumentPlace, DocumentAnswer>({
      read: some => this.#readDocuments(some, request),
      key: ({ url }) => url,
      failed: ({ url }, reason) => unknownDocument(url, reason),
      probe: () => this.test(context),
    });
    for (const batch of batches(places, DOCUMENTS_BATCH)) {
      yield* apart.read(batch);
    }
  }

  async *#readDocuments(
    places: readonly DocumentPlace[],
    request: { access: string; signal: AbortSignal },
  ): AsyncGenerator<DocumentAnswer, void, void> {
    this.#stopIfExhausted(['graphql']);
    yield* await readDocuments(this.#client, places, request);
  }

  /**
   * What did not change since its token is answered so. When a limit is nearly used up, the rest is answered as failed
   * with the time from which it can be asked again; the other failures of the whole host are thrown.
   */
  collect(
    repositories: readonly RepositoryAsk[],
    context: CollectContext,
  ): AsyncGenerator<RepositoryAnswer, void, void> {
    return restAfterLimit(repositories, this.#readAll(repositories, context));
  }

  async *#readAll(
    repositories: readonly RepositoryAsk[],
    context: CollectContext,
  ): AsyncGenerator<RepositoryAnswer, void, void> {
    const asks = repositories.map(it => ({
      slug: it.slug,
      token: readToken(it.token),
    }));
    yield* ownersApart(asks, {
      read: (owner, own) => this.#readOwned(owner, own, context),
      probe: () => this.test(context),
    });
  }

  async *#readOwned(
    owner: string,
    own: readonly Ask[],
    context: CollectContext,
  ): AsyncGenerator<RepositoryAnswer, void, void> {
    const { signal } = context;
    this.#stopIfExhausted();
    const common = await this.#readOwner(owner, own, signal);
    const apart = new ReadApart<Ask, RepositoryAnswer>({
      read: some => this.#readBatch(some, common, signal),
      key: ({ slug }) => slug,
      failed: ({ slug }, reason) => ({ state: 'failed', slug, reason }),
      probe: () => this.test(context),
    });
    for (const batch of batches(own, SETTINGS_BATCH)) {
      yield* apart.read(batch);
    }
  }

  /** Throws while the last part of a limit is reached, so that others can go on with the token. */
  #stopIfExhausted(resources: readonly Resource[] = ['graphql', 'core']): void {
    const now = this.#client.now();
    for (const resource of resources) {
      const reason = this.#client.gauge.exhausted(resource, now);
      if (reason) {
        throw new SourceError('rate-limited', reason, {
          retryAfterSeconds:
            this.#client.gauge.secondsLeft(resource, now) ?? undefined,
        });
      }
    }
  }

  async #readOwner(
    owner: string,
    own: readonly Ask[],
    signal: AbortSignal,
  ): Promise<Owner> {
    const request = { access: ACCESS, signal };
    const home = filesQuery([`${owner}/.github`]);
    const answer = await this.#client.graph.query(
      home.query,
      home.variables,
      request,
    );
    return {
      template: organisationTemplate(readFiles(answer, 0)),
      security: await readSecurityList(
        this.#client,
        owner,
        own.map(it => it.token),
        request,
      ),
      openFindings: await readOpenFindings(this.#client, owner, request),
    };
  }

  async *#readBatch(
    batch: readonly Ask[],
    owner: Owner,
    signal: AbortSignal,
  ): AsyncGenerator<RepositoryAnswer, void, void> {
    this.#stopIfExhausted();
    const request = { access: ACCESS, signal };
    const { query, variables } = settingsQuery(batch.map(it => it.slug));
    const answer = await this.#client.graph.query(query, variables, request);
    const readings: Reading[] = [];
    for (const [number, { slug, token }] of batch.entries()) {
      const found = readSettings(answer, number, slug);
      if (found.state === 'missing') {
        const reason =
          'GitHub has no repository of this name, or hides it from the token';
        yield { state: 'missing', slug, reason };
      } else if (found.state === 'failed') {
        yield { state: 'failed', slug, reason: found.reason };
      } else {
        readings.push(await this.#reading(found.settings, token, owner));
      }
    }
    const setups = await inParallel(readings, reading =>
      reading.same && reading.token?.setup
        ? this.#setupOf(reading, request)
        : Promise.resolve(null),
    );
    const changed: Reading[] = [];
    for (const [n, reading] of readings.entries()) {
      const before = reading.token?.setup ?? null;
      if (reading.same && sameAnswer(setups[n], before)) {
        yield { state: 'unchanged', slug: reading.settings.slug };
      } else {
        changed.push(reading);
      }
    }
    for (const part of batches(changed, FILES_BATCH)) {
      this.#stopIfExhausted();
      yield* this.#readChanged(part, owner, request);
    }
  }

  async #reading(
    settings: Settings,
    token: Token | null,
    owner: Owner,
  ): Promise<Reading> {
    const { slug } = settings;
    const reading = {
      settings,
      token,
      security: await owner.security.of(slug, token),
      openFindings: owner.openFindings(slug),
    };
    const print = fingerprint([
      reading.settings,
      reading.security,
      reading.openFindings,
      owner.template,
    ]);
    return { ...reading, print, same: token?.print === print };
  }

  /** Not asked for where code scanning is not licensed: GitHub would refuse. */
  async #setupOf(
    { settings, security, token }: Reading,
    request: { access: string; signal: AbortSignal },
  ): Promise<NonNullable<Token['setup']>> {
    return isUnlicensed(security)
      ? { etag: null, on: UNLICENSED }
      : readDefaultSetup(
          this.#client,
          settings.slug,
          token?.setup ?? null,
          request,
        );
  }

  async *#readChanged(
    part: readonly Reading[],
    owner: Owner,
    request: { access: string; signal: AbortSignal },
  ): AsyncGenerator<RepositoryAnswer, void, void> {
    const { query, variables } = filesQuery(part.map(it => it.settings.slug));
    const answer = await this.#client.graph.query(query, variables, request);
    this.#stopIfExhausted(['core']);
    const read = await inParallel([...part.entries()], async ([n, reading]) => {
      const { settings } = reading;
      const files = readFiles(answer, n);
      const setup = asksForSetup(settings, files)
        ? await this.#setupOf(reading, request)
        : null;
      return { reading, files, setup };
    });
    for (const { reading, files, setup } of read) {
      const { settings, token, security, print } = reading;
      const { slug } = settings;
      const page = owner.security.pageOf(slug, token);
      yield {
        state: 'known',
        slug,
        token: writeToken({ v: VERSION, print, security, setup, page }),
        facts: factsOf(reading, files, setup, owner.template),
      };
    }
  }
}

function sameAnswer(a: Token['setup'], b: Token['setup']): boolean {
  return fingerprint(a?.on ?? null) === fingerprint(b?.on ?? null);
}

/** Does something to all, a few at a time, so that GitHub takes it for no attack; results stand in the items' order. */
async function inParallel<T, R>(
  items: readonly T[],
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  for (const part of batches(items, AT_ONCE)) {
    results.push(...(await Promise.all(part.map(work))));
  }
  return results;
}

function* batches<T>(items: readonly T[], size: number): Generator<T[]> {
  for (let start = 0; start < items.length; start += size) {
    yield items.slice(start, start + size);
  }
}
