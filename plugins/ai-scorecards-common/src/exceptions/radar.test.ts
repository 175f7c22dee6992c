import { addDays } from '../time';
import { graduations, RadarException, sunsets } from './radar';
import { defaultRules } from './rules';

const TODAY = '2026-11-24';
const exception = (team: string, change: Partial<RadarException> = {}) => ({
  tool: 'resource:default/cursor',
  title: 'Cursor',
  team,
  seats: 7,
  from: '2026-06-01',
  healthy: true,
  ...change,
});

describe('graduation radar', () => {
  it('proposes what several teams have in good health', () => {
    const live = ['a', 'b', 'c'].map(team => exception(team));
    expect(graduations(live, TODAY, defaultRules)).toEqual([
      {
        kind: 'graduation',
        tool: { ref: 'resource:default/cursor', title: 'Cursor' },
        sentence:
          '3 teams, 21 seats, healthy for 90 days: propose Cursor as approved.',
      },
    ]);
  });

  it.each([
    ['is suspended', { healthy: false }],
    ['is young', { from: '2026-10-01' }],
    ['is of a team that counts already', { team: 'a' }],
  ])('proposes nothing while one %s', (_, change) => {
    const live = [exception('a'), exception('b'), exception('c', change)];
    expect(graduations(live, TODAY, defaultRules)).toEqual([]);
  });
});

describe('sunset radar', () => {
  const weeks = (early: number, late: number, known = 14) =>
    Array.from({ length: 30 }, (_, n) => ({
      week: addDays('2026-11-16', -7 * (29 - n)),
      active: n < 16 ? early : late,
    })).filter((__, n) => n < 16 || n >= 30 - known);
  const use = (of: ReturnType<typeof weeks>) => [
    { tool: 'resource:default/old', title: 'Old', weeks: of },
  ];

  it('proposes to retire what hardly anybody uses any more', () => {
    expect(sunsets(use(weeks(100, 12)), TODAY, defaultRules)).toEqual([
      expect.objectContaining({
        kind: 'sunset',
        sentence:
          'Old fell from 100 developers a week to 12, for 90 days: propose to retire it.',
      }),
    ]);
  });

  it.each([
    ['is still used', weeks(100, 30)],
    ['was never used', weeks(0, 0)],
    ['is not known lately', weeks(100, 12, 4)],
  ])('proposes nothing where a tool %s', (_, of) => {
    expect(sunsets(use(of), TODAY, defaultRules)).toEqual([]);
  });
});
