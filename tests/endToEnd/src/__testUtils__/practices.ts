import { stringifyEntityRef } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import gitlab from 'backstage-plugin-ai-scorecards-backend-module-gitlab';
import {
  TeamOutcomes,
  teamOutcomesSchema,
  TeamPractices,
  teamPracticesSchema,
} from 'backstage-plugin-ai-scorecards-common';
import {
  ABOUT_CHANGES,
  BandTruth,
  Changes,
  expected,
  Indicator,
  OutcomeTruth,
  PracticesOfTeam,
  PracticeTruth,
  readCode,
  Settings,
  vendorReports,
} from 'expected-truth';
import { doorsConfig } from './doors';
import { Portal } from './portal';
import { TestWorld } from './world';

const DOORS: Settings['doors'] = ['github', 'anthropic', 'cursor'];
const ATTESTED = 'data.classified';

/** A portal that is connected to the stand-in's vendors and both of its code hosts. */
export function withCodeHosts(world: TestWorld, config: JsonObject = {}) {
  const { url } = world.sim;
  const { sources, contracts } = doorsConfig(url, { doors: DOORS });
  return world.portal({
    features: [gitlab],
    config: {
      sources: {
        ...sources,
        github: {
          ...sources.github,
          codeHost: { webUrl: 'https://github.acme.example' },
        },
        gitlab: {
          baseUrl: url,
          token: 'sim-gitlab-token',
          webUrl: 'https://gitlab.acme.example',
        },
      },
      contracts,
      ...config,
    },
  });
}

/** Runs every task until evidence is in and judged. */
export async function judge(portal: Portal): Promise<void> {
  for (let round = 0; round < 4; round++) {
    await portal.tick();
    portal.clock.advance({ minutes: 11 });
  }
}

const pathOf = (team: string) => `/teams/${team.slice('group:'.length)}`;

export async function practicesOf(
  portal: Portal,
  team: string,
): Promise<TeamPractices> {
  return teamPracticesSchema.parse(
    await portal.get(`${pathOf(team)}/practices`),
  );
}

export async function outcomesOf(
  portal: Portal,
  team: string,
): Promise<TeamOutcomes> {
  return teamOutcomesSchema.parse(await portal.get(`${pathOf(team)}/outcomes`));
}

/** Members of some teams state what nothing but a person can. Returns what was attested, by team. */
export async function attest(
  world: TestWorld,
  portal: Portal,
  teams: readonly string[],
): Promise<Map<string, string[]>> {
  for (const team of teams) {
    const member = world.example.entities.find(
      ({ kind, relations }) =>
        kind === 'User' &&
        relations?.some(it => it.type === 'memberOf' && it.targetRef === team),
    );
    if (!member) throw new Error(`Nobody is in ${team}`);
    await portal.post(
      `${pathOf(team)}/attestations`,
      {
        check: ATTESTED,
        statement: 'Which data may go to which tool is in our handbook.',
      },
      stringifyEntityRef(member),
    );
  }
  return new Map(teams.map(team => [team, [ATTESTED]]));
}

/** What must be read of every team, worked out from the stand-in's plain truth. */
export async function truthOfPractices(
  world: TestWorld,
  attested: ReadonlyMap<string, readonly string[]>,
) {
  const settings = world.settings({ doors: DOORS });
  const { truth, history, facts, teams, week } = await expected(
    world.sim.url,
    settings,
  );
  const code = await readCode(world.sim.url, settings.from, world.day(-1));
  const changes = new Changes(code, history, settings.minimum);
  const reports = vendorReports(truth, settings);
  const outcomes = new OutcomeTruth(changes, {
    week,
    from: settings.from,
    today: settings.today,
    minimum: settings.minimum,
    repositories: code.repositories,
    findings: code.findings,
    reports,
    groups: truth.organisation.groups,
  });
  const practices = new PracticeTruth({
    truth,
    repositories: code.repositories,
    changes,
    reports,
    outcomes,
    history,
    facts,
    settings,
    statements: {
      annotations: new Map(
        world.example.entities.map(entity => [
          stringifyEntityRef(entity),
          entity.metadata.annotations ?? {},
        ]),
      ),
      attested,
    },
  });
  return { teams, practices, outcomes };
}

/** What people state of every team but those that are meant to have stated nothing. */
const SILENT = ['cold-chain', 'data-platform', 'recommendations'];

export const statingTeams = (world: TestWorld): string[] =>
  world.sim.world.organisation.groups
    .filter(({ type, name }) => type === 'team' && !SILENT.includes(name))
    .map(({ name }) => `group:default/${name}`);

const TOO_FEW = /too few/i;

/** Everything of a team's checks that the truth speaks of. */
export function shownChecks({ standing, results }: TeamPractices) {
  return {
    level: standing.state === 'not-assessed-yet' ? null : standing.effective,
    checks: sorted(
      results.map(({ check, state, raw }) => [
        check.id,
        {
          state,
          ...(raw?.of && { passing: raw.value, of: raw.of }),
        },
      ]),
    ),
  };
}

/** The same from the truth; a stricter guard may tell less of merged changes, and then says so. */
export function wantedChecks(truth: PracticesOfTeam, shown: TeamPractices) {
  const isHidden = (id: string) =>
    ABOUT_CHANGES.includes(id) &&
    shown.results.some(
      ({ check, reason }) => check.id === id && TOO_FEW.test(reason),
    );
  return {
    level: truth.level,
    checks: sorted(
      [...truth.checks].map(([id, check]) => [
        id,
        isHidden(id) ? { state: 'not-applicable' } : check,
      ]),
    ),
  };
}

/** Values and baselines of a team's indicators. */
export function shownIndicators({ indicators }: TeamOutcomes) {
  return sorted(
    (indicators ?? []).map(({ id, figure, baseline }): [string, Indicator] => [
      id,
      {
        value: figure.value,
        bound: figure.bound,
        baseline: baseline.value,
        baselineBound: baseline.bound,
      },
    ]),
  );
}

export function sorted<T>(entries: Iterable<[string, T]>): Map<string, T> {
  return new Map([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Checks and indicators of every team, and what they ought to be. */
export async function comparePractices(
  world: TestWorld,
  portal: Portal,
  attested: ReadonlyMap<string, readonly string[]>,
) {
  const truth = await truthOfPractices(world, attested);
  const shown = new Map<string, ReturnType<typeof shownChecks>>();
  const wanted = new Map<string, ReturnType<typeof wantedChecks>>();
  const outcomes = new Map<string, Map<string, Indicator>>();
  const wantedOutcomes = new Map<string, Map<string, Indicator>>();
  const bands = new Map<string, BandTruth>();
  const wantedBands = new Map<string, BandTruth>();
  for (const team of truth.teams) {
    const practices = await practicesOf(portal, team);
    shown.set(team, shownChecks(practices));
    wanted.set(team, wantedChecks(truth.practices.of(team), practices));
    const work = await outcomesOf(portal, team);
    outcomes.set(team, shownIndicators(work));
    wantedOutcomes.set(team, sorted(truth.outcomes.indicators(team)));
    const { state: _, explanation: _none, ...band } = work.quality;
    bands.set(team, band);
    wantedBands.set(team, truth.outcomes.band(team));
  }
  return { shown, wanted, outcomes, wantedOutcomes, bands, wantedBands };
}
