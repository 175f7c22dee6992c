import fs from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createBackend } from '@backstage/backend-defaults';
import { addDays } from 'backstage-plugin-ai-scorecards-common';
import {
  entities,
  historyLines,
  TEAM_TYPES,
  toolRef,
} from '../data/organisation';
import { BOARD, LOG_KEY } from '../measures/requests';
import { BenchEvidence, BenchOutcomes } from '../data/codeHost';
import { benchSources } from '../data/sources';
import {
  catalogOf,
  clockOf,
  codeHostModule,
  configOf,
  emptyRoutePlugin,
  policyModule,
  schedulerOf,
  signInModule,
  sourcesModule,
} from './features';
import { Answer, Effort, PortalOptions, Request } from './messages';
import { StatementWatch } from './statements';
import { TaskList } from './TaskList';

/** Memory is looked at so often. */
const SAMPLE_MS = 25;

const options: PortalOptions = JSON.parse(process.argv[2]);
const tasks = new TaskList();
const delays = monitorEventLoopDelay({ resolution: 5 });
const statements = new StatementWatch();
let today = options.today;
let hour = 12;
let peakMemory = 0;

function tell(answer: Answer): void {
  process.send?.(answer);
}

function effortSince(start: number): Effort {
  const memory = process.memoryUsage.rss();
  const { user, system } = process.cpuUsage();
  return {
    processor: (user + system) / 1000,
    ms: performance.now() - start,
    memory,
    peakMemory: Math.max(peakMemory, memory),
    longestHold: delays.max / 1e6,
    longestStatement: { ms: statements.longest, sql: statements.sql },
  };
}

async function perform(request: Request): Promise<void> {
  switch (request.do) {
    case 'organisation':
      await tasks.run('ai-scorecards-org-refresh');
      break;
    case 'collect':
      for (const id of tasks.ids('ai-scorecards-collect-tool')) {
        await tasks.run(id);
      }
      break;
    case 'refresh':
      await tasks.run('ai-scorecards-refresh');
      break;
    case 'code':
      await tasks.run('ai-scorecards-repositories');
      await tasks.run('ai-scorecards-evidence-code-evidence');
      await tasks.run('ai-scorecards-collect-code-outcomes');
      break;
    case 'practices':
      await tasks.run('ai-scorecards-practices');
      break;
    case 'pushes':
      await tasks.run('ai-scorecards-add-up-pushes');
      break;
    case 'look':
      break;
    case 'set-today':
      today = request.day;
      break;
    case 'wait-an-hour':
      hour += 1;
      break;
    default:
      global.gc?.();
      peakMemory = 0;
      delays.reset();
      statements.reset();
  }
}

async function startPortal(): Promise<void> {
  const { developers, days, historyFile } = options;
  const firstDay = addDays(options.today, -days);
  fs.writeFileSync(
    historyFile,
    [...historyLines(developers, firstDay, options.change)].join('\n'),
  );
  if (options.database.client === 'better-sqlite3') statements.start();
  const backend = createBackend();
  backend.add(configOf(configuration(firstDay)));
  backend.add(import('@backstage/plugin-auth-backend'));
  backend.add(signInModule);
  backend.add(import('@backstage/plugin-permission-backend'));
  backend.add(policyModule);
  backend.add(emptyRoutePlugin);
  backend.add(schedulerOf(tasks));
  backend.add(
    codeHostModule(
      new BenchEvidence(),
      new BenchOutcomes(developers, firstDay),
    ),
  );
  backend.add(catalogOf(entities(developers)));
  backend.add(clockOf({ now: () => new Date(`${today}T${hour}:00:00Z`) }));
  backend.add(import('../../../src'));
  backend.add(
    sourcesModule(
      benchSources({
        developers,
        firstDay,
        // The days after the history are as big as a day can be.
        isDense: day => day >= options.today,
      }),
    ),
  );
  await backend.start();

  delays.enable();
  setInterval(() => {
    peakMemory = Math.max(peakMemory, process.memoryUsage.rss());
  }, SAMPLE_MS).unref();
  process.on('message', (request: Request) => {
    const start = performance.now();
    perform(request).then(
      () => tell({ done: effortSince(start) }),
      error => tell({ failed: String(error?.stack ?? error) }),
    );
  });
  process.on('disconnect', () => process.exit(0));
  tell({ ready: true });
}

function configuration(firstDay: string) {
  const { port, database, days, historyFile } = options;
  const baseUrl = `http://127.0.0.1:${port}`;
  return {
    app: { baseUrl },
    backend: {
      baseUrl,
      listen: { host: '127.0.0.1', port },
      database,
    },
    auth: { environment: 'production', providers: { bench: {} } },
    permission: { enabled: true },
    aiScorecards: {
      teams: { types: TEAM_TYPES },
      roles: { operators: ['group:default/operators'] },
      org: { history: { people: historyFile } },
      exceptions: { boardGroup: BOARD, logKey: LOG_KEY },
      backfillDays: days + 30,
      contracts: [
        {
          tool: toolRef('tool-a'),
          model: 'per-seat',
          prices: [{ from: firstDay, perSeatMonth: '19.00' }],
        },
        {
          tool: toolRef('tool-b'),
          model: 'per-seat',
          prices: [{ from: firstDay, perSeatMonth: '10.00' }],
        },
      ],
    },
  };
}

startPortal().catch(error => {
  tell({ failed: String(error?.stack ?? error) });
  process.exit(1);
});
