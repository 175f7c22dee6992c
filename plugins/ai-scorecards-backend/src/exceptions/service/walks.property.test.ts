import { TestDatabases } from '@backstage/backend-test-utils';
import {
  barredBecause,
  CaseCommand,
  CaseEvent,
  ExceptionCase,
  isBarring,
  LIVE,
  replay,
} from 'backstage-plugin-ai-scorecards-common';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { migrate } from '../../database';
import { TEAM, user, Workflow } from '../__testUtils__/workflow';
import type { GroupToday } from '../people/PeopleDirectory';

const PEOPLE = ['rita', 'mia', 'owen', 'lea', 'dan', 'ada', 'bob', 'cy', 'eve'];
const BOARD = 'group:default/ai-board';
const because = 'So it is';
const DAY = 86_400_000;
const REFUSALS = ['NotAllowedError', 'ConflictError', 'InputError'];

const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);

/** A graph of Groups: flat, deep, with cycles, or of next to nobody. */
const graphs = fc.record({
  // Parents of atlas, mid and top, each any Group at all: a Group may be above itself.
  parents: fc.array(
    fc.subarray(['atlas', 'mid', 'top', 'ai-board', 'below'], { maxLength: 2 }),
    { minLength: 5, maxLength: 5 },
  ),
  members: fc.array(fc.subarray(PEOPLE), { minLength: 5, maxLength: 5 }),
  leads: fc.array(fc.subarray(PEOPLE, { maxLength: 2 }), {
    minLength: 5,
    maxLength: 5,
  }),
});

/** One in which somebody can decide, but for what chance adds. */
const usual = graphs.map(({ members, ...rest }) => ({
  ...rest,
  parents: [['mid'], ['top'], [], ['top'], ['atlas']] as typeof rest.parents,
  members: [
    ['rita', 'mia', 'owen'],
    members[1].slice(0, 1),
    [],
    ['ada', 'bob', 'cy', 'eve', ...members[3].slice(0, 1)],
    [],
  ],
}));
const anyGraph = fc.oneof({ weight: 3, arbitrary: usual }, graphs);

type Graph = typeof graphs extends fc.Arbitrary<infer T> ? T : never;

function groupsOf({ parents, members, leads }: Graph): Map<string, GroupToday> {
  return new Map(
    ['atlas', 'mid', 'top', 'ai-board', 'below'].map((name, n) => {
      const ref = `group:default/${name}`;
      return [
        ref,
        {
          ref,
          title: name,
          isTeam: true,
          present: true,
          parents: parents[n].map(parent => `group:default/${parent}`),
          directMembers: members[n].map(user),
          leads: leads[n].map(user),
        },
      ];
    }),
  );
}

const step = fc.record({
  // The board, most of the time: it has to meet for anything to be granted.
  who: fc.constantFrom(...PEOPLE, 'ada', 'bob', 'cy', 'eve', 'owen'),
  days: fc.constantFrom(...Array.from({ length: 20 }, () => 0), 1, 6, 40),
  which: fc.constantFrom(0, 0, 1, 2),
  what: fc.constantFrom(
    'draft',
    'submit',
    ...Array.from({ length: 8 }, () => 'approve'),
    'reject',
    'edit',
    'request-changes',
    'accept',
    'accept',
    'withdraw',
    'recuse',
    'appeal',
    'break-glass',
    'ratify',
    'suspend',
    'reinstate',
    'revoke',
    'retire',
    'reorganise',
  ),
  graph: anyGraph,
});

function commandOf(what: string, revision: number): CaseCommand {
  switch (what) {
    case 'approve':
    case 'reject':
      return {
        type: 'vote',
        revision,
        verdict: what,
        as: null,
        reasonCode: 'fills-a-gap',
        reason: because,
        conditions: [],
      };
    case 'request-changes':
      return { type: what, revision, text: because };
    case 'break-glass':
      return { type: what, revision, reason: because };
    case 'appeal':
      return { type: what, text: because };
    case 'submit':
    case 'accept':
    case 'withdraw':
      return { type: what };
    case 'recuse':
    case 'ratify':
      return { type: what, reason: null };
    default:
      return {
        type: what as 'suspend' | 'reinstate' | 'revoke' | 'retire',
        reason: because,
      };
  }
}

