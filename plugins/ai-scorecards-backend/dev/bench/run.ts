import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { addDays } from 'backstage-plugin-ai-scorecards-common';
import { countTeams } from './data/organisation';
import { Engine, postgresAt, sqliteIn } from './engines';
import { loadHistory } from './loadHistory';
import { measureCodeHost } from './measures/codeHost';
import { measureDays } from './measures/day';
import { measureEvaluation } from './measures/evaluation';
import { measureMove } from './measures/move';
import { measurePush } from './measures/push';
import { measureReads } from './measures/reads';
import { measureRequests } from './measures/requests';
import { measureStorage } from './measures/storage';
import { measureWriting, WriteSpeed, writingFinding } from './measures/writing';
import { Options, Part, readOptions } from './options';
import { measurePeers, Peers } from './peers/measurePeers';
import { Portal } from './portal/Portal';
import { Finding, holds, rounded, tableOf } from './report';
import { growthOf, keepResult, Result } from './results';

/** SQLite is for up to so many developers. */
const MOST_ON_SQLITE = 10_000;

/** What is measured of a portal that has its history. */
const PORTAL_PARTS: readonly Part[] = [
  'storage',
  'reads',
  'requests',
  'peers',
  'move',
  'push',
  'days',
];

/** A Sunday that is not over: the day after it ends a week. */
const TODAY = '2026-11-22';

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
  const load = os.loadavg()[0];
  const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'));
  const folder = process.env.BENCH_FOLDER ?? temporary;
  const missed: string[] = [];
  const show = (title: string, findings: Finding[]) => {
    say(tableOf({ title, findings }));
    missed.push(
      ...findings
        .filter(finding => holds(finding) === false)
        .map(({ what }) => `${title}: ${what}`),
    );
  };
  say(
    `${os.cpus().length} × ${os.cpus()[0]?.model.trim()}, ${rounded(
      os.totalmem() / 2 ** 30,
    )} GiB, Node ${process.version}; load before this run ${rounded(
      load,
    )}. Ratios within this run; times move with the machine.\n`,
  );
  try {
    if (options.parts.has('browser')) {
      const findings: Finding[] = JSON.parse(process.env.BENCH_BROWSER ?? '[]');
      show('The example portal in a browser', findings);
      if (options.records) {
        keepResult({
          engine: 'In a browser',
          developers: 300,
          days: 400,
          load,
          on: new Date().toISOString().slice(0, 10),
          findings,
        });
      }
    }
    if (options.parts.has('code-host')) {
      show(
        "Code on GitHub, against GitHub's hourly limits",
        await measureCodeHost(),
      );
    }
    const needsSize = ['writing' as const, ...PORTAL_PARTS].some(part =>
      options.parts.has(part),
    );
    for (const engineName of options.engines) {
      const engine =
        engineName === 'sqlite' ? sqliteIn(folder) : postgresAt(postgres ?? '');
      if (options.parts.has('evaluation')) {
        const practices = await engine.open('practices');
        show(`${engine.name}, practices`, await measureEvaluation(practices));
        await practices.destroy();
      }
      const results: Result[] = [];
      for (const developers of needsSize ? options.scales : []) {
        if (engineName === 'sqlite' && developers > MOST_ON_SQLITE) {
          say(`SQLite is for up to ${people(MOST_ON_SQLITE)} developers.\n`);
          continue;
        }
        const findings = await measure(engine, developers, {
          ...options,
          folder: temporary,
          peers:
            engine.name === 'PostgreSQL' && postgres
              ? { peers, postgres }
              : undefined,
        });
        show(
          `${engine.name}, ${people(developers)} developers, ${people(
            countTeams(developers),
          )} teams, 3 tools, ${options.days} days`,
          findings,
        );
        const result = {
          engine: engine.name,
          developers,
          days: options.days,
          load,
          on: new Date().toISOString().slice(0, 10),
          findings,
        };
        results.push(result);
        if (options.records) keepResult(result);
      }
      const [smallest, ...larger] = results;
      if (larger.length > 0) {
        show(
          `${engine.name}, growth`,
          larger.map(result => growthOf(result, smallest)),
        );
      }
    }
    say(
      missed.length
        ? `Bars that do not hold:\n${missed
            .map(each => `- ${each}`)
            .join('\n')}`
        : 'Every bar that was measured holds.',
    );
  } finally {
    fs.rmSync(temporary, { recursive: true, force: true });
  }
}

