import type { Knex } from 'knex';
import { addDays } from 'backstage-plugin-ai-scorecards-common';
import { TOOLS } from '../data/organisation';
import { Effort } from '../portal/messages';
import { Portal } from '../portal/Portal';
import { Finding, rounded } from '../report';
import { askFor } from './load';
import { signIn, TEAM_SCORECARD } from './reads';
import { countWrites } from './writes';
import { WriteSpeed } from './writing';

/** Days collected in a row to see whether memory grows. */
const DAYS_IN_A_ROW = 10;
const CLIENTS = 4;

/**
 * Lets the portal collect and work out days that have a row for every account and tool: one alone, the same again, one
 * while pages are read, and ten in a row.
 * @param today - the UTC day that it is in the portal; the next day is collected first
 */
export async function measureDays(
  portal: Portal,
  knex: Knex,
  options: { today: string; speed: WriteSpeed; isPostgres: boolean },
): Promise<Finding[]> {
  const { speed, isPostgres } = options;
  let today = addDays(options.today, 1);
  await portal.ask({ do: 'set-today', day: today });
  const idle = await portal.ask({ do: 'rest' });
  const collected = await portal.ask({ do: 'collect' });
  const refreshed = await portal.ask({ do: 'refresh' });
  const seconds = (collected.ms + refreshed.ms) / 1000;
  const rawSeconds = speed.rows / speed.raw;
  const findings: Finding[] = [
    {
      what: 'a whole day, every rollup with it, of writing its rows raw',
      value: seconds / rawSeconds,
      bar: { most: 10, unit: '×' },
      note: `${speed.rows.toLocaleString('en-GB')} rows: collected in ${rounded(
        collected.ms / 1000,
      )} s, worked out in ${rounded(refreshed.ms / 1000)} s, raw ${rounded(
        rawSeconds,
      )} s`,
    },
    {
      what: 'the same, in seconds',
      value: seconds,
      bar: { most: 60, unit: 's' },
      note: 'the day ends a week, whose scorecards are made with it',
    },
    {
      what: 'memory above idle while the day is collected',
      value: (collected.peakMemory - idle.memory) / 1e6,
      bar: { most: 150, unit: 'MB' },
      note: `resident ${rounded(idle.memory / 1e6)} MB, at most ${rounded(
        collected.peakMemory / 1e6,
      )} MB`,
    },
    {
      what: 'longest hold of the event loop in that day',
      value: Math.max(collected.longestHold, refreshed.longestHold),
      bar: isPostgres ? undefined : { most: 50, unit: 'ms' },
      note: isPostgres ? 'ms; the bar is for SQLite' : '',
    },
    ...(isPostgres ? [] : [longestStatement(collected, refreshed)]),
    await sameDayAgain(portal, knex, addDays(today, -1)),
  ];

  today = addDays(today, 1);
  findings.push(await pagesMeanwhile(portal, today));

  today = addDays(today, 1);
  findings.push(await daysInARow(portal, today));
  return findings;
}

function longestStatement(...efforts: Effort[]): Finding {
  const [longest] = efforts
    .map(effort => effort.longestStatement)
    .sort((a, b) => b.ms - a.ms);
  return {
    what: 'longest statement in that day, which holds it too',
    value: longest.ms,
    bar: { most: 50, unit: 'ms' },
    note: longest.sql.replaceAll(/\s+/g, ' ').slice(0, 80),
  };
}

async function sameDayAgain(
  portal: Portal,
  knex: Knex,
  day: string,
): Promise<Finding> {
  const { operator } = await signIn(portal);
  const written = await countWrites(knex, async () => {
    for (const name of TOOLS) {
      const source = `${name}-usage`;
      await portal.post('/ingestion/backfill', operator, {
        source,
        from: day,
        to: day,
      });
    }
    await portal.ask({ do: 'collect' });
    await portal.ask({ do: 'refresh' });
  });
  return {
    what: 'the same day again, unchanged: rows written',
    value: [...written.values()].reduce((sum, n) => sum + n, 0),
    bar: { most: 0, unit: 'rows' },
    note: `but for the ledger, which says when it was asked${[...written]
      .map(([table, n]) => `; ${table} ${n}`)
      .join('')}`,
  };
}

async function pagesMeanwhile(portal: Portal, today: string): Promise<Finding> {
  const { member } = await signIn(portal);
  const { default: http } = await import('node:http');
  const agent = new http.Agent({ keepAlive: true, maxSockets: CLIENTS });
  const target = {
    baseUrl: portal.url,
    route: TEAM_SCORECARD,
    token: member,
    clients: CLIENTS,
    seconds: 9,
    agent,
  };
  const quiet = await askFor(target);
  await portal.ask({ do: 'set-today', day: today });
  const work = portal
    .ask({ do: 'collect' })
    .then(() => portal.ask({ do: 'refresh' }));
  const busy = await askFor(target, work);
  await work;
  agent.destroy();
  return {
    what: 'scorecard while a day is collected and worked out, of the quiet one',
    value: busy.p95 / quiet.p95,
    bar: { most: 3, unit: '×' },
    note: `${CLIENTS} clients, p95 ${rounded(busy.p95)} ms over ${
      busy.requests
    } reads, quiet ${rounded(quiet.p95)} ms`,
  };
}

async function daysInARow(portal: Portal, first: string): Promise<Finding> {
  const after: number[] = [];
  for (let n = 0; n < DAYS_IN_A_ROW; n++) {
    await portal.ask({ do: 'set-today', day: addDays(first, n) });
    await portal.ask({ do: 'collect' });
    after.push((await portal.ask({ do: 'rest' })).memory);
  }
  return {
    what: 'memory after ten days in a row, above that after the first',
    value: (after[DAYS_IN_A_ROW - 1] - after[0]) / 1e6,
    bar: { most: 30, unit: 'MB' },
    note: after.map(bytes => rounded(bytes / 1e6)).join(' '),
  };
}
