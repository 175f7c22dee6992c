import { stringifyEntityRef } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import gitlab from 'backstage-plugin-ai-scorecards-backend-module-gitlab';
import {
  Scorecard,
  TeamOutcomes,
  teamOutcomesSchema,
  TeamPractices,
  teamPracticesSchema,
} from 'backstage-plugin-ai-scorecards-common';
import {
  BandTruth,
  Changes,
  CheckTruth,
  expected,
  Granted,
  Indicator,
  Memory,
  OutcomeTruth,
  PracticesOfTeam,
  PracticeTruth,
  readCode,
  Settings,
  Statement,
  Statements,
  vendorReports,
  Waiver,
} from 'expected-truth';
import { doorsConfig } from './doors';
import { Portal } from './portal';
import { TestWorld } from './world';

const DOORS: Settings['doors'] = ['github', 'anthropic', 'cursor'];

/** Days for which somebody's word on a check holds. */
const HOLDS_DAYS: Record<string, number> = {
  'security.extra-scrutiny': 180,
  'practices.documented': 180,
  'review.checklist': 365,
  'data.classified': 180,
  'agents.least-privilege': 180,
};

/** What is excused: what fails, what does not, and what was up to yesterday. */
const waiversOf = (world: TestWorld): Waiver[] =>
  (
    [
      ['loyalty', 'review.same-bar', 60],
      ['loyalty', 'review.same-bar', 20],
      ['fraud-detection', 'review.not-rubber-stamped', 0],
      ['payment-gateway', 'agents.least-privilege', 60],
      ['commerce', 'secrets.scanning', 60],
      ['platform', 'tests.required', 60],
      ['ledger-reporting', 'tests.required', -1],
    ] as const
  ).map(([team, check, days]) => ({
    team: `group:default/${team}`,
    check,
    until: world.day(days),
  }));

const STANCE = { version: '3', url: 'https://acme.example/stance' };

/** A portal that is connected to the stand-in's vendors and both of its code hosts. */
export function withCodeHosts(
  world: TestWorld,
  config: JsonObject = {},
  sensitivePaths: string[] = [],
) {
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
      practices: {
        stance: STANCE,
        sensitivePaths,
        // The truth has it as one that keeps no team from a level.
        checks: { 'stance.acknowledged': { required: false } },
        waivers: waiversOf(world).map(waiver => ({
          ...waiver,
          reason: 'It is being mended.',
        })),
      },
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

/** Refs of the people who are directly in a team. */
export const membersOf = (world: TestWorld, team: string): string[] =>
  world.example.entities
    .filter(
      ({ kind, relations }) =>
        kind === 'User' &&
        relations?.some(it => it.type === 'memberOf' && it.targetRef === team),
    )
    .map(it => stringifyEntityRef(it));

/** What people have said, and what the organisation calls sensitive. */
type Said = Pick<Statements, 'attested' | 'acknowledged' | 'sensitivePaths'>;

/** Something that a team says of itself. */
interface Saying {
  team: string;
  check: string;
  daysAgo?: number;
}

/** Members of teams say something. Returns what was said, by team. */
export async function attest(
  world: TestWorld,
  portal: Portal,
  sayings: readonly Saying[],
): Promise<Map<string, Statement[]>> {
  const said = new Map<string, Statement[]>();
  for (const { team, check, daysAgo = 0 } of sayings) {
    const [member] = membersOf(world, team);
    if (!member) throw new Error(`Nobody is in ${team}`);
    await portal.post(
      `${pathOf(team)}/attestations`,
      {
        check,
        statement: 'How we hold it is written in our handbook.',
        ...(daysAgo > 0 && { madeOn: world.day(-daysAgo) }),
      },
      member,
    );
    const expiresOn = world.day(HOLDS_DAYS[check] - daysAgo);
    said.set(team, [...(said.get(team) ?? []), { check, expiresOn }]);
  }
  return said;
}

/** People say that they know the stance: all of some teams, and one of another. Returns their refs. */
export async function acknowledge(
  world: TestWorld,
  portal: Portal,
): Promise<Set<string>> {
  const people = [
    ...membersOf(world, 'group:default/platform'),
    ...membersOf(world, 'group:default/security'),
    ...membersOf(world, 'group:default/checkout').slice(0, 1),
  ];
  for (const person of people) {
    await portal.post(
      '/practices/acknowledgements',
      { version: STANCE.version },
      person,
    );
  }
  return new Set(people);
}

/** What must be read of every team, worked out from the stand-in's plain truth. */
export async function truthOfPractices(world: TestWorld, said: Said) {
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
  const known = {
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
      ...said,
      waivers: waiversOf(world),
      leadsSince: settings.today,
    },
  };
  /** How teams stand as of a day, while some hosts cannot be read since the last look. */
  const practices = (
    later: {
      today?: string;
      down?: readonly ('github' | 'gitlab')[];
      unmerged?: readonly ('github' | 'gitlab')[];
      before?: ReadonlyMap<string, Memory>;
      granted?: readonly Granted[];
    } = {},
  ) => {
    const { today = settings.today, ...rest } = later;
    return new PracticeTruth({
      ...known,
      ...rest,
      settings: { ...settings, today },
    });
  };
  return { teams, practices, outcomes };
}

/** Teams that are meant to have said nothing of their data. */
const SILENT = ['cold-chain', 'data-platform', 'freight', 'recommendations'];