async function measure(
  engine: Engine,
  developers: number,
  options: Options & {
    folder: string;
    peers?: { peers: Peers; postgres: string };
  },
): Promise<Finding[]> {
  const { days, seconds, folder, parts } = options;
  const isPostgres = engine.name === 'PostgreSQL';
  const findings: Finding[] = [];
  const needsSpeed = ['writing', 'peers', 'days'] as const;
  let speed: WriteSpeed | undefined;
  if (needsSpeed.some(part => parts.has(part))) {
    say(`${engine.name}, ${developers} developers: writing facts …`);
    await engine.remove(`writing${developers}`);
    const writing = await engine.open(`writing${developers}`);
    speed = await measureWriting(writing, developers);
    findings.push(writingFinding(writing, speed));
    await writing.destroy();
    await engine.remove(`writing${developers}`);
  }

  if (!PORTAL_PARTS.some(part => parts.has(part))) return findings;

  const label = `portal${developers}`;
  const loaded = `loaded${developers}x${days}`;
  const history = {
    developers,
    days,
    today: TODAY,
    change: addDays(TODAY, -Math.floor(days / 2)),
    historyFile: path.join(folder, `history-${developers}.csv`),
  };
  const start = async () =>
    Portal.start(
      {
        ...history,
        port: await freePort(),
        database: engine.configFor(label),
      },
      path.join(folder, `portal-${engine.name}-${developers}.log`),
    );
  await engine.remove(label);
  if (options.keeps && (await engine.has(loaded))) {
    say(`${engine.name}, ${developers} developers: loaded before, copied …`);
    await engine.copy(loaded, label);
  } else {
    say(`${engine.name}, ${developers} developers: loading …`);
    const knex = await engine.open(label);
    const portal = await start();
    try {
      findings.push(...(await loadHistory(portal, knex, days, say)));
      if (isPostgres) await knex.raw('vacuum analyze');
    } finally {
      await portal.stop();
      await knex.destroy();
    }
    if (options.keeps) {
      say('  keeping a copy …');
      await engine.copy(label, loaded);
    }
  }

  const knex = await engine.open(label);
  let portal = await start();
  try {
    if (parts.has('storage'))
      findings.push(...(await measureStorage(knex, { developers, days })));
    if (parts.has('reads')) {
      say('  timing reads …');
      const reads = await measureReads(portal, {
        today: TODAY,
        days,
        developers,
        seconds,
        isPostgres,
      });
      findings.push(...reads);
    }
    if (parts.has('requests')) {
      say('  filing requests and filling the log …');
      findings.push(
        ...(await measureRequests(portal, knex, {
          today: TODAY,
          developers,
          seconds,
        })),
      );
    }
    if (options.peers && parts.has('peers')) {
      say('  comparing with peers …');
      findings.push(
        ...(await measurePeers(options.peers.peers, {
          postgres: options.peers.postgres,
          developers,
          today: TODAY,
          knex,
          corrected: speed?.corrected ?? 0,
        })),
      );
    }
    // Before anything is pushed, of which the look at the organisation would match the accounts.
    if (parts.has('move')) {
      await portal.stop();
      portal = await start();
      say('  moving somebody …');
      findings.push(...(await measureMove(portal, knex, history)));
    }
    // A new process: what was done before would hide what these take of memory.
    if (parts.has('push')) {
      await portal.stop();
      portal = await start();
      say('  pushing rows …');
      findings.push(...(await measurePush(portal, { today: TODAY })));
    }
    if (parts.has('days') && speed) {
      await portal.stop();
      portal = await start();
      say('  collecting whole days …');
      findings.push(
        ...(await measureDays(portal, knex, {
          today: TODAY,
          speed,
          isPostgres,
        })),
      );
    }
    return findings;
  } finally {
    await portal.stop();
    await knex.destroy();
    await engine.remove(label);
  }
}

function people(count: number): string {
  return count.toLocaleString('en-GB');
}

main().catch(error => {
  process.stderr.write(`${error?.stack ?? error}\n`);
  process.exit(1);
});
