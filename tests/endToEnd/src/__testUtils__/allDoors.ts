import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { JsonObject } from '@backstage/types';
import { Door } from 'expected-truth';
import { otlpPushes, PushRequest, rowPushes } from 'vendor-sim';
import { doorsConfig } from './doors';
import { TestWorld } from './world';

/** Every vendor that can be asked. */
export const ALL_VENDORS: Door[] = [
  'github',
  'githubBilling',
  'anthropic',
  'anthropicEnterprise',
  'cursor',
  'openai',
];

const CLAUDE_CODE = 'resource:default/claude-code';
/** Telemetry that is older is refused. */
const DAYS_PUSHED = 6;

/** Every door there is: vendors, both code hosts, a file, and what is pushed. */
export interface AllDoors {
  /** laid over `aiScorecards` */
  config(simUrl: string): JsonObject;
  pushes: PushRequest[];
  /** of the files that are read */
  folder: string;
  /** deletes the files */
  remove(): void;
}

export function allDoors(world: TestWorld): AllDoors {
  const days = [...Array(DAYS_PUSHED).keys()].map(i => world.day(-1 - i));
  const rows = days.flatMap(day => rowPushes(world.sim.world, day));
  const folder = mkdtempSync(path.join(tmpdir(), 'rows-'));
  writeFileSync(
    path.join(folder, 'kiro.ndjson'),
    rows
      .map(({ body }) => body.toString())
      .join('\n')
      .replaceAll(CLAUDE_CODE, 'resource:default/kiro'),
  );
  return {
    folder,
    pushes: [
      ...rows,
      ...days.flatMap(day => otlpPushes(world.sim.world, day)),
      focusPush(days),
    ],
    config: simUrl => {
      const { sources, ...rest } = doorsConfig(simUrl, { doors: ALL_VENDORS });
      return {
        ...rest,
        sources: {
          ...sources,
          github: {
            ...sources.github,
            codeHost: { webUrl: 'https://github.acme.example' },
          },
          gitlab: {
            baseUrl: simUrl,
            token: 'sim-gitlab-token',
            webUrl: 'https://gitlab.acme.example',
          },
          file: { path: folder },
        },
      };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function focusPush(days: readonly string[]): PushRequest {
  const lines = days.map(
    (day, place) =>
      `Acme,${place}.5,USD,${day}T00:00:00Z,${day}T23:59:59Z,windsurf`,
  );
  return {
    path: '/ingest/focus',
    headers: { 'content-type': 'text/csv' },
    body: Buffer.from(
      [
        'ProviderName,BilledCost,BillingCurrency,ChargePeriodStart,ChargePeriodEnd,x_Tool',
        ...lines,
      ].join('\n'),
    ),
  };
}