/** What teams say: what nothing but a person can, and what facts speak for, against and not at all of. */
export const sayingsOf = (world: TestWorld): Saying[] => [
  ...world.sim.world.organisation.groups
    .filter(({ type, name }) => type === 'team' && !SILENT.includes(name))
    .map(({ name }) => ({
      team: `group:default/${name}`,
      check: 'data.classified',
      ...(name === 'last-mile' && { daysAgo: 200 }),
    })),
  ...(
    [
      ['warehouse', 'security.extra-scrutiny', 0],
      ['tracking', 'security.extra-scrutiny', 0],
      ['identity-and-access', 'security.extra-scrutiny', 0],
      ['loyalty', 'security.extra-scrutiny', 200],
      ['ledger', 'practices.documented', 0],
      ['recommendations', 'practices.documented', 200],
      ['last-mile', 'review.checklist', 0],
      ['pricing', 'review.checklist', 400],
      ['warehouse', 'agents.least-privilege', 0],
      ['payment-gateway', 'agents.least-privilege', 200],
      ['platform', 'agents.least-privilege', 0],
      ['storefront', 'agents.least-privilege', 0],
    ] as const
  ).map(([team, check, daysAgo]) => ({
    team: `group:default/${team}`,
    check,
    daysAgo,
  })),
];

/** Everything of a team's checks and its level that the truth speaks of. */
export function shownChecks({ standing, results }: TeamPractices) {
  const { state, effective: level, raw, was } = standing;
  return {
    standing: { state, level, raw, was },
    checks: sorted(
      results.map((result): [string, CheckTruth] => [
        result.check.id,
        {
          state: result.state,
          counts: result.counts,
          mismatch: result.mismatch !== null,
          heldUntil: result.held?.until ?? null,
          waivedUntil: result.waivedUntil,
          waivedBy: [
            ...new Set(result.waivedBy.map(it => `${it.team} ${it.tool}`)),
          ].sort(),
          ...(result.raw?.of && {
            passing: result.raw.value ?? undefined,
            of: result.raw.of,
          }),
        },
      ]),
    ),
  };
}

/** The same from the truth. */
export function wantedChecks({ standing, checks }: PracticesOfTeam) {
  return { standing, checks: sorted(checks) };
}

/** Values and baselines of a team's indicators, one against the other, and week by week. */
export function shownIndicators({ indicators }: TeamOutcomes) {
  return sorted(
    (indicators ?? []).map((it): [string, Indicator] => [
      it.id,
      {
        value: it.figure.value,
        bound: it.figure.bound,
        baseline: it.baseline.value,
        baselineBound: it.baseline.bound,
        index: it.index.value,
        weeks: it.weeks.map(point => point.value),
      },
    ]),
  );
}

export function sorted<T>(entries: Iterable<[string, T]>): Map<string, T> {
  return new Map([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}

type Known = Awaited<ReturnType<typeof truthOfPractices>>;

/** Checks and levels of every team, and what they ought to be. */
export async function compareChecks(
  portal: Portal,
  teams: readonly string[],
  truth: ReturnType<Known['practices']>,
) {
  const shown = new Map<string, ReturnType<typeof shownChecks>>();
  const wanted = new Map<string, ReturnType<typeof wantedChecks>>();
  const memories = new Map<string, Memory>();
  for (const team of teams) {
    const of = truth.of(team);
    shown.set(team, shownChecks(await practicesOf(portal, team)));
    wanted.set(team, wantedChecks(of));
    memories.set(team, of.memory);
  }
  return { shown, wanted, memories };
}

/** Values of the tiles that tell of work and practices. */
const tilesOf = ({ headline }: Scorecard) =>
  ['teamOutput', 'changeFailureRate', 'practiceLevel'].map(
    id => headline.find(metric => metric.id === id)?.figure.value ?? null,
  );

/** Checks and indicators of every team, and what they ought to be. */
export async function comparePractices(
  world: TestWorld,
  portal: Portal,
  said: Said,
) {
  const truth = await truthOfPractices(world, said);
  const checks = await compareChecks(portal, truth.teams, truth.practices());
  const outcomes = new Map<string, Map<string, Indicator>>();
  const wantedOutcomes = new Map<string, Map<string, Indicator>>();
  const tiles = new Map<string, (number | null)[]>();
  const wantedTiles = new Map<string, (number | null)[]>();
  const bands = new Map<string, BandTruth>();
  const wantedBands = new Map<string, BandTruth>();
  for (const team of truth.teams) {
    const work = await outcomesOf(portal, team);
    outcomes.set(team, shownIndicators(work));
    wantedOutcomes.set(team, sorted(truth.outcomes.indicators(team)));
    const { state: _, explanation: _none, ...band } = work.quality;
    bands.set(team, band);
    wantedBands.set(team, truth.outcomes.band(team));
    tiles.set(team, tilesOf(await portal.scorecard(team)));
    const of = truth.outcomes.indicators(team);
    wantedTiles.set(team, [
      of.get('output')?.index ?? null,
      of.get('changeFailure')?.value ?? null,
      checks.wanted.get(team)?.standing.level ?? null,
    ]);
  }
  return {
    truth,
    ...checks,
    outcomes,
    wantedOutcomes,
    bands,
    wantedBands,
    tiles,
    wantedTiles,
  };
}
