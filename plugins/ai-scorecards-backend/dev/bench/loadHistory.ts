import type { Knex } from 'knex';
import { Portal } from './portal/Portal';
import { Finding, rounded } from './report';

/** Has the portal collect and work out its whole history by itself, and says how it goes. */
export async function loadHistory(
  portal: Portal,
  knex: Knex,
  days: number,
  say: (text: string) => void,
): Promise<Finding[]> {
  say('  the portal looks at its organisation …');
  const organisation = await portal.ask({ do: 'organisation' });
  say(`  … ${seconds(organisation.ms)} s; at its code …`);
  const code = await portal.ask({ do: 'code' });
  say(`  … ${seconds(code.ms)} s; it collects ${days} days …`);
  const collected = await portal.ask({ do: 'collect' });
  const counted = await knex('usage_facts').count({ n: '*' }).first();
  const facts = Number(counted?.n ?? 0);
  say(
    `  … ${facts.toLocaleString('en-GB')} facts in ${seconds(
      collected.ms,
    )} s; it works them out …`,
  );
  let refreshed = 0;
  for (let waiting = 1; waiting > 0; ) {
    refreshed += (await portal.ask({ do: 'refresh' })).ms;
    const row = await knex('stale_periods').count({ n: '*' }).first();
    waiting = Number(row?.n ?? 0);
  }
  say(`  … ${seconds(refreshed)} s; it evaluates practices …`);
  const evaluated = await portal.ask({ do: 'practices' });
  say(`  … ${seconds(evaluated.ms)} s`);
  return [
    {
      what: 'the first start',
      note: `organisation ${seconds(organisation.ms)} s, code ${seconds(
        code.ms,
      )} s, ${days} days collected in ${seconds(
        collected.ms,
      )} s, worked out in ${seconds(refreshed)} s`,
    },
    {
      what: 'facts collected at the first start',
      value: (1000 * facts) / collected.ms,
      unit: 'rows/s',
      note: `${facts.toLocaleString('en-GB')} facts`,
    },
    {
      what: 'working out a day of history, every rollup with it',
      value: refreshed / 1000 / days,
      unit: 's',
      note: 'weeks, months and scorecards shared out over their days',
    },
    {
      what: 'practices of all teams evaluated',
      value: evaluated.ms / 1000,
      unit: 's',
      note: `${seconds(evaluated.ms)} s`,
    },
  ];
}

function seconds(ms: number): string {
  return rounded(ms / 1000);
}
