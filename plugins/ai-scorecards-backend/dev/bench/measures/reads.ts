import {
  addDays,
  monthOf,
  weekOf,
} from 'backstage-plugin-ai-scorecards-common';
import { groupRef, userRef } from '../data/organisation';
import { Portal } from '../portal/Portal';
import { Finding, rounded } from '../report';
import { compare, Latency } from './load';

export const EMPTY_ROUTE = '/api/empty/route';
const API = '/api/ai-scorecards/v1';
export const TEAM_SCORECARD = `${API}/teams/default/team-0/scorecard`;

interface Read {
  what: string;
  route: string;
  clients: number;
  token: string;
  /** The most that its p50 and p95 may be, as a multiple of the empty route's. */
  most: number;
}

/** A member's token, and one of somebody who sees every team. */
export async function signIn(portal: Portal) {
  return {
    member: await portal.signIn(userRef(0), groupRef.team(0)),
    operator: await portal.signIn(userRef(1), 'group:default/operators'),
  };
}

/** Asks a portal for the processor time that it took so far. */
export const processorOf = (portal: Portal) => async () =>
  (await portal.ask({ do: 'look' })).processor;

/** Times the pages' reads against an empty route in the same process. */
export async function measureReads(
  portal: Portal,
  options: {
    today: string;
    days: number;
    developers: number;
    seconds: number;
    isPostgres: boolean;
  },
): Promise<Finding[]> {
  const { member, operator } = await signIn(portal);
  const { today, days, seconds, isPostgres } = options;
  const from = weekOf(addDays(today, -Math.min(days, 182)));
  const year = monthOf(addDays(today, -Math.min(days, 365)));
  const trends = `${API}/teams/default/division-0/trends`;
  const pageBar = isPostgres ? 1.5 : 2;
  const reads: Read[] = [
    ...[1, 10].map(clients => ({
      what: `scorecard of a team of ten, ${clientsText(clients)}`,
      route: TEAM_SCORECARD,
      clients,
      token: member,
      most: pageBar,
    })),
    ...[1, 10].map(clients => ({
      what: `scorecard of a division, ${clientsText(clients)}`,
      route: `${API}/teams/default/division-0/scorecard`,
      clients,
      token: member,
      most: pageBar,
    })),
    {
      what: 'practices of a team',
      route: `${API}/teams/default/team-0/practices`,
      clients: 1,
      token: member,
      most: 2,
    },
    {
      what: 'outcomes of a division',
      route: `${API}/teams/default/division-0/outcomes`,
      clients: 1,
      token: member,
      most: 2,
    },
    {
      what: 'trend of a division over 26 weeks',
      route: `${trends}?metric=weeklyActiveRate&grain=week&from=${from}&to=${today}`,
      clients: 1,
      token: member,
      most: 2,
    },
    {
      what: 'cost of a division by month',
      route: `${trends}?metric=cost&grain=month&from=${year}-01&to=${today}`,
      clients: 1,
      token: member,
      most: 2,
    },
    ...[
      'weeklyActiveRate',
      'costPerActiveDeveloper',
      'practiceLevel',
      'title',
    ].map(sort => ({
      what: `100 teams by ${sort}`,
      route: `${API}/teams?limit=100&sort=${sort}&order=desc`,
      clients: 1,
      token: operator,
      most: 2,
    })),
  ];
  reads.push(
    ...[
      { what: 'figures of the organisation', route: 'organisation/scorecard' },
      {
        what: 'spend of the organisation by team, one quarter',
        route: 'organisation/spend?groupBy=team',
      },
    ].map(({ what, route }) => ({
      what,
      route: `${API}/${route}`,
      clients: 1,
      token: operator,
      most: 2,
    })),
  );
  const findings: Finding[] = [];
  for (const read of reads) {
    const { measured, empty } = await compare({
      ...read,
      baseUrl: portal.url,
      seconds,
      emptyRoute: EMPTY_ROUTE,
      processor: processorOf(portal),
    });
    findings.push(findingOf(read, measured, empty), {
      what: `${read.what}: processor time`,
      value: measured.processor / empty.processor,
      unit: '×',
      note: `${rounded(measured.processor)} ms a read, empty route ${rounded(
        empty.processor,
      )} ms`,
    });
  }
  return findings;
}

function clientsText(clients: number): string {
  return clients === 1 ? '1 client' : `${clients} clients`;
}

/** The worse of the ratios at the median and at the 95th percentile. */
function findingOf(read: Read, measured: Latency, empty: Latency): Finding {
  return {
    what: read.what,
    value: Math.max(measured.p50 / empty.p50, measured.p95 / empty.p95),
    bar: { most: read.most, unit: '×' },
    note: `p50 ${rounded(measured.p50)} ms, p95 ${rounded(
      measured.p95,
    )} ms; empty route ${rounded(empty.p50)} and ${rounded(empty.p95)} ms`,
  };
}
