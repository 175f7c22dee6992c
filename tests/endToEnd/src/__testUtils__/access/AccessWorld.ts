import { stringifyEntityRef } from '@backstage/catalog-model';
import type { Knex } from 'knex';
import { openSqlite } from '../database';
import { Answer, Portal } from '../portal';
import { TestWorld } from '../world';
import { OTHER_TEAM, personas, usersOf } from './personas';
import { allowAll, disabled, PolicySetup, shippedPolicy } from './policies';

export const policies = {
  'the shipped policy': shippedPolicy,
  'a policy that allows everything': allowAll,
  'permissions disabled': disabled,
};
export type PolicyName = keyof typeof policies;
export const policyNames = Object.keys(policies) as PolicyName[];

/** Collected once, then served under each policy from the same database. */
export class AccessWorld {
  /** Authorization headers by persona. */
  readonly personas: ReadonlyMap<string, string>;
  /** Entity refs of the personas who are users. */
  readonly users: ReadonlyMap<string, string>;
  private readonly portals = new Map<PolicyName, Portal>();

  private constructor(readonly world: TestWorld, readonly knex: Knex) {
    this.users = usersOf(leadOf(world, OTHER_TEAM));
    this.personas = personas(this.users);
  }

  static async start(size: {
    developers: number;
    days: number;
  }): Promise<AccessWorld> {
    const world = await TestWorld.start(size);
    const knex = world.own(openSqlite());
    const collecting = await world.portal({ knex });
    await collecting.collect();
    return new AccessWorld(world, knex);
  }

  /** The portal under a policy. */
  async under(name: PolicyName): Promise<Portal> {
    const known = this.portals.get(name);
    if (known) return known;
    const portal = await this.portal(policies[name]());
    this.portals.set(name, portal);
    return portal;
  }

  /** Another portal on the same database. */
  portal(
    { features, rootConfig }: PolicySetup,
    config: NonNullable<Parameters<TestWorld['portal']>[0]>['config'] = {},
  ): Promise<Portal> {
    return this.world.portal({
      knex: this.knex,
      features,
      rootConfig,
      config: {
        exceptions: { boardGroup: 'group:default/ai-board' },
        ...config,
      },
    });
  }

  /** Asks as one of the personas. */
  as(
    persona: string,
    portal: Portal,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<Answer> {
    const header = this.personas.get(persona);
    if (header === undefined) throw new Error(`Nobody is ${persona}`);
    return portal.reach(method, path, header, body);
  }

  /** What a persona gets, which must be there. */
  async read(persona: string, portal: Portal, path: string): Promise<unknown> {
    const { status, text } = await this.as(persona, portal, 'GET', path);
    if (status !== 200) {
      throw new Error(`${path} as ${persona}: ${status} ${text}`);
    }
    return JSON.parse(text);
  }

  /** Refs of every team. */
  async teams(): Promise<string[]> {
    const rows: { entity_ref: string }[] = await this.knex('groups')
      .where({ is_team: true })
      .select('entity_ref')
      .orderBy('entity_ref');
    return rows.map(row => row.entity_ref);
  }

  close(): Promise<void> {
    return this.world.close();
  }
}

/** The first lead that a Group of the example names. */
function leadOf(world: TestWorld, team: string): string {
  const leads = world.example.entities.find(
    entity => stringifyEntityRef(entity) === team,
  )?.metadata.annotations?.['ai-scorecards/leads'];
  if (!leads) throw new Error(`${team} names no leads`);
  return leads.split(',')[0];
}
