import { TestDatabases } from '@backstage/backend-test-utils';
import {
  CaseCommand,
  CaseEvent,
  ExceptionCase,
  isBarring,
  LIVE,
  replay,
  RequestCase,
} from 'backstage-plugin-ai-scorecards-common';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { migrate } from '../../database';
import { TEAM, user, Workflow } from '../__testUtils__/workflow';
import type { GroupToday } from '../people/PeopleDirectory';

const PEOPLE = ['rita', 'mia', 'owen', 'lea', 'dan', 'ada', 'bob', 'cy', 'eve'];
const BOARD = 'group:default/ai-board';
const SECURITY = 'group:default/security';
const POLICIES = ['exception-required', 'prohibited', 'approved'] as const;
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
  const security: GroupToday = {
    ref: SECURITY,
    title: 'Security',
    isTeam: true,
    present: true,
    parents: [],
    directMembers: ['eve', 'cy'].map(user),
    leads: [],
  };
  return new Map([
    [SECURITY, security],
    ...['atlas', 'mid', 'top', 'ai-board', 'below'].map((name, n) => {
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
      ] as [string, GroupToday];
    }),
  ]);
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
    ...Array.from({ length: 3 }, () => 'speak'),
    ...Array.from({ length: 3 }, () => 'renew'),
    'deputy',
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
    'policy',
  ),
  graph: anyGraph,
});

function commandOf(what: string, revision: number): CaseCommand {
  switch (what) {
    case 'approve':
    case 'speak':
    case 'reject':
      return {
        type: 'vote',
        revision,
        verdict: what === 'reject' ? what : 'approve',
        as: what === 'speak' ? SECURITY : null,
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
    const seen = { renewed: 0, continued: 0, spoken: 0, deputies: 0 };
    await fc.assert(
      fc.asyncProperty(
        anyGraph,
        fc.boolean(),
        fc.boolean(),
        fc.array(step, { minLength: 20, maxLength: 50 }),
        async (graph, isHeard, isGranted, steps) => {
          const routing = isHeard ? [{ when: {}, voice: SECURITY }] : [];
          const flow = new Workflow(await open(), { routing });
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
          if (isGranted) await grantLast(flow, ids, graph, 0, day);
          for (const [n, each] of steps.entries()) {
            day += each.days * DAY;
            flow.on(dayOf(day));
            await flow.service.runDue();
            await expectOneLive(flow);
            await attempt(flow, ids, each, n, day);
            await expectOneLive(flow);
          }
          await flow.service.runDue();
          await expectOneLive(flow);
          expect(flow.failures).toEqual([]);
          granted += await checkAll(flow, ids, seen);
        },
      ),
      // The same walks each time, and others in the long run. One that fails is told as it is: to look for a smaller one takes
      // longer than a test may.
      process.env.FULL
        ? { numRuns: 400, endOnFailure: true }
        : { numRuns: 120, seed: 7, endOnFailure: true },
    );
    expect(granted).toBeGreaterThan(10);
    for (const times of Object.values(seen)) expect(times).toBeGreaterThan(0);
  }, 240_000);
});

type Step = Omit<
  typeof step extends fc.Arbitrary<infer T> ? T : never,
  'which' | 'who'
> & { which: number; who: string };

/** Everybody does their part in the last request, as far as they may: so that there is something to go on with. */
async function grantLast(
  flow: Workflow,
  ids: string[],
  graph: Graph,
  n: number,
  day: number,
): Promise<void> {
  for (const [who, what] of [
    ['eve', 'speak'],
    ['ada', 'approve'],
    ['bob', 'approve'],
    ['cy', 'approve'],
    ['owen', 'accept'],
  ] as const) {
    const which = ids.length - 1;
    await attempt(flow, ids, { who, what, which, days: 0, graph }, n, day);
  }
}

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
  if (what === 'policy') {
    // Closed, gone or open to all for as long as chance has it, and asked for again most of the time.
    flow.policy = n % 12 === 10 ? null : POLICIES[Math.max(0, (n % 6) - 3)];
    return;
  }
  if (what === 'deputy') {
    const deputy = ['dan', 'lea'][n % 2];
    await flow.deputies.name({
      member: user(who),
      deputy: user(deputy),
      from: dayOf(day),
      to: dayOf(day + 20 * DAY),
    });
    const vote = {
      who: deputy,
      which,
      what: 'approve',
      days: 0,
      graph,
    } as const;
    await attempt(flow, ids, vote, n, day);
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
    } else if (known?.exception && what === 'renew') {
      const { until } = known.exception;
      const { request } = await flow.service.draft(user('rita'), {
        kind: 'team',
        wish: flow.wish({ until: dayOf(Date.parse(until) + 30 * DAY) }),
        renews: known.exception.id,
      });
      ids.push(request.id);
      await flow.service.command(request.id, user('rita'), { type: 'submit' });
      await grantLast(flow, ids, graph, n, day);
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
      const deputies = await flow.deputies.on(dayOf(day));
      const after = await flow.service.command(ids[which], actor, command);
      if (command.type === 'vote') {
        const standsIn = deputies
          .filter(({ deputy }) => deputy === actor)
          .map(({ member }) => member);
        expectFree(flow, known, actor, command.as ?? BOARD, standsIn);
        // At the decision it takes enough of those who have no part in it by then.
        if (after.request.decision?.outcome === 'approved') {
          const free = approvalsOf(after.request).filter(
            ({ as, by }) => as === 'board' && !hasPart(flow, after, by),
          );
          expect(free.length).toBeGreaterThanOrEqual(neededFor(after.request));
        }
      }
    }
  } catch (error) {
    // A refusal is an answer; anything else is a fault.
    const { name } = error as Error;
    if (!REFUSALS.includes(name)) throw error;
  }
}

