import { cardsOf } from './cardsOf';

describe('cardsOf', () => {
  it.each([
    // A Sunday is the end of its week: the month under way is in no snapshot, its day is.
    ['2026-11', ['2026-11-22'], '2026-11-23', ['2026-11-16', '2026-11-23']],
    ['2026-11', [], '2026-11-23', []],
    // Monday 31 August is in the week that ends on 6 September.
    ['2026-08', [], '2026-09-10', ['2026-08-31', '2026-09-07']],
    [
      '2026-10',
      ['2026-10-01', '2026-10-02'],
      '2026-11-04',
      [
        '2026-09-28',
        '2026-10-05',
        '2026-10-12',
        '2026-10-19',
        '2026-10-26',
        '2026-11-02',
      ],
    ],
  ])('of %s with new money on %j, on %s', (month, changed, today, weeks) => {
    expect(cardsOf(month, changed, today)).toEqual(weeks);
  });

  it('ends a year after the month', () => {
    const weeks = cardsOf('2025-01', [], '2026-11-23');
    expect([weeks[0], weeks[weeks.length - 1]]).toEqual([
      '2025-01-27',
      '2026-01-19',
    ]);
  });
});
