import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { JsonObject } from '@backstage/types';
import { addDays } from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { group, tool, user } from '../../__testUtils__/catalog';
import { readConfig } from '../../config';
import { StalePeriods } from '../../database';
import { OrgService, OrgStore } from '../../org';
import { ToolStore } from '../../tools';
import { createPractices, noOutcomes } from '..';
import { CodeHostRegistry } from '../../codeHosts/CodeHostRegistry';
import { component } from './catalog';
import { FakeHost, goodFacts } from './host';

export const ATLAS = 'group:default/atlas';

/** A Monday. */
export const TODAY = '2026-11-23';

/** Of these checks a test that is not about them knows nothing. */
export const UNTOLD = {
  'tool.default-configured': { disabled: true },
  'tool.sanctioned-only': { disabled: true },
};

/** Atlas with six people and a repository, below a division; the code host answers what a test says. */
export class PracticeWorld {
  readonly host = new FakeHost();
  readonly sent: { title: string; link?: string; users: unknown }[] = [];
  entities: Entity[] = [
    group('north', { type: 'division' }),
    group('atlas', { parent: 'north', leads: 'user:default/lea' }),
    group('borealis', { parent: 'north' }),
    ...['ada', 'bob', 'cyd', 'dee', 'eve', 'fay'].map(name =>
      user(name, ['atlas']),
    ),
    user('lea', []),
    user('gus', ['borealis']),
    tool('default-tool', 'default'),
    component('api', ATLAS, 'acme/api'),
  ];
  now = `${TODAY}T09:00:00Z`;

  private constructor(
    readonly knex: Knex,
    readonly org: OrgStore,
    private readonly options: { connected: boolean; practices: JsonObject },
  ) {}

  static async start(
    knex: Knex,
    options: { connected?: boolean; practices?: JsonObject } = {},
  ): Promise<PracticeWorld> {
    const world = new PracticeWorld(knex, new OrgStore(knex), {
      connected: options.connected ?? true,
      practices: options.practices ?? {},
    });
    world.tell();
    await world.look();
    return world;
  }

  /** The services, made anew as after a start. */
  services() {
    const { knex, org } = this;
    const config = this.#config();
    const codeHosts = new CodeHostRegistry();
    if (this.options.connected) codeHosts.addEvidenceSource(this.host);
    return createPractices({
      auth: mockServices.auth(),
      catalog: catalogServiceMock({ entities: this.entities }),
      clock: { now: () => new Date(this.now) },
      config,
      knex,
      logger: mockServices.rootLogger({ level: 'none' }),
      notifications: {
        send: async ({ recipients, payload }) => {
          this.sent.push({
            title: payload.title,
            link: payload.link,
            users: 'entityRef' in recipients ? recipients.entityRef : null,
          });
        },
      },
      org,
      tools: new ToolStore(knex),
      codeHosts,
      addedChecks: [],
      outcomes: noOutcomes,
      gaps: { before: async () => [] },
      reportsSeats: () => false,
    });
  }

  /** Takes in the catalog as it is. */
  async look(): Promise<void> {
    const { knex, org } = this;
    const stale = new StalePeriods(knex);
    await new OrgService({
      knex,
      org,
      tools: new ToolStore(knex, stale),
      stale,
      clock: { now: () => new Date(this.now) },
      config: this.#config(),
      catalog: catalogServiceMock({ entities: this.entities }),
      auth: mockServices.auth(),
      logger: mockServices.rootLogger({ level: 'none' }),
    }).refresh();
  }

  /** Lets the host tell of the repository, pushed to today, what is in order but for what a test says. */
  tell(more: Parameters<typeof goodFacts>[1] = {}): void {
    this.host.tell('acme/api', goodFacts(this.now.slice(0, 10), more));
  }

  /** Collects and evaluates, each where it is due. Returns whether anything was evaluated. */
  async run(): Promise<boolean> {
    const { tasks } = this.services();
    await tasks.refresh.refreshIfDue();
    for (const source of tasks.registry.evidence) {
      await tasks.collector.collect(source, new AbortController().signal);
    }
    return tasks.evaluator.runIfDue();
  }

  /** Lets days go by. */
  days(count: number): void {
    this.now = `${addDays(this.now.slice(0, 10), count)}T09:00:00Z`;
  }

  async team(ref = ATLAS) {
    const found = await this.org.groupByRef(ref);
    if (!found) throw new Error(`There is no ${ref}`);
    return found;
  }

  /** What the page of a team is told. */
  async page(ref = ATLAS) {
    const { routes } = this.services();
    return routes.reads.ofTeam(await this.team(ref), false);
  }

  /** Every row of what evaluation writes. */
  async rows(): Promise<unknown> {
    const tables = [
      'practice_results',
      'practice_standings',
      'practice_changes',
      'practice_levels',
      'practice_peers',
    ];
    return Promise.all(tables.map(table => this.knex(table).select('*')));
  }

  #config() {
    return readConfig(
      new ConfigReader({
        aiScorecards: {
          teams: { types: ['team', 'division'] },
          practices: {
            checks: UNTOLD,
            ...this.options.practices,
          },
        },
      }),
    );
  }
}
