import { DayState } from 'backstage-plugin-ai-scorecards-common';
import { knownMoney, knownPeriod, SourceDays } from './periodStates';

const days = ['2026-11-02', '2026-11-03', '2026-11-04'];

function source(states: DayState[], credits: boolean[] = []): SourceDays {
  return {
    title: 'Usage',
    toolId: 1,
    stateOf: day => states[days.indexOf(day)],
    ofTotal: true,
    creditsKnown: day => credits[days.indexOf(day)] ?? true,
  };
}

describe('knownPeriod', () => {
  it.each<[DayState[], string, number, boolean, string | undefined]>([
    [['complete', 'marked', 'complete'], 'ok', 3, true, undefined],
    [
      ['complete', 'no-data', 'complete'],
      'partial',
      2,
      true,
      'The vendor has nothing: Usage (1 of 3 days).',
    ],
    [
      ['no-data', 'no-data', 'no-data'],
      'no-data',
      0,
      true,
      'The vendor has nothing: Usage (3 of 3 days).',
    ],
    [
      ['observed', 'observed', 'complete'],
      'partial',
      3,
      true,
      'Who sent nothing may have used it all the same: Usage.',
    ],
    [
      ['complete', 'failed', 'complete'],
      'failed',
      2,
      false,
      'Not fetched: Usage (1 of 3 days).',
    ],
    [
      ['complete', 'complete', 'missing'],
      'collecting',
      2,
      false,
      'Collecting: 2 of 3 days.',
    ],
    [
      ['complete', 'complete', 'may-change'],
      'partial',
      3,
      false,
      'The last days may still change.',
    ],
  ])('%j is %s', (states, state, daysKnown, settled, reason) => {
    expect(knownPeriod(days, [source(states)], '2026-11-10')).toEqual({
      state,
      days: 3,
      daysKnown,
      settled,
      ...(reason && { reason }),
    });
  });

  it('knows a day when every source has it, and settles only what is over', () => {
    const whole = source(['complete', 'complete', 'complete']);
    const holed = source(['complete', 'missing', 'complete']);
    expect(knownPeriod(days, [whole, holed], '2026-11-10')).toMatchObject({
      state: 'collecting',
      daysKnown: 2,
    });
    expect(knownPeriod(days, [whole], '2026-11-04')).toMatchObject({
      state: 'collecting',
      days: 2,
      settled: false,
    });
    expect(knownPeriod(days, [], '2026-11-10').state).toBe('not-connected');
  });

  it('money of a month with unknown credits is partial', () => {
    const states: DayState[] = ['complete', 'complete', 'complete'];
    const some = source(states, [false, true, true]);
    expect(knownMoney(days, [some], '2026-11-10')).toMatchObject({
      state: 'partial',
      daysKnown: 2,
      settled: true,
      reason: 'Credits are known for 2 of 3 days.',
    });
    expect(knownMoney(days, [source(states)], '2026-11-10').state).toBe('ok');
  });
});
