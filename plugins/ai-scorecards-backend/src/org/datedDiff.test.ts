import { addDays } from 'backstage-plugin-ai-scorecards-common';
import fc from 'fast-check';
import { DatedChange, datedDiff, DatedRow, isUnchanged } from './datedDiff';
import { OPEN_END } from './types';

const row = (value: string, from: string, to = OPEN_END): DatedRow => ({
  key: 'ada',
  value,
  from,
  to,
});

function apply(rows: DatedRow[], { remove, end, insert }: DatedChange) {
  const kept = rows
    .filter(each => !remove.includes(each))
    .map(each => {
      const change = end.find(item => item.row === each);
      return change ? { ...each, to: change.to } : each;
    });
  return [...kept, ...insert].sort((a, b) =>
    `${a.key} ${a.from}` < `${b.key} ${b.from}` ? -1 : 1,
  );
}

function look(rows: DatedRow[], wanted: Map<string, string>, day: string) {
  const current = rows.filter(each => each.to >= day);
  const past = rows.filter(each => each.to < day);
  return apply([...past, ...current], datedDiff(current, wanted, day));
}

describe('datedDiff', () => {
  const day = '2026-11-22';

  it.each<[string, DatedRow[], string | null, DatedRow[]]>([
    ['begins', [], 'a', [row('a', day)]],
    ['goes on', [row('a', '2026-11-01')], 'a', [row('a', '2026-11-01')]],
    ['ends', [row('a', '2026-11-01')], null, [row('a', '2026-11-01', day)]],
    [
      'changes',
      [row('a', '2026-11-01')],
      'b',
      [row('a', '2026-11-01', day), row('b', day)],
    ],
    [
      'is back on the day it ended',
      [row('a', '2026-11-01', day)],
      'a',
      [row('a', '2026-11-01')],
    ],
    [
      'is back after a change of the same day',
      [row('a', '2026-11-01', day), row('b', day)],
      'a',
      [row('a', '2026-11-01')],
    ],
    ['began and ended on one day', [row('a', day)], null, []],
    ['began twice on one day', [row('a', day)], 'b', [row('b', day)]],
    [
      'is back on another day',
      [row('a', '2026-11-01', '2026-11-10')],
      'a',
      [row('a', '2026-11-01', '2026-11-10'), row('a', day)],
    ],
  ])('%s', (_, stored, value, expected) => {
    const wanted = new Map(value === null ? [] : [['ada', value]]);
    expect(look(stored, wanted, day)).toEqual(expected);
  });

  const state = fc
    .dictionary(fc.constantFrom('p', 'q', 'r'), fc.constantFrom('1', '2'))
    .map(values => new Map(Object.entries(values)));
  const history = fc.array(state, { maxLength: 8 });
  const first = '2026-01-01';
  const build = (states: Map<string, string>[]) =>
    states.reduce<DatedRow[]>(
      (rows, wanted, index) => look(rows, wanted, addDays(first, index)),
      [],
    );

  it('changes nothing when the same is seen again', () => {
    fc.assert(
      fc.property(history, state, (states, last) => {
        const today = addDays(first, states.length);
        const once = look(build(states), last, today);
        expect(
          isUnchanged(
            datedDiff(
              once.filter(r => r.to >= today),
              last,
              today,
            ),
          ),
        ).toBe(true);
      }),
    );
  });

  it('ends in the same rows whatever was seen earlier that day', () => {
    fc.assert(
      fc.property(history, fc.array(state), state, (states, before, last) => {
        const today = addDays(first, states.length);
        const start = build(states);
        const wandered = before.reduce(
          (rows, wanted) => look(rows, wanted, today),
          start,
        );
        expect(look(wandered, last, today)).toEqual(look(start, last, today));
      }),
    );
  });

  it('says of each past day what was seen on it, and one thing only', () => {
    fc.assert(
      fc.property(history, states => {
        const rows = build(states);
        states.forEach((wanted, index) => {
          const on = addDays(first, index);
          const said = rows.filter(r => r.from <= on && r.to > on);
          expect(said).toHaveLength(wanted.size);
          said.forEach(r => expect(r.value).toBe(wanted.get(r.key)));
        });
      }),
    );
  });
});
