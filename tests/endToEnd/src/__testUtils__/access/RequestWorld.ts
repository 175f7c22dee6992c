import { mockCredentials } from '@backstage/backend-test-utils';
import type { Ask } from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import type { Portal } from '../portal';
import { AccessWorld, policies, PolicyName } from './AccessWorld';
import { TEAM } from './personas';

const TOOL = 'resource:default/cursor';
const VOICE = 'group:default/warehouse';
const BOARD = 'user:default/persona-board';
const LEAD = 'user:default/persona-lead';
const TABLES = [
  'exception_requests',
  'exception_deciders',
  'exception_deputies',
] as const;

/** Requests in every state that a route acts on, by the name of the state. */
export interface Cases {
  draft: string;
  review: string;
  approved: string;
  active: string;
  suspended: string;
  expired: string;
  rejected: string;
  emergency: string;
  standing: string;
}

/** An example with requests in every state, which any cell of the table may change: each begins with the same rows. */
export class RequestWorld {
  /** Authorization headers by persona. */
  readonly personas: ReadonlyMap<string, string>;
  readonly users: ReadonlyMap<string, string>;
  private readonly portals = new Map<PolicyName, Portal>();
  private rows = new Map<string, object[]>();
  private cases: Cases | undefined;

  private constructor(readonly access: AccessWorld) {
    const [voice, deputy] = this.membersOf('warehouse');
    const [requester] = this.membersOf('checkout');
    this.users = new Map([
      ['requester', requester],
      ['team-mate', 'user:default/persona-developer'],
      ['lead', LEAD],
      ['parent lead', 'user:default/persona-division-lead'],
      ['board member', BOARD],
      // Would support the tool that is asked for.
      ['conflicted', this.membersOf('ai-board').slice(-1)[0]],
      ['voice', voice],
      ['deputy', deputy],
      ['finance', 'user:default/persona-finance'],
      ['operator', 'user:default/persona-operator'],
      ['auditor', 'user:default/persona-auditor'],
      ['admin', this.membersOf('storefront')[0]],
      ['outsider', 'user:default/persona-outsider'],
    ]);
    const [service, nobody] = ['service', 'nobody'].map(
      name => [name, access.personas.get(name) ?? ''] as const,
    );
    this.personas = new Map([
      ...[...this.users].map(
        ([name, user]) => [name, mockCredentials.user.header(user)] as const,
      ),
      service,
      nobody,
    ]);
  }

  static async start(): Promise<RequestWorld> {
    const access = await AccessWorld.start({ developers: 60, days: 15 });
    return new RequestWorld(access);
  }

  get knex(): Knex {
    return this.access.knex;
  }

  user(name: string): string {
    const user = this.users.get(name);
    if (!user) throw new Error(`Nobody is ${name}`);
    return user;
  }

  async under(name: PolicyName): Promise<Portal> {
    const known = this.portals.get(name);
    if (known) return known;
    const portal = await this.access.portal(policies[name](), {
      exceptions: {
        boardGroup: 'group:default/ai-board',
        logKey: 'k',
        routing: [{ when: { data: ['confidential'] }, voice: VOICE }],
      },
      roles: {
        auditors: [this.user('auditor')],
        admins: [this.user('admin')],
        operators: [this.user('operator')],
        finance: [this.user('finance')],
      },
    });
    this.portals.set(name, portal);
    return portal;
  }

  /** Puts every request back to where it was, and returns their ids. */
  async fresh(portal: Portal): Promise<Cases> {
    if (!this.cases) {
      this.cases = await this.prepare(portal);
      for (const table of TABLES) {
        this.rows.set(table, await this.knex(table).select('*'));
      }
      return this.cases;
    }
    await this.knex('exception_spans').delete();
    for (const table of [...TABLES].reverse()) await this.knex(table).delete();
    for (const table of TABLES) {
      const rows = this.rows.get(table) ?? [];
      for (const row of rows) await this.knex(table).insert(row);
    }
    return this.cases;
  }

  close(): Promise<void> {
    return this.access.close();
  }

  private membersOf(group: string): string[] {
    return this.access.world.example.entities
      .filter(
        ({ kind, metadata, spec }) =>
          kind === 'User' &&
          !metadata.name.startsWith('persona') &&
          Array.isArray(spec?.memberOf) &&
          spec.memberOf.includes(group),
      )
      .map(({ metadata }) => `user:default/${metadata.name}`);
  }

