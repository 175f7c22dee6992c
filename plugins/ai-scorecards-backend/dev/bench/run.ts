import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Knex } from 'knex';
import { addDays } from 'backstage-plugin-ai-scorecards-common';
import { countTeams } from './data/organisation';
import { Engine, postgresAt, sqliteIn } from './engines';
import { measureCodeHost } from './measures/codeHost';
import { measureDays } from './measures/day';
import { measureEvaluation } from './measures/evaluation';
import { measureReads } from './measures/reads';
import { measureRequests } from './measures/requests';
import { measureStorage } from './measures/storage';
import { measureWriting, writingFinding } from './measures/writing';
import { measurePeers, Peers } from './peers/measurePeers';
import { Portal } from './portal/Portal';
import { Finding, rounded, tableOf } from './report';

const USAGE = `npm run bench -- [--scale N]… [--engine postgres|sqlite] [--days N] [--seconds N]
  --scale N     developers (default 1000 and 10000; may be repeated)
  --engine E    one engine only
  --days N      history (default 126)
  --seconds N   for each read that is timed (default 3)`;

/** A Sunday that is not over: the day after it ends a week. */
const TODAY = '2026-11-22';

interface Options {
  scales: number[];
  engines: string[];
  days: number;
  seconds: number;
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      scale: { type: 'string', multiple: true, default: ['1000', '10000'] },
      engine: {
        type: 'string',
        multiple: true,
        default: ['postgres', 'sqlite'],
      },
      days: { type: 'string', default: '126' },
      seconds: { type: 'string', default: '3' },
    },
  });
  const number = (text: string) => {
    const value = Number(text);
    if (!(value >= 1)) throw new Error(`${text} is not a number\n${USAGE}`);
    return value;
  };
  return {
    scales: values.scale.map(number),
    engines: values.engine,
    days: Math.max(35, number(values.days)),
    seconds: number(values.seconds),
  };
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise(resolve => server.close(resolve));
  if (address === null || typeof address === 'string') {
    throw new Error('No port is free');
  }
  return address.port;
}

async function main(): Promise<void> {
  const options = readOptions();
  const postgres = process.env.BENCH_POSTGRES;
  const peers: Peers = JSON.parse(
    process.env.BENCH_PEERS ?? '{"reason":"run this by npm run bench"}',
  );
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'));
  say(
    `${os.cpus().length} × ${os.cpus()[0]?.model.trim()}, ${rounded(
      os.totalmem() / 2 ** 30,
    )} GiB, Node ${
      process.version
    }. Ratios within this run; times move with the machine.\n`,
  );
  try {
    say(
      tableOf({
        title: "Code on GitHub, against GitHub's hourly limits",
        findings: await measureCodeHost(),
      }),
    );
    for (const engineName of options.engines) {
      const engine =
        engineName === 'sqlite' ? sqliteIn(folder) : postgresAt(postgres ?? '');
      const practices = await engine.open('practices');
      say(
        tableOf({
          title: `${engine.name}, practices`,
          findings: await measureEvaluation(practices),
        }),
      );
      await practices.destroy();
      const scorecards = new Map<number, number>();
      for (const developers of options.scales) {
        const findings = await measure(engine, developers, {
          ...options,
          folder,
          peers:
            engine.name === 'PostgreSQL' && postgres
              ? { peers, postgres }
              : undefined,
          scorecards,
        });
        say(
          tableOf({
            title: `${engine.name}, ${developers.toLocaleString(
              'en-GB',
            )} developers, ${countTeams(developers).toLocaleString(
              'en-GB',
            )} teams, 3 tools, ${options.days} days`,
            findings,
          }),
        );
      }
      const growth = growthOf(scorecards);
      if (growth) {
        say(tableOf({ title: `${engine.name}, growth`, findings: [growth] }));
      }
    }
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(
  engine: Engine,
  developers: number,
  options: Options & {
    folder: string;
    peers?: { peers: Peers; postgres: string };
    scorecards: Map<number, number>;
  },
): Promise<Finding[]> {
  const { days, seconds, folder } = options;
  const isPostgres = engine.name === 'PostgreSQL';
  say(`${engine.name}, ${developers} developers: writing facts …`);
  const writing = await engine.open(`writing${developers}`);
  const speed = await measureWriting(writing, developers);
  const findings: Finding[] = [writingFinding(writing, speed)];
  await writing.destroy();

  const label = `portal${developers}`;
  const knex = await engine.open(label);
  const start = async () =>
    Portal.start(
      {
        developers,
        days,
        today: TODAY,
        change: addDays(TODAY, -Math.floor(days / 2)),
        port: await freePort(),
        database: engine.configFor(label),
        historyFile: path.join(folder, `history-${developers}.csv`),
      },
      path.join(folder, `portal-${engine.name}-${developers}.log`),
    );
  let portal = await start();
  try {
    findings.push(await load(portal, knex, days));
    findings.push(...(await measureStorage(knex)));
    const reads = await measureReads(portal, {
      today: TODAY,
      days,
      seconds,
      isPostgres,
    });
    options.scorecards.set(developers, reads.scorecardP50);
    findings.push(...reads.findings);
    say('  filing requests and filling the log …');
    findings.push(
      ...(await measureRequests(portal, knex, {
        today: TODAY,
        developers,
        seconds,
      })),
    );
    if (options.peers) {
      say('  comparing with peers …');
      findings.push(
        ...(await measurePeers(options.peers.peers, {
          postgres: options.peers.postgres,
          developers,
          today: TODAY,
          knex,
          corrected: speed.corrected,
        })),
      );
    }
    // A new process: what the history took of memory would hide what a day takes.
    await portal.stop();
    portal = await start();
    say('  collecting whole days …');
    findings.push(
      ...(await measureDays(portal, knex, { today: TODAY, speed, isPostgres })),
    );
    return findings;
  } finally {
    await portal.stop();
    await knex.destroy();
  }
}

/** Has the portal collect and work out its whole history by itself. */
async function load(
  portal: Portal,
  knex: Knex,
  days: number,
): Promise<Finding> {
  say('  the portal collects its history …');
  const organisation = await portal.ask({ do: 'organisation' });
  const collected = await portal.ask({ do: 'collect' });
  say(`  … ${rounded(collected.ms / 1000)} s; working it out …`);
  let refreshed = 0;
  for (let waiting = 1; waiting > 0; ) {
    refreshed += (await portal.ask({ do: 'refresh' })).ms;
    const row = await knex('stale_periods').count({ n: '*' }).first();
    waiting = Number(row?.n ?? 0);
  }
  say(`  … ${rounded(refreshed / 1000)} s; timing reads …`);
  return {
    what: 'the first start',
    note: `organisation ${rounded(
      organisation.ms / 1000,
    )} s, ${days} days collected in ${rounded(
      collected.ms / 1000,
    )} s, worked out in ${rounded(refreshed / 1000)} s`,
  };
}

function growthOf(
  scorecards: ReadonlyMap<number, number>,
): Finding | undefined {
  const scales = [...scorecards.keys()].sort((a, b) => a - b);
  if (scales.length < 2) return undefined;
  const [first, last] = [scales[0], scales[scales.length - 1]];
  const [small, large] = [scorecards.get(first)!, scorecards.get(last)!];
  return {
    what: `scorecard at ${last} developers, of ${first}`,
    value: large / small,
    bar: { most: 1.2, unit: '×' },
    note: `p50 ${rounded(large)} and ${rounded(small)} ms`,
  };
}

main().catch(error => {
  process.stderr.write(`${error?.stack ?? error}\n`);
  process.exit(1);
});
