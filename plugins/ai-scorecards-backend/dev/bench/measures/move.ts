import fs from 'node:fs';
import type { Knex } from 'knex';
import { addDays, daysFromTo } from 'backstage-plugin-ai-scorecards-common';
import { StalePeriods } from '../../../src/database';
import { historyLines } from '../data/organisation';
import { Portal } from '../portal/Portal';
import { Finding, rounded } from '../report';
import { countWrites } from './writes';

/** A month back. */
const DAYS_BACK = 30;
/** Nobody who changed team before. */
const PERSON = 5;
const TEAMS_AWAY = 17;

/** Has the history say that one person was in another team for the last month, against working out the month anew. */
export async function measureMove(
  portal: Portal,
  knex: Knex,
  options: {
    developers: number;
    days: number;
    today: string;
    change: string;
    historyFile: string;
  },
): Promise<Finding[]> {
  const { developers, days, today, change, historyFile } = options;
  const since = addDays(today, -DAYS_BACK);
  const stale = new StalePeriods(knex);
  await portal.ask({ do: 'refresh' });
  await stale.mark(knex, 'day', daysFromTo(since, addDays(today, -1)));
  const whole = await workOut(portal, stale);
  const lines = historyLines(developers, addDays(today, -days), change, {
    person: PERSON,
    teamsAway: TEAMS_AWAY,
    since,
  });
  fs.writeFileSync(historyFile, [...lines].join('\n'));
  let one = 0;
  const written = await countWrites(knex, async () => {
    await portal.ask({ do: 'wait-an-hour' });
    await portal.ask({ do: 'organisation' });
    one = await workOut(portal, stale);
  });
  const rows = [...written].map(([table, n]) => `${table} ${n}`).join(', ');
  return [
    {
      what: 'one person moves team, a month back, of that month anew for everybody',
      value: (100 * one) / whole,
      bar: { most: 2, unit: '%' },
      note: `${rounded(one)} s, everybody ${rounded(whole)} s`,
    },
    {
      what: 'the same: rows written',
      value: [...written.values()].reduce((sum, n) => sum + n, 0),
      unit: 'rows',
      note: rows,
    },
  ];
}

/** Seconds until nothing waits. */
async function workOut(portal: Portal, stale: StalePeriods): Promise<number> {
  let ms = 0;
  do ms += (await portal.ask({ do: 'refresh' })).ms;
  while ((await stale.count()) > 0);
  return ms / 1000;
}
