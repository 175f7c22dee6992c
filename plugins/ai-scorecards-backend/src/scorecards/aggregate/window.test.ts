import { factsOf, Someone } from './__testUtils__/factsOf';
import { windowFigures } from './window';

const EVERY_DAY = 0x7f;
const parents = { root: null, alpha: 'root', beta: 'root' };
const some = (count: number, team: string, uses: number[]): Someone[] =>
  Array.from({ length: count }, () => ({ team, seats: [], uses }));

describe('the share on sanctioned tools', () => {
  /** Tool 1 is approved, tool 2 needs an exception; `excepted` names the team that has one. */
  async function sharesOf(excepted: string | null) {
    const facts = factsOf(parents, [
      ...some(5, 'alpha', [1]),
      ...some(5, 'alpha', [2]),
      ...some(6, 'beta', [2]),
    ]);
    const teamOf = (name: string) => facts.forest.keys.indexOf(name);
    const figures = await windowFigures({
      facts,
      activeWeeks: new Int32Array(facts.members.person.length),
      isNew: new Uint8Array(facts.members.personIds.length),
      sanctioned: new Map([[1, EVERY_DAY]]),
      excepted: new Map(
        excepted === null
          ? []
          : [[2, new Map([[teamOf(excepted), EVERY_DAY]])]],
      ),
      defaults: new Set([1]),
    });
    return (name: string) => figures[teamOf(name)].sanctionedShare;
  }

  it('counts no day on a tool without an exception', async () => {
    const of = await sharesOf(null);
    expect(of('alpha')).toMatchObject({ numerator: 5, denominator: 10 });
    expect(of('alpha').excepted).toBeUndefined();
  });

  it('counts days by exception apart, of that team and of those above it', async () => {
    const of = await sharesOf('alpha');
    expect(of('alpha')).toMatchObject({
      numerator: 5,
      excepted: 5,
      denominator: 10,
    });
    expect(of('beta').excepted).toBeUndefined();
    expect(of('root')).toMatchObject({
      numerator: 5,
      excepted: 5,
      denominator: 16,
    });
  });
});
