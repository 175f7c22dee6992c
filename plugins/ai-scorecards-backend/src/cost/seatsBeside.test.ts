import { ContractConfig } from '../config';
import { seatsBeside } from './seatsBeside';

const contract: ContractConfig = {
  tool: 'resource:default/copilot',
  model: 'per-seat',
  currency: 'USD',
  prices: [{ from: '2026-01-01', perSeatMonthMicros: 31_000_000 }],
  seatsBought: 300,
  includedCreditsPerSeat: null,
  creditPriceMicros: 0,
  creditTerms: [],
  renewsOn: null,
  licensedGroups: [],
  commitments: [],
};
const known = {
  month: '2026-10',
  day: '2026-11-16',
  contract,
  heldMicros: 250 * 31_000_000,
  lists: [],
};

describe('seatsBeside', () => {
  it('prices seats that are bought and held by nobody', () => {
    expect(seatsBeside(known).notHeldMicros).toBe(50 * 31_000_000);
    expect(seatsBeside({ ...known, heldMicros: 301 * 31_000_000 })).toEqual({
      notHeldMicros: -31_000_000,
      seatsWithoutAssignee: null,
    });
  });

  it('counts the days that are over', () => {
    expect(
      seatsBeside({ ...known, day: '2026-10-03', heldMicros: 0 }).notHeldMicros,
    ).toBe(300 * 2_000_000);
  });

  it('says nothing without a number of seats', () => {
    for (const other of [undefined, { ...contract, seatsBought: null }]) {
      expect(
        seatsBeside({ ...known, contract: other }).notHeldMicros,
      ).toBeNull();
    }
  });

  it('takes seats without an assignee from the newest list of each source', () => {
    const lists = [
      new Map([
        ['2026-10-30', 4],
        ['2026-10-02', 9],
        ['2026-11-01', 8],
      ]),
      new Map([['2026-09-30', 2]]),
      new Map([['2026-11-01', 5]]),
    ];
    expect(seatsBeside({ ...known, lists }).seatsWithoutAssignee).toBe(6);
  });
});
