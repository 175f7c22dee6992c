import { generateOrganisation } from '../../organisation/generate';
import { addDays } from '../../time/days';
import { CodeWorld } from './CodeWorld';
import { codePlanOf, TeamCodePlan } from './teamPlans';
import { PullRequest } from './types';

/** Days on which somebody might start the example, over the year. */
const STARTS = Array.from({ length: 5 }, (_, n) =>
  addDays('2026-11-27', 83 * n),
);
/** Days that checks of changes look at. */
const DAYS = 90;
const NO_PLAN: TeamCodePlan = { level: null, repositories: 0, lacks: [] };
const organisation = generateOrganisation({ developers: 300 });

const linesOf = (it: PullRequest) => it.additions + it.deletions;
const isFast = ({ openedAt, reviews }: PullRequest) =>
  reviews.some(
    it =>
      !it.bot &&
      it.state === 'APPROVED' &&
      Date.parse(it.at) - Date.parse(openedAt) <= 120_000,
  );
const median = (values: number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** What each team merged in some days before a start, and which of it failed. */
function workOf(today: string) {
  const code = new CodeWorld(organisation, {
    seed: 7,
    repositoriesPerTeam: 1,
    begun: today,
    today: () => today,
    covers: day => day < today,
  });
  const pulls = new Map<string, (PullRequest & { age: number })[]>();
  const failed = new Set<string>();
  const keyOf = (slug: string, number: number) => `${slug}#${number}`;
  for (let age = 272; age > 0; age--) {
    const day = addDays(today, -age);
    for (const pull of code.pullRequests(day)) {
      const { slug, team } = pull.repository;
      const own = pulls.get(team) ?? [];
      pulls.set(team, own);
      own.push({ ...pull, age });
      for (const number of [...pull.reverts, ...pull.fixes]) {
        failed.add(keyOf(slug, number));
      }
    }
    for (const { causedBy } of code.incidents(day)) {
      causedBy.forEach(it => failed.add(keyOf(it.repository, it.number)));
    }
  }
  const hasFailed = (it: PullRequest) =>
    failed.has(keyOf(it.repository.slug, it.number));
  return { pulls, hasFailed };
}

describe.each(STARTS)('an example that is started on %s', today => {
  const { pulls, hasFailed } = workOf(today);
  const teams = [...pulls.keys()];
  const recent = (team: string, isAi: boolean, least = 1) =>
    (pulls.get(team) ?? []).filter(
      it =>
        it.person !== undefined &&
        it.age >= least &&
        it.age <= DAYS &&
        it.ai.length > 0 === isAi,
    );
  const meant = (keep: (plan: TeamCodePlan) => boolean) =>
    teams.filter(team => keep(codePlanOf(team) ?? NO_PLAN));
  const lacking = (check: string) =>
    meant(({ lacks }) => lacks.some(it => it.check === check));
  const divisionOf = (team: string) =>
    organisation.groups.find(it => it.name === team)?.parent;
  const below = (division: string) =>
    teams.filter(team => divisionOf(team) === division);

  const before = (team: string) =>
    (pulls.get(team) ?? []).filter(it => it.ai.length > 0 && it.age > DAYS);
  const growth = (team: string) =>
    median(recent(team, true).map(linesOf)) / median(before(team).map(linesOf));
  const failing = (of: string[], isAi: boolean) => {
    const settled = of.flatMap(team => recent(team, isAi, 14));
    expect(settled.length).toBeGreaterThan(35);
    return settled.filter(hasFailed).length / settled.length;
  };
  const waved = (of: string[]) => {
    const large = of.flatMap(team =>
      recent(team, true).filter(it => linesOf(it) > 200),
    );
    expect(large.length).toBeGreaterThan(22);
    return large.filter(isFast).length / large.length;
  };

  it('has teams whose changes grew within the quarter', () => {
    const grown = lacking('batches.small');
    expect(grown).toHaveLength(2);
    for (const team of grown) expect(growth(team)).toBeGreaterThan(1.6);
  });

  it('has a team that has only begun to label', () => {
    expect(before('ledger-core')).toEqual([]);
    expect(recent('ledger-core', true).length).toBeGreaterThan(25);
  });

  it('has careful teams that no accident keeps from their level', () => {
    const careful = meant(plan => plan.careful === true);
    expect(careful).toEqual(
      expect.arrayContaining(meant(({ level }) => level === 3 || level === 4)),
    );
    for (const team of careful) {
      expect([team, growth(team)]).toEqual([team, expect.any(Number)]);
      expect(growth(team)).toBeLessThan(1.2);
    }
    for (const team of meant(({ level }) => level === 4)) {
      expect(failing([team], true)).toBe(0);
    }
  });

  it('has teams, and a division, whose changes by AI fail more often', () => {
    const careless = lacking('rework.tracked');
    expect(careless).toHaveLength(2);
    for (const of of [...careless.map(team => [team]), below('logistics')]) {
      expect(failing(of, true)).toBeGreaterThan(failing(of, false));
    }
  });

  it('has a team, and its division, in which large changes are waved through', () => {
    expect(waved(['fraud-detection'])).toBeGreaterThan(0.2);
    expect(waved([...below('payments'), ...below('ledger')])).toBeGreaterThan(
      0.07,
    );
    expect(waved(['warehouse'])).toBe(0);
  });
});
