import { randomUUID } from 'node:crypto';
import {
  addDays,
  apply,
  askSchema,
  FREE_TEXT_KEYS,
} from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { DecisionLog } from '../../../src/exceptions/log';
import { CaseStore } from '../../../src/exceptions/store/CaseStore';
import { countTeams, groupRef, userRef } from '../data/organisation';
import { Portal } from '../portal/Portal';
import { Finding, rounded } from '../report';
import { compare } from './load';
import { EMPTY_ROUTE, processorOf } from './reads';

const API = '/api/ai-scorecards/v1';
const REQUESTS = 10_000;
const EVENTS = 1_000_000;
const BATCH = 2_000;

/** Stands for the rules that votes were cast under. */
const RULES = randomUUID();

/** The key that the portal of the benchmark seals its log with. */
export const LOG_KEY = 'only-for-the-benchmark';

/** The board of the benchmark: a team, whose first member asks. */
export const BOARD = groupRef.team(1);
const MEMBERS = Array.from({ length: 10 }, (_, n) => userRef(10 + n));

/** Times the board's queue over many requests, and the decision log over many events. */
export async function measureRequests(
  portal: Portal,
  knex: Knex,
  options: { today: string; developers: number; seconds: number },
): Promise<Finding[]> {
  await fileRequests(knex, options);
  const log = new DecisionLog(knex, { key: LOG_KEY, textKeys: FREE_TEXT_KEYS });
  const appended = await fillLog(knex, log, options.today);
  const token = await portal.signIn(MEMBERS[0], BOARD);
  const findings: Finding[] = [
    {
      what: `${EVENTS.toLocaleString('en-GB')} events appended to the log`,
      note: `${rounded(EVENTS / appended)} a second`,
    },
  ];
  // Answers are kept until anything happens, so with news in between they are all made anew.
  const news = () => appendVotes(knex, log, options.today, { from: 0, to: 1 });
  const queue = `${API}/exception-requests?assignedToMe=true&limit=50`;
  const queueOf = `board queue of ${REQUESTS.toLocaleString('en-GB')} requests`;
  const one = `${API}/exception-requests/request-17`;
  const page = `${API}/exceptions/log?limit=50`;
  for (const { what, route, before, most } of [
    { what: queueOf, route: queue, most: 2 },
    { what: `${queueOf}, after news`, route: queue, before: news },
    { what: 'one request', route: one },
    { what: 'first page of the decision log', route: page, most: 2 },
  ]) {
    const { measured, empty } = await compare({
      route,
      before,
      token,
      clients: 1,
      baseUrl: portal.url,
      seconds: options.seconds,
      emptyRoute: EMPTY_ROUTE,
      processor: processorOf(portal),
    });
    findings.push({
      what,
      value: measured.p95 / empty.p95,
      ...(most ? { bar: { most, unit: '×' } } : { unit: '×' }),
      note: `p95 ${rounded(measured.p95)} ms; empty route ${rounded(
        empty.p95,
      )} ms`,
    });
  }
  const start = performance.now();
  const found = await log.verify();
  const took = (performance.now() - start) / 1000;
  findings.push({
    what: 'the whole log verified',
    value: found.entries / took,
    bar: { least: 100_000, unit: 'events/s' },
    note: `${found.entries} entries in ${rounded(took)} s, ${
      found.intact ? 'intact' : 'NOT intact'
    }`,
  });
  return findings;
}

async function fileRequests(
  knex: Knex,
  { today, developers }: { today: string; developers: number },
): Promise<void> {
  const cases = new CaseStore(knex);
  const teams = countTeams(developers);
  await knex.transaction(async trx => {
    for (let n = 0; n < REQUESTS; n++) {
      const by = userRef((n * 7) % developers);
      const at = `${addDays(today, -(n % 5))}T09:00:00.000Z`;
      const drafted = apply(undefined, {
        type: 'request-drafted',
        at,
        by,
        data: {
          id: `request-${n}`,
          kind: 'team',
          renews: null,
          wish: {
            standing: null,
            ask: {
              ...askSchema.parse({
                team: groupRef.team(2 + (n % (teams - 2))),
              }),
              tool: `resource:default/wanted-${n % 40}`,
              category: 'capability-gap',
              why: 'Its editor knows our language and the default does not',
              seats: 1 + (n % 30),
              costPerMonth: 20_000_000 * (1 + (n % 30)),
              data: 'internal',
              supportOwner: by,
              acceptsSupport: true,
              until: addDays(today, 80),
            },
          },
        },
      });
      const known = apply(drafted, {
        type: 'request-submitted',
        at,
        by,
        data: {
          lane: 'full',
          datesOnly: false,
          dueOn: addDays(today, (n % 9) - 2),
        },
      });
      await cases.save(trx, known, {
        refs: [BOARD, ...MEMBERS],
        awaited: MEMBERS,
      });
    }
  });
}

/** Returns how many seconds it took. */
async function fillLog(
  knex: Knex,
  log: DecisionLog,
  today: string,
): Promise<number> {
  const start = performance.now();
  for (let from = 0; from < EVENTS; from += BATCH) {
    await appendVotes(knex, log, today, { from, to: from + BATCH });
  }
  return (performance.now() - start) / 1000;
}

async function appendVotes(
  knex: Knex,
  log: DecisionLog,
  today: string,
  { from, to }: { from: number; to: number },
): Promise<void> {
  const events = Array.from({ length: to - from }, (_, n) => ({
    at: `${today}T09:00:00.000Z`,
    type: 'vote-cast',
    request: `request-${(from + n) % REQUESTS}`,
    exception: null,
    team: groupRef.team((from + n) % 50),
    tool: `resource:default/wanted-${(from + n) % 40}`,
    actor: MEMBERS[n % MEMBERS.length],
    data: { revision: 1, verdict: 'approve', as: 'board', n: from + n },
    rules: RULES,
  }));
  await knex.transaction(trx => log.append(trx, events));
}
