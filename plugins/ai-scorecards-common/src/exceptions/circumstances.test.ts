import { circumstancesOf, Decider, isBarring } from './circumstances';
import type { ConflictGraph, ConflictGroup } from './conflicts';

const group = (
  parents: string[],
  directMembers: string[] = [],
  leads: string[] = [],
): ConflictGroup => ({ parents, directMembers, leads });

const graph: ConflictGraph = new Map([
  ['acme', group([], ['ceo'])],
  ['division', group(['acme'], ['dora'], ['dan'])],
  ['atlas', group(['division'], ['mia'], ['lea'])],
  ['atlas-mobile', group(['atlas'], ['max'])],
  ['rho', group(['division'], ['rob'])],
]);

const board = (who: string): Decider => ({ who, role: 'board', of: null });

const of = (people: Decider[], change: { recused?: string[] } = {}) =>
  circumstancesOf({
    lane: 'full',
    datesOnly: false,
    needed: 2,
    rejection: 'single',
    board: 'board',
    chair: null,
    voices: [],
    electorate: 'ok',
    recused: [],
    notBy: ['ned'],
    parties: {
      team: 'atlas',
      requester: 'rita',
      supportOwner: 'owen',
      budgetOwner: 'bea',
    },
    graph,
    people,
    ...change,
  });

describe('circumstancesOf', () => {
  it('says of everybody with a say what was found of them, and where', () => {
    const names = 'rita owen bea mia lea max dora dan ceo rob ned'.split(' ');
    expect(
      of(names.map(board)).people.map(({ who, found, group: where }) => [
        who,
        found,
        where,
      ]),
    ).toEqual([
      ['rita', 'requester', null],
      ['owen', 'support-owner', null],
      ['bea', 'budget-owner', null],
      ['mia', 'member', 'atlas'],
      ['lea', 'lead', 'atlas'],
      ['max', 'member-below', 'atlas-mobile'],
      ['dora', 'member-above', 'division'],
      ['dan', 'lead-above', 'division'],
      ['ceo', 'excepted', 'acme'],
      ['rob', null, null],
      ['ned', 'heard-before', null],
    ]);
  });

  it('says how far it looked', () => {
    expect(of([]).looked).toEqual({
      below: ['atlas-mobile'],
      above: ['division'],
      excepted: ['acme'],
    });
  });

  it('keeps the part in which somebody has a say', () => {
    const people: Decider[] = [
      { who: 'dee', role: 'deputy', of: 'rob' },
      { who: 'sam', role: 'voice', of: 'security' },
    ];
    expect(of(people, { recused: ['sam'] }).people).toEqual([
      { ...people[0], found: null, group: null },
      { ...people[1], found: 'stepped-aside', group: null },
    ]);
  });

  it('bars nobody for a place in a Group without a parent', () => {
    expect(
      [null, 'excepted', 'member'].map(each => isBarring(each as null)),
    ).toEqual([false, false, true]);
  });
});