  /** What the requester asks for. */
  ask(change: Partial<Ask> = {}): object {
    return {
      team: TEAM,
      tool: TOOL,
      category: 'capability-gap',
      why: 'Its editor knows our language',
      seats: 3,
      costPerMonth: 60_000_000,
      data: 'confidential',
      supportOwner: this.user('conflicted'),
      acceptsSupport: true,
      budgetOwner: LEAD,
      security: 'Nothing is kept',
      risks: 'None that we know',
      success: 'Faster reviews',
      exit: 'Back to the default',
      until: this.access.world.day(80),
      ...change,
    };
  }

  private async prepare(portal: Portal): Promise<Cases> {
    const requester = this.user('requester');
    const others = [...this.membersOf('ai-board').slice(0, -1), BOARD];
    const as = async (
      user: string,
      method: string,
      path: string,
      body: object = {},
    ) => {
      const { status, text } = await portal.reach(
        method,
        path,
        mockCredentials.user.header(user),
        method === 'GET' ? undefined : body,
      );
      if (status >= 300) throw new Error(`${method} ${path}: ${text}`);
      return text === '' ? {} : JSON.parse(text);
    };
    await as(BOARD, 'PUT', '/exceptions/board/deputy', {
      user: this.user('deputy'),
      from: this.access.world.day(0),
      to: this.access.world.day(30),
    });
    const free = async (id: string) => {
      // One open request and one live exception for a team and tool: the next one is of another tool.
      await this.knex('exception_requests')
        .where({ id })
        .update({ tool: `resource:default/tool-${id}` });
      return id;
    };
    const draft = async (change: Partial<Ask> = {}): Promise<string> => {
      const { id } = await as(requester, 'POST', '/exception-requests', {
        ask: this.ask(change),
      });
      return id;
    };
    const act = (user: string, id: string, step: string, body?: object) =>
      as(user, 'POST', `/exception-requests/${id}/${step}`, body);
    const filed = async (change: Partial<Ask> = {}) => {
      const id = await draft(change);
      await act(requester, id, 'submit');
      return id;
    };
    const yes = { revision: 1, verdict: 'approve', reasonCode: 'fills-a-gap' };
    const granted = async (change: Partial<Ask> = {}) => {
      const id = await filed({ data: 'internal', seats: 30, ...change });
      for (const user of others.slice(0, 2)) {
        await act(user, id, 'votes', {
          ...yes,
          conditions: [
            {
              sentence: 'Tell us how it went',
              dueOn: this.access.world.day(60),
            },
          ],
        });
      }
      const { exception } = await as(BOARD, 'GET', `/exception-requests/${id}`);
      return { id, exception };
    };
    const running = async () => {
      const { id, exception } = await granted();
      await as(
        this.user('conflicted'),
        'POST',
        `/exceptions/${exception}/accept`,
        {
          acceptsConditions: true,
        },
      );
      return { id, exception };
    };

    const active = await running();
    await free(active.id);
    const suspended = await running();
    await as(BOARD, 'POST', `/exceptions/${suspended.exception}/suspend`, {
      reason: 'A leak is looked into',
    });
    await free(suspended.id);
    const expired = await running();
    await as(BOARD, 'POST', `/exceptions/${expired.exception}/revoke`, {
      reason: 'Its terms changed',
    });
    await free(expired.id);
    const approved = await granted();
    await free(approved.id);
    const rejected = await filed();
    await act(others[0], rejected, 'votes', {
      revision: 1,
      verdict: 'reject',
      reason: 'Not yet',
    });
    await free(rejected);
    const emergency = await filed();
    await act(this.user('admin'), emergency, 'break-glass', {
      revision: 1,
      reason: 'The client waits',
    });
    await free(emergency);
    const { id: standing } = await as(
      others[2],
      'POST',
      '/exception-requests',
      {
        kind: 'standing',
        ask: { team: 'group:default/ai-board', tool: TOOL, why: 'It is good' },
        standing: {
          seats: 5,
          days: 30,
          costPerMonth: 500_000_000,
          data: ['public'],
          until: this.access.world.day(100),
        },
      },
    );
    await act(others[2], standing, 'submit');
    for (const user of others.slice(0, 2)) {
      await act(user, standing, 'votes', yes);
    }
    const review = await filed();
    return {
      draft: await draft(),
      review,
      approved: approved.exception,
      active: active.exception,
      suspended: suspended.exception,
      expired: expired.exception,
      rejected,
      emergency,
      standing,
    };
  }
}
