import {
  CHECKS,
  CheckState,
  TeamPractices,
} from 'backstage-plugin-ai-scorecards-common';
import {
  allPractices,
  docsPage,
  startExamplePortal,
  teamsByState,
} from './__testUtils__/examplePortal';
import { TestWorld } from './__testUtils__/world';

jest.setTimeout(1_200_000);

/** In the order of the columns of the table in `docs/practices.md`. */
const STATES: CheckState[] = [
  'pass',
  'fail',
  'unknown',
  'not-applicable',
  'waived',
  'expired',
];

/** A team of each level, as the documentation names them. */
const LEVELS: [number, string][] = [
  [0, 'checkout'],
  [1, 'storefront'],
  [2, 'fraud-detection'],
  [3, 'payment-gateway'],
  [4, 'developer-experience'],
];

/** States that a check can never have, with the reason. */
const CANNOT_BE = new Map<string, string>(
  CHECKS.filter(({ evidence }) => evidence === 'automatic').map(({ id }) => [
    `${id} expired`,
    'evidence alone counts, and no statement that could expire',
  ]),
);

/** The teams that the documentation names, by check and state. */
function documented(): Map<string, string> {
  const rows = docsPage('practices.md')
    .split('\n')
    .map(line => line.split('|').map(cell => cell.trim().replaceAll('`', '')))
    .filter(cells => CHECKS.some(({ id }) => id === cells[1]));
  return new Map(
    rows.flatMap(([, id, ...teams]) =>
      STATES.flatMap((state, column): [string, string][] =>
        /\w/.test(teams[column]) ? [[`${id} ${state}`, teams[column]]] : [],
      ),
    ),
  );
}

describe('the example portal', () => {
  let world: TestWorld;
  let practices: Map<string, TeamPractices>;
  let states: ReturnType<typeof teamsByState>;

  beforeAll(async () => {
    // As large as it starts; a quarter that checks look at, and half a year before it.
    world = await TestWorld.start({ developers: 300, days: 280 });
    practices = await allPractices(await startExamplePortal(world));
    states = teamsByState(practices);
  });
  afterAll(() => world.close());

  const cells = CHECKS.flatMap(({ id }) =>
    STATES.map((state): [string, CheckState] => [id, state]),
  );

  it('shows every check in every state that it can have', () => {
    const missing = cells.filter(
      ([id, state]) =>
        !states.get(id)?.has(state) && !CANNOT_BE.has(`${id} ${state}`),
    );
    expect(missing).toEqual([]);
    // What can be seen after all is no reason.
    const seen = cells.filter(
      ([id, state]) =>
        states.get(id)?.has(state) && CANNOT_BE.has(`${id} ${state}`),
    );
    expect(seen).toEqual([]);
  });

  it('has the teams that the documentation names for them', () => {
    const named = documented();
    const wanted = cells.filter(
      ([id, state]) => !CANNOT_BE.has(`${id} ${state}`),
    );
    for (const [id, state] of wanted) {
      const team = named.get(`${id} ${state}`);
      expect([id, state, states.get(id)?.get(state)]).toEqual([
        id,
        state,
        expect.arrayContaining([team]),
      ]);
    }
    expect(named.size).toBe(wanted.length);
  });

  it('has teams on every level, with what is excused and without', () => {
    const standings = [...practices.values()].map(it => it.standing);
    const all = [0, 1, 2, 3, 4, null];
    expect(new Set(standings.map(it => it.effective))).toEqual(new Set(all));
    expect(new Set(standings.map(it => it.raw))).toEqual(new Set(all));
    for (const [level, team] of LEVELS) {
      expect(docsPage('practices.md')).toContain(`${level} \`${team}\``);
      expect([team, practices.get(team)?.standing.effective]).toEqual([
        team,
        level,
      ]);
    }
    // Somebody stands higher by what is excused alone.
    expect(standings.some(it => (it.raw ?? 0) < (it.effective ?? 0))).toBe(
      true,
    );
  });
});
