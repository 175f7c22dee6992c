import fc from 'fast-check';
import {
  barredBecause,
  ConflictGraph,
  ConflictGroup,
  electorateOf,
  Parties,
} from './conflicts';

const group = (
  parents: string[],
  directMembers: string[] = [],
  leads: string[] = [],
): ConflictGroup => ({ parents, directMembers, leads });

const parties: Parties = {
  team: 'atlas',
  requester: 'rita',
  supportOwner: 'owen',
  budgetOwner: 'bea',
};

const graph: ConflictGraph = new Map([
  ['acme', group([], ['ceo'], ['chief'])],
  ['division', group(['acme'], ['dora'], ['dan'])],
  ['atlas', group(['division'], ['mia'], ['lea'])],
  ['atlas-mobile', group(['atlas'], ['max'], ['lou'])],
  ['rho', group(['division'], ['rob'], ['ron'])],
]);

describe('barredBecause', () => {
  it.each([
    ['rita', 'You filed this request'],
    ['owen', 'You would support the tool'],
    ['bea', 'You would pay for the tool'],
    ['mia', 'You are in the team that asks'],
    ['lea', 'You lead the team that asks'],
    ['max', 'You are in atlas-mobile, which is part of the team that asks'],
    ['dora', 'You are in division, above the team that asks'],
    ['dan', 'You lead division, above the team that asks'],
    // Everybody is in a Group without a parent, and siblings have no part in it.
    ['ceo', null],
    ['chief', null],
    ['rob', null],
    ['ron', null],
    ['lou', null],
    ['out', null],
  ])('says of %s: %s', (user, expected) => {
    expect(barredBecause(user, parties, graph)).toBe(expected);
  });

  it('never leaves the team that asks out, though it has no parent', () => {
    const flat: ConflictGraph = new Map([['atlas', group([], ['mia'])]]);
    expect(barredBecause('mia', parties, flat)).not.toBeNull();
  });

  it('bars members of the team whatever the graph, cycles included', () => {
    const names = ['atlas', 'a', 'b', 'c', 'd'];
    const anyGraph = fc
      .tuple(
        ...names.map(() =>
          fc.record({
            parents: fc.subarray(names),
            directMembers: fc.subarray(['u', 'v', 'w']),
            leads: fc.subarray(['u', 'v', 'w']),
          }),
        ),
      )
      .map(groups => new Map(groups.map((each, i) => [names[i], each])));
    fc.assert(
      fc.property(anyGraph, fc.constantFrom('u', 'v', 'w'), (any, user) => {
        const own = any.get('atlas')!;
        const isTheirs =
          own.directMembers.includes(user) || own.leads.includes(user);
        const because = barredBecause(user, parties, any);
        expect(isTheirs && because === null).toBe(false);
        // Where nobody names the user, nothing bars them.
        const isNamed = [...any.values()].some(
          each =>
            each.directMembers.includes(user) || each.leads.includes(user),
        );
        expect(!isNamed && because !== null).toBe(false);
      }),
    );
  });
});

describe('electorateOf', () => {
  const of = (board: string[] | null, fallback: string[] = []) =>
    electorateOf({ board, fallback, needed: 2, parties, graph });

  it('takes those away who are barred, with the reason', () => {
    expect(of(['rob', 'mia', 'ron'])).toEqual({
      state: 'ok',
      eligible: ['rob', 'ron'],
      barred: [{ user: 'mia', because: 'You are in the team that asks' }],
    });
  });

  it('asks fallback approvers under the same rule where too few are left', () => {
    expect(of(['rob', 'mia'], ['dan', 'ceo'])).toMatchObject({
      state: 'ok',
      eligible: ['rob', 'ceo'],
    });
  });

  it('says that nobody can decide: no board, a board of one, everybody barred', () => {
    expect(of(null).state).toBe('no-board');
    expect(of(['rob']).state).toBe('no-eligible-approvers');
    expect(of(['mia', 'rita', 'owen'], ['bea']).state).toBe(
      'no-eligible-approvers',
    );
  });
});
