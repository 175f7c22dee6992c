import { CopilotSeat, mergeSeats, parseSeat } from './seatListing';

function seat(changes: Record<string, unknown> = {}) {
  return {
    created_at: '2026-03-31T22:30:00-03:00',
    updated_at: '2026-04-01T00:00:00Z',
    pending_cancellation_date: null,
    last_activity_at: null,
    plan_type: 'business',
    assignee: { login: 'Ada-L', id: 11, type: 'User' },
    ...changes,
  };
}

describe('parseSeat', () => {
  it('reads a seat; its day of creation is that in UTC', () => {
    expect(parseSeat(seat())).toEqual({
      type: 'seat',
      account: { kind: 'login', key: 'ada-l', login: 'Ada-L', vendorId: '11' },
      createdOn: '2026-04-01',
      endsOn: null,
      plan: 'business',
    });
  });

  it.each([
    [{ assignee: null }, { account: null }],
    [{ assignee: undefined }, { account: null }],
    [{ created_at: '2026-03-31T22:30:00Z' }, { createdOn: '2026-03-31' }],
    [{ created_at: '2026-03-31T22:30:00' }, { createdOn: '2026-03-31' }],
    [{ created_at: '2026-03-31' }, { createdOn: '2026-03-31' }],
    [{ pending_cancellation_date: '2026-10-01' }, { endsOn: '2026-10-01' }],
    [
      { pending_cancellation_date: '2026-10-01T23:00:00-02:00' },
      { endsOn: '2026-10-02' },
    ],
    [{ pending_cancellation_date: undefined }, { endsOn: null }],
    [{ plan_type: undefined }, { plan: null }],
    [{ plan_type: 7 }, { plan: null }],
    [{ brand_new: [] }, { createdOn: '2026-04-01' }],
  ])('reads %j', (changes, expected) => {
    expect(parseSeat(seat(changes))).toMatchObject(expected);
  });

  it.each([
    [seat({ created_at: undefined }), /created_at/],
    [seat({ created_at: 'yesterday' }), /created_at/],
    [seat({ assignee: { id: 4 } }), /assignee\.login/],
    [seat({ pending_cancellation_date: 'soon' }), /pending_cancellation_date/],
    ['a text', /the seat/],
  ])('cannot read %j, and keeps it', (value, reason) => {
    expect(parseSeat(value)).toEqual({
      type: 'unreadable',
      raw: JSON.stringify(value),
      reason: expect.stringMatching(reason),
    });
  });
});

describe('mergeSeats', () => {
  const one = (
    login: string | null,
    createdOn: string,
    endsOn: string | null = null,
    plan: string | null = null,
  ): CopilotSeat => ({
    type: 'seat',
    account: login === null ? null : { kind: 'login', key: login, login },
    createdOn,
    endsOn,
    plan,
  });

  it.each([
    [
      'keeps the earliest creation',
      [one('a', '2026-02-01'), one('b', '2026-01-01'), one('a', '2026-01-05')],
      [one('a', '2026-01-05'), one('b', '2026-01-01')],
    ],
    [
      'lets a seat go on while one of the two does',
      [one('a', '2026-01-01', '2026-05-01'), one('a', '2026-02-01')],
      [one('a', '2026-01-01')],
    ],
    [
      'ends it with the last of the two',
      [
        one('a', '2026-01-01', '2026-05-01'),
        one('a', '2026-02-01', '2026-06-01'),
      ],
      [one('a', '2026-01-01', '2026-06-01')],
    ],
    [
      'takes the plan where there is one',
      [one('a', '2026-01-01'), one('a', '2026-02-01', null, 'business')],
      [one('a', '2026-01-01', null, 'business')],
    ],
    [
      'merges no seats without assignee',
      [one(null, '2026-01-01'), one(null, '2026-01-01')],
      [one(null, '2026-01-01'), one(null, '2026-01-01')],
    ],
  ])('%s', (_, seats, merged) => {
    expect(mergeSeats(seats)).toEqual(merged);
    expect(mergeSeats([...seats].reverse())).toEqual(
      expect.arrayContaining(merged),
    );
  });
});