describe('walks of random people over random organisations', () => {
  const databases = TestDatabases.create({
    ids: ['SQLITE_3'],
    disableDocker: true,
  });
  /** A database of its own for each walk: what is in the log can be deleted by nobody. */
  async function open(): Promise<Knex> {
    const knex = await databases.init('SQLITE_3');
    await migrate(knex);
    return knex;
  }

  it('never permit what was not decided by who may', async () => {
    let granted = 0;
    await fc.assert(
      fc.asyncProperty(
        anyGraph,
        fc.array(step, { minLength: 20, maxLength: 50 }),
        async (graph, steps) => {
          const flow = new Workflow(await open());
          const ids: string[] = [];
          let day = Date.parse('2026-11-24');
          flow.people = {
            version: '0',
            groups: groupsOf(graph),
            users: new Map(PEOPLE.map(name => [user(name), name])),
          };
          for (const what of ['draft', 'submit'] as const) {
            const first = {
              who: 'rita',
              days: 0,
              which: 0,
              what,
              graph,
            } as const;
            await attempt(flow, ids, first, 0, day);
          }
          for (const [n, each] of steps.entries()) {
            day += each.days * DAY;
            flow.on(dayOf(day));
            await flow.service.runDue();
            await attempt(flow, ids, each, n, day);
          }
          await flow.service.runDue();
          granted += await checkAll(flow, ids);
        },
      ),
      { numRuns: 150 },
    );
    expect(granted).toBeGreaterThan(10);
  }, 240_000);
});

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Does one thing, which may be refused. Whoever was let vote had no part in it on that day. */
async function attempt(
  flow: Workflow,
  ids: string[],
  { who, which, what, graph }: Step,
  n: number,
  day: number,
): Promise<void> {
  if (what === 'reorganise') {
    const groups = groupsOf(graph);
    flow.people = { ...flow.people, version: `${n}`, groups };
    return;
  }
  const actor = user(who);
  const known = ids[which] ? await flow.cases.get(ids[which]) : undefined;
  try {
    if (what === 'draft') {
      const { request } = await flow.service.draft(actor, {
        kind: 'team',
        wish: flow.wish({ until: dayOf(day + 30 * DAY) }),
        renews: null,
      });
      ids.push(request.id);
    } else if (known && what === 'edit') {
      await flow.service.edit(ids[which], actor, {
        revision: known.request.revision,
        wish: flow.wish({
          until: known.request.wish.ask.until,
          seats: 1 + n,
        }),
      });
    } else if (known) {
      const command = commandOf(what, known.request.revision);
      await flow.service.command(ids[which], actor, command);
      if (command.type === 'vote') expectFree(flow, known, actor);
    }
  } catch (error) {
    // A refusal is an answer; anything else is a fault.
    const { name } = error as Error;
    if (!REFUSALS.includes(name)) throw error;
  }
}

function expectFree(
  { people }: Workflow,
  { request }: ExceptionCase,
  actor: string,
): void {
  const { supportOwner, budgetOwner } = request.wish.ask;
  const { requester } = request;
  expect(
    barredBecause(
      actor,
      { team: TEAM, requester, supportOwner, budgetOwner },
      people.groups,
    ),
  ).toBeNull();
  expect(people.groups.get(BOARD)?.directMembers).toContain(actor);
}

/** With each vote and decision stands what was true then: nobody voted of whom a conflict was found. */
function expectOnRecord({ request: { votes, decision } }: ExceptionCase): void {
  for (const { by, circumstances } of votes) {
    const parts = circumstances?.people.filter(({ who }) => who === by) ?? [];
    expect(parts.length).toBeGreaterThan(0);
    expect(parts.filter(({ found }) => isBarring(found))).toEqual([]);
  }
  if (decision && decision.basis !== 'requester') {
    expect(decision.circumstances).toBeDefined();
  }
}

/** Returns how many requests were granted. */
async function checkAll(flow: Workflow, ids: string[]): Promise<number> {
  let granted = 0;
  let live = 0;
  for (const id of ids) {
    const known = await flow.cases.get(id);
    if (!known) throw new Error(`${id} is gone`);
    const { request, exception } = known;
    if (exception) {
      granted += 1;
      expect(request.decision).toMatchObject({
        outcome: 'approved',
        revision: exception.revision,
      });
      expect(exception.revision).toBe(request.revision);
      expect(exception.until >= exception.from).toBe(true);
      if (exception.state === 'active') {
        expect(exception.acceptedAt).not.toBeNull();
      }
      if (LIVE.includes(exception.state)) live += 1;
      if (request.decision?.basis === 'votes') {
        const voters = request.votes.filter(
          ({ counts, verdict, revision }) =>
            counts && verdict === 'approve' && revision === request.revision,
        );
        const needed = request.lane === 'express' || request.datesOnly ? 1 : 2;
        expect(voters.length).toBeGreaterThanOrEqual(needed);
        expect(new Set(voters.map(({ by }) => by)).size).toBe(voters.length);
      }
    }
    expectOnRecord(known);
    const { items } = await flow.log.read({
      limit: 1_000,
      order: 'oldest',
      request: id,
      reveal: true,
    });
    const events = items.map(({ type, at, actor, data }) => ({
      type,
      at,
      by: actor,
      data,
    }));
    expect(replay(events as unknown as CaseEvent[])).toEqual(known);
  }
  // All of them are of one team and one tool.
  expect(live).toBeLessThanOrEqual(1);
  expect(await flow.log.verify()).toMatchObject({ intact: true });
  return granted;
}
