import {
  BackendFeature,
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { JsonObject } from '@backstage/types';
import aiScorecards from 'backstage-plugin-ai-scorecards-backend';
import anthropic from 'backstage-plugin-ai-scorecards-backend-module-anthropic';
import cursorModule from 'backstage-plugin-ai-scorecards-backend-module-cursor';
import anthropicEnterprise from 'backstage-plugin-ai-scorecards-backend-module-anthropic-enterprise';
import github from 'backstage-plugin-ai-scorecards-backend-module-github';
import openaiModule from 'backstage-plugin-ai-scorecards-backend-module-openai';
import {
  identitiesResponseSchema,
  IngestionStatus,
  ingestionStatusSchema,
  ReconciliationLine,
  reconciliationResponseSchema,
  Scorecard,
  scorecardSchema,
  TrendsResponse,
  trendsResponseSchema,
} from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { clockFactory, MovableClock } from './clock';
import { Example } from './example';
import { ManualScheduler } from './scheduler';
import { sourcesOf } from './sources';

const OPERATOR = 'user:default/persona-operator';
/** Rounds of all tasks after which collection must be over. */
const MOST_ROUNDS = 400;

const pathOf = (ref: string) => ref.slice(ref.indexOf(':') + 1);

export interface PortalOptions {
  simUrl: string;
  example: Example;
  knex: Knex;
  clock: MovableClock;
  backfillDays: number;
  /** laid over `aiScorecards` */
  config?: JsonObject;
  /** beside `aiScorecards` */
  rootConfig?: JsonObject;
  /** services and plugins beside this one; a service of a kind takes the place of the mock */
  features?: BackendFeature[];
  /** in place of the one that runs tasks when a test says so */
  scheduler?: BackendFeature;
}

/** What a request over HTTP came back with. */
export interface Answer {
  status: number;
  text: string;
}

/** The backend plugin with its source modules, collecting from a stand-in. */
export class Portal {
  private constructor(
    private readonly backend: TestBackend,
    private readonly scheduler: ManualScheduler,
    readonly clock: MovableClock,
  ) {}

  static async start(options: PortalOptions): Promise<Portal> {
    const scheduler = new ManualScheduler();
    const backend = await startTestBackend({
      features: [
        aiScorecards,
        github,
        anthropic,
        cursorModule,
        openaiModule,
        anthropicEnterprise,
        mockServices.rootConfig.factory({
          data: { ...configOf(options), ...options.rootConfig },
        }),
        options.scheduler ?? scheduler.factory(),
        catalogServiceMock.factory({ entities: options.example.entities }),
        clockFactory(options.clock),
        databaseOf(options.knex),
        ownershipOf(options.example.entities),
        ...(options.features ?? []),
      ],
    });
    return new Portal(backend, scheduler, options.clock);
  }

  /** Runs each scheduled task once. */
  async tick(): Promise<void> {
    await this.scheduler.runAll();
  }

  /** Runs the scheduled tasks, a minute apart, until a status fits. */
  async until(
    fits: (status: IngestionStatus) => boolean,
  ): Promise<IngestionStatus> {
    let status = await this.status();
    for (let round = 0; round < MOST_ROUNDS; round++) {
      await this.tick();
      this.clock.advance({ minutes: 1 });
      status = await this.status();
      if (fits(status)) {
        return status;
      }
    }
    throw new Error(
      `Still not there after ${MOST_ROUNDS} rounds: ${JSON.stringify({
        ...status,
        sources: status.sources.map(({ strip: _, ...source }) => source),
      })}`,
    );
  }

  /** Runs until everything is collected and worked out. */
  collect(): Promise<IngestionStatus> {
    return this.until(
      ({ sources, pendingPeriods, organisation }) =>
        organisation.takenAt !== null &&
        pendingPeriods === 0 &&
        sources.every(
          ({ backfill, lastAttemptAt }) =>
            lastAttemptAt !== null &&
            (backfill === null || backfill.daysDone === backfill.daysWanted),
        ),
    );
  }

  /** Runs until nothing is left to work out, whatever could be collected. */
  settle(): Promise<IngestionStatus> {
    return this.until(
      ({ sources, pendingPeriods, organisation }) =>
        organisation.takenAt !== null &&
        pendingPeriods === 0 &&
        sources.every(({ lastAttemptAt }) => lastAttemptAt !== null),
    );
  }

  async status(): Promise<IngestionStatus> {
    return ingestionStatusSchema.parse(await this.get('/ingestion/status'));
  }

  async reconciliation(): Promise<ReconciliationLine[]> {
    const answer = await this.get('/ingestion/reconciliation');
    return reconciliationResponseSchema.parse(answer).items;
  }

  /** All accounts that any row named: namespace and name, in lower case. */
  async accounts(): Promise<Set<string>> {
    const names = new Set<string>();
    let cursor: string | null = null;
    do {
      const page: ReturnType<typeof identitiesResponseSchema.parse> =
        identitiesResponseSchema.parse(
          await this.get(
            `/ingestion/identities?limit=500${
              cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''
            }`,
          ),
        );
      page.items.forEach(it =>
        names.add(`${it.namespace} ${it.account.toLowerCase()}`),
      );
      cursor = page.nextCursor;
    } while (cursor);
    return names;
  }

  async scorecard(team: string, query = ''): Promise<Scorecard> {
    const path = `/teams/${pathOf(team)}/scorecard${query}`;
    return scorecardSchema.parse(await this.get(path));
  }

  async trends(team: string, query: string): Promise<TrendsResponse> {
    const path = `/teams/${pathOf(team)}/trends?${query}`;
    return trendsResponseSchema.parse(await this.get(path));
  }

  /** Reads as an operator, who sees every team; throws on any error. */
  async get(path: string, user = OPERATOR): Promise<unknown> {
    return this.ask('GET', path, user);
  }

  async post(path: string, body: unknown, user = OPERATOR): Promise<unknown> {
    return this.ask('POST', path, user, body);
  }

  stop(): Promise<void> {
    return this.backend.stop();
  }

  /** Where the portal answers. */
  url(): string {
    return `http://localhost:${this.backend.server.port()}`;
  }

  /** Asks with an Authorization header of any kind, and takes any answer. */
  async reach(
    method: string,
    path: string,
    authorization: string,
    body?: unknown,
  ): Promise<Answer> {
    const response = await fetch(
      `http://localhost:${this.backend.server.port()}/api/ai-scorecards/v1${path}`,
      {
        method,
        headers: {
          authorization,
          'content-type': 'application/json',
          // A test that thinks for seconds finds a kept connection closed.
          connection: 'close',
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      },
    );
    return { status: response.status, text: await response.text() };
  }

  private async ask(
    method: string,
    path: string,
    user: string,
    body?: unknown,
  ): Promise<unknown> {
    const header = mockCredentials.user.header(user);
    const { status, text } = await this.reach(method, path, header, body);
    if (status < 200 || status > 299) {
      throw new Error(`${method} ${path}: ${status} ${text}`);
    }
    return text === '' ? undefined : JSON.parse(text);
  }
}

/** The example portal's configuration, with the addresses of this run. */
export function configOf({
  simUrl,
  example,
  backfillDays,
  config = {},
}: Pick<
  PortalOptions,
  'simUrl' | 'example' | 'backfillDays' | 'config'
>): JsonObject {
  return {
    aiScorecards: {
      teams: { types: ['team', 'division'] },
      people: { countedAs: { 'metadata.labels.job-family': 'engineering' } },
      roles: {
        finance: ['group:default/finance'],
        operators: ['group:default/platform'],
      },
      privacy: {
        minimumGroupSize: 5,
        individuals: 'self',
        retentionDays: 800,
      },
      identity: {
        minimumCoverage: 0.9,
        annotations: ['example.com/ai-account'],
      },
      org: { history: { people: example.peopleCsv, teams: example.teamsCsv } },
      backfillDays,
      sources: sourcesOf(simUrl),
      contracts: [
        {
          tool: 'resource:default/github-copilot',
          model: 'per-seat',
          currency: 'USD',
          prices: [
            { from: '2025-07-01', perSeatMonth: '19.00' },
            { from: '2026-10-12', perSeatMonth: '21.00' },
          ],
          seatsBought: 300,
          includedCreditsPerSeat: 1900,
          creditTerms: [
            { from: '2026-10-01', includedPerSeat: 1500, price: '0.012' },
          ],
          renewsOn: '2027-03-01',
        },
        {
          tool: 'resource:default/claude-code',
          model: 'usage',
          currency: 'USD',
          renewsOn: '2027-01-12',
        },
      ],
      ...config,
    },
  };
}

function databaseOf(knex: Knex) {
  return createServiceFactory({
    service: coreServices.database,
    deps: {},
    factory: () => ({ getClient: async () => knex }),
  });
}

/** Whoever signs in is what the catalog says: themselves and their Groups. */
function ownershipOf(entities: Entity[]) {
  return createServiceFactory({
    service: coreServices.userInfo,
    deps: {},
    factory: () => ({
      async getUserInfo(credentials) {
        const { principal } = credentials;
        const user =
          typeof principal === 'object' &&
          principal !== null &&
          'userEntityRef' in principal
            ? String(principal.userEntityRef)
            : '';
        const groups = entities
          .filter(entity => stringifyEntityRef(entity) === user)
          .flatMap(entity => entity.relations ?? [])
          .filter(relation => relation.type === 'memberOf')
          .map(relation => relation.targetRef);
        return { userEntityRef: user, ownershipEntityRefs: [user, ...groups] };
      },
    }),
  });
}
