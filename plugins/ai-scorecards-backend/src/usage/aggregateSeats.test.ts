import fc from 'fast-check';
import {
  SeatRecord,
  UnreadableRecord,
} from 'backstage-plugin-ai-scorecards-node';
import { inTwoOrders } from '../__testUtils__/inTwoOrders';
import { AccountSeat, AggregatedSeats, aggregateSeats } from './aggregateSeats';
import { streamOf } from './__testUtils__/records';

const DAY = '2026-03-02';

function seat(who: string | null, parts: Partial<SeatRecord> = {}): SeatRecord {
  return {
    type: 'seat',
    account: who === null ? null : { key: who, kind: 'login' },
    createdOn: null,
    endsOn: null,
    plan: null,
    ...parts,
  };
}

async function seatsOf(list: AggregatedSeats, size = 3) {
  const seats: AccountSeat[] = [];
  for await (const piece of list.seats(size)) seats.push(...piece);
  return seats;
}

describe('aggregateSeats', () => {
  it('has one seat a person, and counts those that nobody has', async () => {
    const list = await aggregateSeats(
      streamOf([
        seat('Bob', { createdOn: '2026-02-01', plan: 'business' }),
        seat('ada'),
        seat('bob', { createdOn: '2026-01-01', plan: 'free' }),
        seat(null),
      ]),
      DAY,
    );
    expect(list).toMatchObject({ rows: 4, total: 3, withoutAssignee: 1 });
    expect((await seatsOf(list)).map(each => [each.key, each.seat])).toEqual([
      ['ada', expect.objectContaining({ createdOn: DAY, plan: null })],
      [
        'bob',
        expect.objectContaining({ createdOn: '2026-01-01', plan: 'business' }),
      ],
    ]);
  });

  it.each<[string, Partial<SeatRecord>, RegExp]>([
    ['no day of creation', { createdOn: 'soon' }, /"soon" is no day/],
    ['no day of an end', { endsOn: '2026-13-01' }, /no day of an end/],
    ['no name', { account: { key: ' ', kind: 'login' } }, /cannot be stored/],
  ])('an entry with %s is unreadable', async (_, parts, reason) => {
    const list = await aggregateSeats(streamOf([seat('ada', parts)]), DAY);
    expect(list.rows).toBe(0);
    expect(list.unreadable).toMatchObject({ count: 1, tooMany: true });
    expect(list.unreadable.kept[0].reason).toMatch(reason);
  });

  it('gives the same list in any order, held in memory or put aside', async () => {
    const entry = fc.oneof(
      fc
        .record({
          who: fc.constantFrom('ada', 'Ada', 'bob', 'cy', 'dan', null),
          createdOn: fc.constantFrom(null, '2026-01-01', '2026-02-01'),
          endsOn: fc.constantFrom(null, '2026-06-01'),
          plan: fc.constantFrom(null, 'business', 'enterprise'),
        })
        .map(({ who, ...parts }): SeatRecord => seat(who, parts)),
      fc.constant<UnreadableRecord>({
        type: 'unreadable',
        raw: '{',
        reason: 'cut off',
      }),
    );
    await fc.assert(
      fc.asyncProperty(
        inTwoOrders(fc.array(entry, { maxLength: 20 })),
        fc.integer({ min: 1, max: 4 }),
        async ([rows, shuffled], seatsInMemory) => {
          const held = await aggregateSeats(streamOf(rows), DAY);
          const aside = await aggregateSeats(streamOf(shuffled), DAY, {
            seatsInMemory,
          });
          expect(aside.checksum).toBe(held.checksum);
          expect(aside.total).toBe(held.total);
          const plain = async (list: AggregatedSeats) =>
            (await seatsOf(list)).map(each => [each.key, each.seat]);
          expect(await plain(aside)).toEqual(await plain(held));
          // A transaction that has to be tried again reads them once more.
          expect(await plain(aside)).toEqual(await plain(held));
          await aside.close();
        },
      ),
    );
  });
});
