import fc from 'fast-check';
import { addDays } from 'backstage-plugin-ai-scorecards-common';
import { OPEN_END } from '../org/types';
import {
  applySeat,
  changedDays,
  coveredDays,
  joinSeats,
  ListedSeat,
  SeatRange,
} from './seatRanges';

const range = (from: string, to = OPEN_END): SeatRange => ({
  from,
  to,
  plan: null,
});
const seat = (createdOn: string, endsOn: string | null = null): ListedSeat => ({
  createdOn,
  endsOn,
  plan: null,
  plannedOn: createdOn,
});
const day = '2026-03-10';

describe('applySeat', () => {
  it.each<[string, SeatRange[], ListedSeat | undefined, SeatRange[]]>([
    [
      'a new seat lasts from its creation',
      [],
      seat('2026-01-05'),
      [range('2026-01-05')],
    ],
    ['one created today counts today', [], seat(day), [range(day)]],
    [
      'one that leaves the list ends that day',
      [range('2026-01-05')],
      undefined,
      [range('2026-01-05', day)],
    ],
    [
      'one that ended before stays ended',
      [range('2026-01-05', '2026-02-01')],
      undefined,
      [range('2026-01-05', '2026-02-01')],
    ],
    [
      'one created and gone on one day leaves nothing',
      [range(day)],
      undefined,
      [],
    ],
    [
      'a pending cancellation ends on its date',
      [range('2026-01-05')],
      seat('2026-01-05', '2026-03-31'),
      [range('2026-01-05', '2026-03-31')],
    ],
    [
      'a cancellation that is taken back goes on',
      [range('2026-01-05', '2026-03-31')],
      seat('2026-01-05'),
      [range('2026-01-05')],
    ],
    [
      'one that leaves before its cancellation ends that day',
      [range('2026-01-05', '2026-03-31')],
      undefined,
      [range('2026-01-05', day)],
    ],
    [
      'one back on the list was only missing from it',
      [range('2026-01-05', '2026-03-01')],
      seat('2026-01-05'),
      [range('2026-01-05')],
    ],
    [
      'a new seat of the same person is a range of its own',
      [range('2026-01-05', '2026-02-01')],
      seat('2026-03-02'),
      [range('2026-01-05', '2026-02-01'), range('2026-03-02')],
    ],
    [
      'an earlier creation is the truer one',
      [range('2026-02-01')],
      seat('2026-01-05'),
      [range('2026-01-05')],
    ],
    [
      'a seat made anew leaves no gap',
      [range('2026-01-05')],
      seat('2026-03-09'),
      [range('2026-01-05')],
    ],
    [
      'a seat that ended before it began is none',
      [],
      seat('2026-03-01', '2026-03-01'),
      [],
    ],
  ])('%s', (_, known, listed, expected) => {
    expect(applySeat(known, listed, day, true)).toEqual(expected);
  });

  it('ends nobody by a list that may not be whole', () => {
    expect(applySeat([range('2026-01-05')], undefined, day, false)).toEqual([
      range('2026-01-05'),
    ]);
  });

  it('gives the same ranges when a list is applied again, in order and apart', () => {
    const start = '2026-01-01';
    const listed = fc.option(
      fc
        .tuple(fc.nat(60), fc.option(fc.nat(90)))
        .map(([created, ends]) =>
          seat(
            addDays(start, created),
            ends === null ? null : addDays(start, ends),
          ),
        ),
      { nil: undefined },
    );
    fc.assert(
      fc.property(fc.array(listed, { maxLength: 12 }), lists => {
        let ranges: SeatRange[] = [];
        lists.forEach((entry, index) => {
          const on = addDays(start, index * 5);
          ranges = applySeat(ranges, entry, on, true);
          expect(applySeat(ranges, entry, on, true)).toEqual(ranges);
          const edges = ranges.flatMap(({ from, to }) => [from, to]);
          expect(edges).toEqual([...new Set(edges)].sort());
        });
      }),
    );
  });
});

describe('joinSeats', () => {
  it('takes two entries of one person as one seat from the earliest creation, in any order', () => {
    const a = { ...seat('2026-02-01', '2026-04-01'), plan: 'enterprise' };
    const b = { ...seat('2026-01-05'), plan: 'business' };
    const joined = {
      createdOn: '2026-01-05',
      endsOn: null,
      plan: 'enterprise',
      plannedOn: '2026-02-01',
    };
    expect(joinSeats(a, b)).toEqual(joined);
    expect(joinSeats(b, a)).toEqual(joined);
    expect(joinSeats(a, seat('2026-03-01', '2026-05-01')).endsOn).toBe(
      '2026-05-01',
    );
  });

  it('takes the plan of the latest of three, whichever two are joined first', () => {
    const [first, second, third] = [
      { ...seat('2026-01-01'), plan: 'team' },
      { ...seat('2026-02-01'), plan: 'business' },
      { ...seat('2026-03-01'), plan: 'enterprise' },
    ];
    expect(joinSeats(joinSeats(first, third), second).plan).toBe('enterprise');
    expect(joinSeats(first, joinSeats(second, third)).plan).toBe('enterprise');
  });
});

describe('changedDays', () => {
  it.each([
    [[], [range('2026-01-05')], [{ from: '2026-01-05', to: OPEN_END }]],
    [
      [range('2026-01-05')],
      [range('2026-01-05', day)],
      [{ from: day, to: OPEN_END }],
    ],
    [
      [range('2026-01-05', '2026-02-01')],
      [range('2026-01-01', '2026-02-03')],
      [
        { from: '2026-01-01', to: '2026-01-05' },
        { from: '2026-02-01', to: '2026-02-03' },
      ],
    ],
    [[range('2026-01-05')], [range('2026-01-05')], []],
  ])('from %j to %j', (before, after, expected) => {
    expect(changedDays(before, after)).toEqual(expected);
  });
});

describe('coveredDays', () => {
  it('reaches back to the day after the last list', () => {
    expect(coveredDays('2026-03-07', day)).toEqual({
      from: '2026-03-08',
      to: '2026-03-11',
    });
    expect(coveredDays(null, day)).toEqual({ from: day, to: '2026-03-11' });
  });
});
