import {
  Ask,
  askSchema,
  CheckedPractice,
  defaultRules,
  ExceptionRules,
  FREE_TEXT_KEYS,
  ToolPolicy,
  Wish,
} from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import type { StoredTool } from '../../tools';
import { DecisionLog } from '../log';
import { OutboxStore } from '../notices/OutboxStore';
import { GroupToday, PeopleToday } from '../people/PeopleDirectory';
import { CaseFacts } from '../service/CaseFacts';
import { CaseService } from '../service/CaseService';
import type { OwnersOf } from '../service/facts/scope';
import { StalePeriods } from '../../database';
import { CaseFigures } from '../figures/TeamFigures';
import { SpanStore } from '../store/SpanStore';
import { CaseCounts } from '../store/CaseCounts';
import { CaseStore } from '../store/CaseStore';
import { DeputyStore } from '../store/DeputyStore';

export const user = (name: string) => `user:default/${name}`;
export const TEAM = 'group:default/atlas';
export const TOOL = 'resource:default/cursor';
const BOARD = 'group:default/ai-board';

const group = (
  name: string,
  parents: string[],
  members: string[],
  leads: string[] = [],
): [string, GroupToday] => {
  const ref = `group:default/${name}`;
  return [
    ref,
    {
      ref,
      title: name,
      isTeam: true,
      present: true,
      parents: parents.map(parent => `group:default/${parent}`),
      directMembers: members.map(user),
      leads: leads.map(user),
    },
  ];
};

/** The board sits partly in the team that asks, above it and beside it. */
const groups = new Map([
  group('acme', [], []),
  group('division', ['acme'], ['dora'], ['dan']),
  group('atlas', ['division'], ['rita', 'mia', 'owen'], ['lea']),
  group('rho', ['division'], ['rob']),
  group('ai-board', ['acme'], ['ada', 'bob', 'cy', 'rob', 'dora', 'mia']),
]);
const names = [
  ...new Set([...groups.values()].flatMap(each => each.directMembers)),
  user('lea'),
  user('dan'),
  user('root'),
  user('dee'),
];

const toolOf = (policy: ToolPolicy | null): StoredTool => ({
  id: 1,
  ref: TOOL,
  title: 'Cursor',
  present: policy !== null,
  policy,
  policySince: null,
  known: true,
  description: null,
  owner: null,
  vendor: null,
  links: {},
  security: null,
  fault: null,
});

/** A small organisation whose day, people and tool tests may change. */
export class Workflow {
  at = '2026-11-24T09:00:00.000Z';
  /** Null once the tool left the registry. */
  policy: ToolPolicy | null = 'exception-required';
  figures: CaseFigures | null = null;
  wasUsedLately: boolean | null = null;
  people: PeopleToday = {
    version: '1',
    groups,
    users: new Map(names.map(ref => [ref, ref])),
  };
  readonly cases: CaseStore;
  readonly counts: CaseCounts;
  readonly outbox: OutboxStore;
  readonly deputies: DeputyStore;
  readonly log: DecisionLog;
  readonly facts: CaseFacts;
  readonly service: CaseService;
  readonly spans: SpanStore;
  /** Whose components and systems are. */
  ownersOf: OwnersOf = async refs => new Map(refs.map(ref => [ref, [TEAM]]));
  /** How the team's practice checks stand, by check. */
  practices = new Map<string, CheckedPractice>();
  /** Requests to which something was due that could not happen. */
  readonly failures: string[] = [];
  /** What happened by itself. */
  readonly happened: string[] = [];

  constructor(knex: Knex, rules: Partial<ExceptionRules> = {}) {
    this.cases = new CaseStore(knex);
    this.counts = new CaseCounts(knex);
    this.outbox = new OutboxStore(knex);
    this.deputies = new DeputyStore(knex);
    this.log = new DecisionLog(knex, { key: 'k', textKeys: FREE_TEXT_KEYS });
    this.facts = new CaseFacts({
      cases: this.cases,
      deputies: this.deputies,
      directory: { on: async () => this.people },
      tools: {
        current: async () => ({ tools: [toolOf(this.policy)], policies: [] }),
      },
      rules: { ...defaultRules, boardGroup: BOARD, ...rules },
      ownersOf: refs => this.ownersOf(refs),
      practicesOf: async () => this.practices,
      figures: {
        of: async () => this.figures,
        wasUsedLately: async () => this.wasUsedLately,
      },
      clock: { now: () => new Date(this.at) },
      watchers: { admins: [user('root')], operators: [user('dee')] },
      isAdmin: ref => ref === user('root'),
    });
    this.spans = new SpanStore(knex, new StalePeriods(knex));
    this.service = new CaseService({
      knex,
      cases: this.cases,
      facts: this.facts,
      log: this.log,
      outbox: this.outbox,
      spans: this.spans,
      onDue: async (_, steps) => {
        this.happened.push(...steps);
      },
      onFailure: id => this.failures.push(id),
    });
  }

  on(day: string): this {
    this.at = `${day}T09:00:00.000Z`;
    return this;
  }

  wish(change: Partial<Ask> = {}): Wish {
    return {
      standing: null,
      ask: {
        ...askSchema.parse({
          team: TEAM,
          tool: TOOL,
          category: 'capability-gap',
          why: 'Its editor knows our language',
          seats: 5,
          costPerMonth: 100_000_000,
          data: 'internal',
          supportOwner: user('owen'),
          acceptsSupport: true,
          budgetOwner: user('lea'),
          security: 'Nothing is kept',
          risks: 'None',
          success: 'Faster reviews',
          exit: 'Delete it',
          until: '2027-02-21',
        }),
        ...change,
      },
    };
  }

  /** Drafts and submits; returns the id. */
  async filed(change: Partial<Ask> = {}): Promise<string> {
    const { request } = await this.service.draft(user('rita'), {
      kind: 'team',
      wish: this.wish(change),
      renews: null,
    });
    await this.service.command(request.id, user('rita'), { type: 'submit' });
    return request.id;
  }

  vote(
    id: string,
    who: string,
    verdict: 'approve' | 'reject' = 'approve',
    revision = 1,
  ) {
    return this.service.command(id, user(who), {
      type: 'vote',
      revision,
      verdict,
      as: null,
      reasonCode: verdict === 'approve' ? 'fills-a-gap' : null,
      reason: verdict === 'reject' ? 'Its terms train on our code' : null,
      conditions: [],
    });
  }

  /** A running exception; returns the request's id. */
  async running(change: Partial<Ask> = {}): Promise<string> {
    const id = await this.filed(change);
    await this.vote(id, 'ada');
    await this.vote(id, 'bob');
    await this.service.command(id, user('owen'), { type: 'accept' });
    return id;
  }
}