function expectFree(
  flow: Workflow,
  known: ExceptionCase,
  actor: string,
  group: string,
  standsIn: readonly string[],
): void {
  expect(hasPart(flow, known, actor)).toBe(false);
  const members = flow.people.groups.get(group)?.directMembers ?? [];
  const seats = group === BOARD ? [actor, ...standsIn] : [actor];
  // Who sits on no board and speaks for a voice gives that one.
  const isVoice = flow.people.groups
    .get(SECURITY)
    ?.directMembers.includes(actor);
  expect(isVoice || seats.some(each => members.includes(each))).toBe(true);
}

/**
 * Whether somebody has a part in a request, worked out apart from the service and as plainly as can be: Groups below and
 * above the team are added, all of them at a time, as often as there are Groups.
 */
function hasPart(
  { people }: Workflow,
  { request: { requester, wish } }: ExceptionCase,
  who: string,
): boolean {
  const { supportOwner, budgetOwner } = wish.ask;
  if ([requester, supportOwner, budgetOwner].includes(who)) return true;
  const all = [...people.groups.values()];
  const grown = (next: (refs: readonly string[]) => string[]) => {
    let refs = [TEAM];
    for (const _ of all) refs = [...refs, ...next(refs)];
    return refs;
  };
  const below = grown(refs =>
    all
      .filter(({ parents }) => parents.some(ref => refs.includes(ref)))
      .map(({ ref }) => ref),
  );
  const above = grown(refs =>
    all
      .filter(({ ref }) => refs.includes(ref))
      .flatMap(({ parents }) => parents),
  );
  return all.some(({ ref, parents, directMembers, leads }) => {
    const isMember = directMembers.includes(who);
    const isLead = leads.includes(who);
    if (ref === TEAM) return isMember || isLead;
    const isRoot = parents.length === 0;
    return (
      (below.includes(ref) && isMember) ||
      (above.includes(ref) && !isRoot && (isMember || isLead))
    );
  });
}

/** At no moment a team has two live exceptions for a tool; all of the walk are of one team and one tool. */
async function expectOneLive({ cases }: Workflow): Promise<void> {
  const live = await cases.count({ exceptionStates: LIVE });
  expect(live).toBeLessThanOrEqual(1);
}

function approvalsOf({ votes, revision: present }: RequestCase) {
  return votes.filter(
    ({ counts, verdict, revision }) =>
      counts && verdict === 'approve' && revision === present,
  );
}

/** Approvals of the board that are needed. */
function neededFor({ lane, datesOnly }: RequestCase): number {
  return lane === 'express' || datesOnly ? 1 : 2;
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
async function checkAll(
  flow: Workflow,
  ids: string[],
  seen: Record<'renewed' | 'continued' | 'spoken' | 'deputies', number>,
): Promise<number> {
  let granted = 0;
  const renewed: string[] = [];
  const made = new Set<string>();
  for (const id of ids) {
    const known = await flow.cases.get(id);
    if (!known) throw new Error(`${id} is gone`);
    const { request, exception } = known;
    seen.deputies += request.votes.filter(vote => vote.onBehalfOf).length;
    if (exception) {
      granted += 1;
      made.add(exception.id);
      if (request.renews !== null) renewed.push(request.renews);
      if (exception.ended?.continuedBy !== undefined) {
        seen.continued += 1;
        expect(exception).toMatchObject({ state: 'expired', windDown: null });
      }
      expect(request.decision).toMatchObject({
        outcome: 'approved',
        revision: exception.revision,
      });
      expect(exception.revision).toBe(request.revision);
      expect(exception.until >= exception.from).toBe(true);
      if (exception.state === 'active') {
        expect(exception.acceptedAt).not.toBeNull();
      }
      if (request.decision?.basis === 'votes') {
        const voters = approvalsOf(request);
        const ofBoard = voters.filter(({ as }) => as === 'board');
        const { voices = [] } = request.decision.circumstances ?? {};
        for (const voice of voices) {
          seen.spoken += 1;
          expect(voters.map(({ as }) => as)).toContain(voice);
        }
        expect(ofBoard.length).toBeGreaterThanOrEqual(neededFor(request));
        // Nobody votes twice, for themselves or for whom they stand in.
        expect(new Set(ofBoard.map(({ by }) => by)).size).toBe(ofBoard.length);
        const members = ofBoard.map(({ by, onBehalfOf }) => onBehalfOf ?? by);
        expect(new Set(members).size).toBe(members.length);
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
  // Each is renewed once, by what took its place.
  seen.renewed += renewed.length;
  expect(new Set(renewed).size).toBe(renewed.length);
  expect(renewed.filter(id => !made.has(id))).toEqual([]);
  expect(await flow.log.verify()).toMatchObject({ intact: true });
  return granted;
}
