import { worldConfig } from '../scorecards/refresh/__testUtils__/world';
import { lineOf } from './__testUtils__/line';
import { commitmentStates } from './commitments';

const tool = 'resource:default/cursor';
const [contract] = worldConfig(5).contracts;

describe('commitmentStates', () => {
  it('draws down seats and usage of the months of each year, adjustments with them', () => {
    const lines = [
      lineOf({ month: '2026-03', totalMicros: 7 }),
      lineOf({ month: '2026-04', kind: 'seat', totalMicros: 100 }),
      lineOf({ month: '2027-03', totalMicros: 30, adjustedLaterMicros: -5 }),
      lineOf({ month: '2027-03', kind: 'value', totalMicros: 900 }),
      lineOf({ month: '2027-04', totalMicros: 2_000 }),
      lineOf({ month: '2027-05', totalMicros: null, state: 'no-data' }),
      lineOf({ month: '2026-05', tool: 'resource:default/other' }),
    ];
    const commitments = [
      { from: '2026-04-01', amountMicros: 1_000 },
      { from: '2027-04-01', amountMicros: 1_500 },
    ];
    expect(
      commitmentStates(
        [{ ...contract, tool, model: 'commit', commitments }],
        lines,
      ),
    ).toEqual([
      {
        tool,
        from: '2027-04-01',
        to: '2028-03-31',
        currency: 'USD',
        committedMicros: 1_500,
        drawnMicros: 2_000,
        remainingMicros: -500,
      },
      {
        tool,
        from: '2026-04-01',
        to: '2027-03-31',
        currency: 'USD',
        committedMicros: 1_000,
        drawnMicros: 125,
        remainingMicros: 875,
      },
    ]);
  });

  it('knows of no commitment where none is made', () => {
    expect(commitmentStates([contract], [lineOf()])).toEqual([]);
  });
});
