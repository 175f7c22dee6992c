import fc from 'fast-check';
import { inTwoOrders } from '../../__testUtils__/inTwoOrders';
import { buildForest } from './forest';
import { MemberRange, membersOf } from './members';
import { DaySpan } from './span';

const span = new DaySpan('2026-03-02', '2026-03-08');

const groups = [11, 12, 13, 14].map(id => ({
  id,
  ref: `group:default/${id}`,
  // People of a Group that is no team are nobody's.
  isTeam: id !== 14,
}));

function membersIn(roster: MemberRange[]) {
  const forest = buildForest({ span, groups, edges: [], roster });
  return { forest, members: membersOf(span, forest, roster) };
}

const range = fc
  .record({
    personId: fc.integer({ min: 1, max: 6 }),
    groupId: fc.constantFrom(11, 12, 13, 14),
    from: fc.integer({ min: 1, max: 9 }),
    length: fc.integer({ min: 1, max: 5 }),
    counted: fc.boolean(),
    assumed: fc.boolean(),
  })
  .map(
    ({ from, length, ...rest }): MemberRange => ({
      ...rest,
      from: `2026-03-0${from}`,
      to: `2026-03-${String(from + length).padStart(2, '0')}`,
    }),
  );

describe('membersOf', () => {
  it('joins what is said of a person in a team, whatever the order of the rows', () => {
    fc.assert(
      fc.property(
        inTwoOrders(fc.array(range, { maxLength: 12 })),
        ([rows, shuffled]) => {
          const { members, forest } = membersIn(rows);
          expect(membersIn(shuffled).members).toEqual(members);

          const maskOf = (
            personId: number,
            groupId: number,
            holds: (row: MemberRange) => boolean,
          ) =>
            rows
              .filter(
                row =>
                  row.personId === personId &&
                  row.groupId === groupId &&
                  holds(row),
              )
              .reduce((mask, { from, to }) => mask | span.mask(from, to), 0);
          const seen = new Set<string>();
          Array.from(members.person).forEach((person, i) => {
            const personId = members.personIds[person];
            const groupId = forest.teamIds[members.team[i]];
            seen.add(`${personId} ${groupId}`);
            const mask = (holds: (row: MemberRange) => boolean) =>
              maskOf(personId, groupId, holds);
            expect(members.roster[i]).toBe(mask(() => true));
            expect(members.counted[i]).toBe(mask(row => row.counted));
            expect(members.assumed[i]).toBe(mask(row => row.assumed));
            expect(i).toBeGreaterThanOrEqual(members.start[person]);
            expect(i).toBeLessThan(members.start[person + 1]);
          });
          expect(seen).toEqual(
            new Set(
              rows
                .filter(
                  row =>
                    row.groupId !== 14 && span.mask(row.from, row.to) !== 0,
                )
                .map(row => `${row.personId} ${row.groupId}`),
            ),
          );
          expect(members.person).toHaveLength(seen.size);
          members.personIds.forEach((id, index) =>
            expect(members.personOf.get(id)).toBe(index),
          );
        },
      ),
    );
  });

  it('has people in the order of their ids, and their teams in the order of refs', () => {
    const at = (personId: number, groupId: number): MemberRange => ({
      personId,
      groupId,
      from: '2026-03-02',
      to: '2026-03-09',
      counted: true,
      assumed: false,
    });
    const { members } = membersIn([at(9, 11), at(2, 13), at(2, 12)]);
    expect([...members.personIds]).toEqual([2, 9]);
    expect([...members.start]).toEqual([0, 2, 3]);
    expect([...members.team]).toEqual([1, 2, 0]);
  });
});
