import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  registryReadPermission,
  Scorecard,
  scorecardSchema,
  TeamRow,
  teamSortSchema,
  teamsResponseSchema,
} from 'backstage-plugin-ai-scorecards-common';
import { AccessWorld, policyNames } from './__testUtils__/access/AccessWorld';
import { OTHER_TEAM, TEAM } from './__testUtils__/access/personas';
import { shippedPolicy } from './__testUtils__/access/policies';
import type { Portal } from './__testUtils__/portal';

jest.setTimeout(240_000);

/** What a row says, in the order of a scorecard that says the same. */
const saidByRow = ({ parent: _, ...row }: TeamRow) => row;

/** The row that a scorecard allows. */
function rowOf(scorecard: Scorecard) {
  const metric = (id: string) => scorecard.headline.find(it => it.id === id);
  const figure = (id: string) => metric(id)?.figure ?? null;
  const { ref, title, type } = scorecard.team;
  return {
    team: { ref, title, type },
    week: scorecard.week,
    weeklyActiveRate: figure('weeklyActiveRate'),
    weeklyActiveStatus: metric('weeklyActiveRate')?.status ?? null,
    costPerActiveDeveloper: figure('costPerActiveDeveloper'),
    costStatus: metric('costPerActiveDeveloper')?.status ?? null,
    teamOutput: figure('teamOutput'),
    changeFailureRate: figure('changeFailureRate'),
    practiceLevel: figure('practiceLevel'),
  };
}

describe('the list of teams', () => {
  let access: AccessWorld;
  let teams: string[];
  let readers: string[];

  beforeAll(async () => {
    access = await AccessWorld.start({ developers: 120, days: 60 });
    teams = await access.teams();
    readers = [...access.users.keys(), 'service'];
  });
  afterAll(() => access.close());

  /** Every page of a list. */
  async function rowsOf(persona: string, portal: Portal, query: string) {
    const rows: TeamRow[] = [];
    let cursor: string | null = null;
    do {
      const more: string = cursor ? `&cursor=${cursor}` : '';
      const page: ReturnType<typeof teamsResponseSchema.parse> =
        teamsResponseSchema.parse(
          await access.read(persona, portal, `/teams?${query}${more}`),
        );
      rows.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor);
    return rows;
  }

  const scorecardOf = async (persona: string, portal: Portal, team: string) =>
    scorecardSchema.parse(
      await access.read(
        persona,
        portal,
        `/teams/${team.slice(team.indexOf(':') + 1)}/scorecard`,
      ),
    );

  it.each(policyNames)(
    'shows each team as its scorecard does, under %s',
    async policy => {
      const portal = await access.under(policy);
      for (const persona of readers) {
        const rows = await rowsOf(persona, portal, 'limit=200');
        const wanted = new Map<string, unknown>();
        for (const team of teams) {
          wanted.set(team, rowOf(await scorecardOf(persona, portal, team)));
        }
        const shown = new Map(
          rows.map((row): [string, unknown] => [row.team.ref, saidByRow(row)]),
        );
        expect({ persona, shown }).toEqual({ persona, shown: wanted });
      }
    },
  );

  it.each(policyNames)(
    'has the same rows in every order and cut, under %s',
    async policy => {
      const portal = await access.under(policy);
      for (const persona of readers) {
        const all = await rowsOf(persona, portal, 'limit=200');
        const byRef = new Map(all.map(row => [row.team.ref, row]));
        for (const sort of teamSortSchema.options) {
          for (const order of ['asc', 'desc']) {
            const query = `limit=7&sort=${sort}&order=${order}`;
            const rows = await rowsOf(persona, portal, query);
            expect(rows).toHaveLength(all.length);
            expect({
              persona,
              query,
              rows: new Map(rows.map(row => [row.team.ref, row])),
            }).toEqual({ persona, query, rows: byRef });
          }
        }
      }
    },
  );

  it('shows nobody more of a team than an operator sees of it', async () => {
    const portal = await access.under('the shipped policy');
    for (const team of teams) {
      const full = await scorecardOf('operator', portal, team);
      for (const persona of readers) {
        const seen = await scorecardOf(persona, portal, team);
        for (const metric of seen.headline) {
          expect(full.headline).toContainEqual(metric);
        }
        expect([null, full.adoption]).toContainEqual(seen.adoption);
        expect([null, full.cost]).toContainEqual(seen.cost);
      }
    }
  });

  it('leaves out what a policy denies, and does not fail', async () => {
    const portal = await access.portal(
      shippedPolicy(
        shipped => async (permission, user) =>
          permission.name === registryReadPermission.name
            ? { result: AuthorizeResult.DENY }
            : shipped(permission, user),
      ),
    );
    const refs = async (persona: string) =>
      (await rowsOf(persona, portal, 'limit=200')).map(row => row.team.ref);
    expect(await refs('operator')).toHaveLength(teams.length);
    expect(await refs('lead')).toContain(TEAM);
    for (const persona of access.users.keys()) {
      const listed = new Set(await refs(persona));
      for (const team of [TEAM, OTHER_TEAM]) {
        const { status } = await access.as(
          persona,
          portal,
          'GET',
          `/teams/${team.slice(team.indexOf(':') + 1)}/scorecard`,
        );
        expect({ persona, team, status }).toEqual({
          persona,
          team,
          status: listed.has(team) ? 200 : 403,
        });
      }
      const tools = await access.as(persona, portal, 'GET', '/tools');
      expect(tools.status).toBe(403);
    }
  });
});
