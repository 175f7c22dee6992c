import { AccessWorld } from './__testUtils__/access/AccessWorld';
import {
  countName,
  countsTold,
  EVERYBODY,
  partsOf,
  Told,
} from './__testUtils__/access/counts';
import type { Portal } from './__testUtils__/portal';

jest.setTimeout(240_000);

const MINIMUM = 5;
const WEEKS = 3;

const isFew = (people: number) => people !== 0 && Math.abs(people) < MINIMUM;

/** What the teams directly below a team show. */
const childrenOf = ({ parents, counts }: Told, team: string) =>
  [...parents]
    .filter(([, parent]) => parent === team)
    .flatMap(([ref]) => counts.get(ref) ?? []);

describe.each([100, 160])(
  'somebody who adds and subtracts, among %i developers',
  developers => {
    let access: AccessWorld;
    let portal: Portal;
    let told: Told;

    beforeAll(async () => {
      access = await AccessWorld.start({ developers, days: 70 });
      portal = await access.under('the shipped policy');
      told = await countsTold(access, 'operator', portal, WEEKS);
    });
    afterAll(() => access.close());

    it('reads nothing about fewer than five people', () => {
      const all = [...told.counts].flatMap(([team, counts]) =>
        [...counts].map(([name, people]) => ({ team, name, people })),
      );
      expect(all.length).toBeGreaterThan(200);
      expect(all.filter(({ people }) => isFew(people))).toEqual([]);
      expect(told.counts.get(EVERYBODY)?.size).toBeGreaterThan(5);
    });

    it('is left with nobody or enough when the teams below are taken from a team', () => {
      let tried = 0;
      const left: object[] = [];
      for (const [team, counts] of told.counts) {
        const below = childrenOf(told, team);
        for (const [name, people] of counts) {
          const shown = below.flatMap(child => child.get(name) ?? []);
          if (shown.length === 0) continue;
          tried += 1;
          const rest = shown.reduce((sum, each) => sum - each, people);
          if (isFew(rest)) left.push({ team, name, people, shown });
        }
      }
      expect(tried).toBeGreaterThan(50);
      expect(left).toEqual([]);
    });

    it('is left with nobody or enough when a part is taken from its whole', () => {
      let tried = 0;
      const left: object[] = [];
      for (const [team, counts] of told.counts) {
        const periods = new Set(
          [...counts.keys()].map(key => key.split(' ')[0]),
        );
        for (const period of periods) {
          for (const [whole, part] of partsOf) {
            const all = counts.get(countName(period, whole));
            const some = counts.get(countName(period, part));
            if (all === undefined || some === undefined) continue;
            tried += 1;
            if (isFew(all - some)) left.push({ team, period, all, some });
          }
        }
      }
      expect(tried).toBeGreaterThan(20);
      expect(left).toEqual([]);
    });

    it('reads the same as everybody else who may read it', async () => {
      for (const persona of access.users.keys()) {
        const theirs = await countsTold(access, persona, portal, 1);
        for (const [team, counts] of theirs.counts) {
          for (const [name, people] of counts) {
            expect({ team, name, people }).toEqual({
              team,
              name,
              people: told.counts.get(team)?.get(name),
            });
          }
        }
      }
    });
  },
);
