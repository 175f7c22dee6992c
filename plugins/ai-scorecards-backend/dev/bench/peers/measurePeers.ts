import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Knex } from 'knex';
import { lastCompleteWeek } from 'backstage-plugin-ai-scorecards-common';
import { TeamPeriods } from '../../../src/scorecards/store';
import { countTeams } from '../data/organisation';
import { Finding, rounded } from '../report';
import { PeerAnswer, PeerOptions } from './messages';

const ROUNDS = 9;

/** Where the peers are, or why they are not there. */
export type Peers = { dir: string } | { reason: string };

/** Reads that peers do as well, by their own classes on the same server. */
export async function measurePeers(
  peers: Peers,
  options: {
    postgres: string;
    developers: number;
    today: string;
    /** The plugin's loaded database. */
    knex: Knex;
    /** Share of the plugin's own rows that a restated day corrected. */
    corrected: number;
  },
): Promise<Finding[]> {
  const { developers, knex, today } = options;
  const own = await allTeamsOfLastWeek(knex, today);
  const teams = countTeams(developers);
  const answer: PeerAnswer =
    'reason' in peers
      ? { latestMs: peers, corrected: peers }
      : await askPeers({ ...options, dir: peers.dir, teams });
  const { latestMs, corrected } = answer;
  return [
    {
      what: "all teams of last week, of tech-insights' latest facts",
      value: 'value' in latestMs ? latestMs.value / own.ms : undefined,
      bar: { least: 100, unit: '×' },
      note:
        'value' in latestMs
          ? `${own.rows} teams in ${rounded(own.ms)} ms, theirs ${rounded(
              latestMs.value,
            )} ms`
          : `peer not available: ${latestMs.reason}`,
    },
    {
      what: 'rows corrected when a vendor restates a day',
      value: 100 * options.corrected,
      bar: { least: 100, unit: '%' },
      note:
        'value' in corrected
          ? `copilot backend ${rounded(100 * corrected.value)} %`
          : `peer not available: ${corrected.reason}`,
    },
  ];
}

async function allTeamsOfLastWeek(
  knex: Knex,
  today: string,
): Promise<{ ms: number; rows: number }> {
  const week = lastCompleteWeek(today);
  const periods = new TeamPeriods({ knex, minimumSize: 5 });
  const times: number[] = [];
  let rows = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    const found = await periods.figures('week', week, week, { anyTool: true });
    times.push(performance.now() - start);
    rows = found.length;
  }
  times.sort((a, b) => a - b);
  return { ms: times[Math.floor(ROUNDS / 2)], rows };
}

async function askPeers(options: PeerOptions): Promise<PeerAnswer> {
  const { dir, postgres, teams, developers } = options;
  const told: PeerOptions = { dir, postgres, teams, developers };
  const child = fork(path.join(__dirname, 'main.ts'), [JSON.stringify(told)], {
    // They look for their own migrations from Backstage's packages.
    env: { ...process.env, NODE_PATH: dir },
  });
  const ended = once(child, 'exit').then(([code]): PeerAnswer => {
    const gone = { reason: `their process ended with code ${code}` };
    return { latestMs: gone, corrected: gone };
  });
  const answered = new Promise<PeerAnswer>(resolve => {
    // What compiles TypeScript writes to the same channel.
    child.on('message', message => {
      if (isAnswer(message)) resolve(message);
    });
  });
  return Promise.race([answered, ended]);
}

function isAnswer(message: unknown): message is PeerAnswer {
  return (
    typeof message === 'object' && message !== null && 'latestMs' in message
  );
}
