import { readFileSync } from 'node:fs';
import path from 'node:path';
import { mockCredentials } from '@backstage/backend-test-utils';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import gitlab from 'backstage-plugin-ai-scorecards-backend-module-gitlab';
import {
  CheckState,
  teamsResponseSchema,
  TeamPractices,
} from 'backstage-plugin-ai-scorecards-common';
import { parse } from 'yaml';
// What `npm start` runs, so that the test sees what is seen there.
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
import { makeStatements } from '../../../../scripts/lib/statements.mjs';
import { Portal } from './portal';
import { judge, practicesOf } from './practices';
import { TestWorld } from './world';

const root = path.resolve(__dirname, '../../../..');

/** A page of the documentation. */
export const docsPage = (name: string): string =>
  readFileSync(path.join(root, 'docs', name), 'utf8');

/** A file of the example; `fill` is put for its variables. */
const exampleFile = (name: string, fill: Record<string, string> = {}) =>
  parse(
    readFileSync(path.join(root, 'examples', name), 'utf8').replace(
      /\$\{(\w+)\}/g,
      (_, variable) => fill[variable],
    ),
  );

/** What `npm start` configures, with the addresses of this run. */
function exampleConfig(world: TestWorld): JsonObject {
  const { sim, example, days } = world;
  const { aiScorecards } = exampleFile('ai-scorecards.yaml', {
    VENDOR_SIM_URL: sim.url,
    EXAMPLES_DIR: '',
    EXCUSED_UNTIL: world.day(365),
  });
  return {
    ...aiScorecards,
    backfillDays: days,
    org: { history: { people: example.peopleCsv, teams: example.teamsCsv } },
  };
}

/** The example portal as it is when everything is collected, people have stated what they do, and all of it was judged. */
export async function startExamplePortal(world: TestWorld): Promise<Portal> {
  const portal = await world.portal({
    features: [gitlab],
    config: exampleConfig(world),
  });
  await portal.collect();
  await judge(portal);
  const reach = {
    get: async (user: string, at: string) => {
      const { status, text } = await portal.reach(
        'GET',
        at,
        mockCredentials.user.header(user),
      );
      return status === 200 ? JSON.parse(text) : undefined;
    },
    post: (user: string, at: string, body: object) =>
      portal.post(at, body, user),
    members: async (group: string) =>
      world.example.entities
        .filter(
          ({ kind, relations }) =>
            kind === 'User' &&
            relations?.some(
              it =>
                it.type === 'memberOf' &&
                it.targetRef === `group:default/${group}`,
            ),
        )
        .map(entity => stringifyEntityRef(entity))
        .sort(),
    now: () => Date.parse(world.now),
  };
  const failed = await makeStatements(reach, exampleFile('statements.yaml'));
  if (failed.length > 0) throw new Error(failed.join('\n'));
  await judge(portal);
  return portal;
}

/** How every team of a portal stands, by the name of its Group. */
export async function allPractices(
  portal: Portal,
): Promise<Map<string, TeamPractices>> {
  const { items } = teamsResponseSchema.parse(
    await portal.get('/teams?limit=200'),
  );
  const found = new Map<string, TeamPractices>();
  for (const { team } of items) {
    found.set(team.ref.split('/')[1], await practicesOf(portal, team.ref));
  }
  return found;
}

/** Teams by check and state. */
export function teamsByState(
  practices: ReadonlyMap<string, TeamPractices>,
): Map<string, Map<CheckState, string[]>> {
  const found = new Map<string, Map<CheckState, string[]>>();
  for (const [team, { results }] of practices) {
    for (const { check, state } of results) {
      const states = found.get(check.id) ?? new Map<CheckState, string[]>();
      found.set(check.id, states);
      states.set(state, [...(states.get(state) ?? []), team]);
    }
  }
  return found;
}
