import { StoredMonth } from '../scorecards/refresh/monthRows';
import { benchmarks, CostTeam } from './benchmark';

const UNITS = 1_000;

/** A month of so many person-months at a cost each; all of them on one tool unless said otherwise. */
function month(
  months: number,
  each: number,
  tools: Record<number, number> = { 1: months },
): StoredMonth {
  const population = {
    shown: true,
    people: 9,
    leftOut: 0,
    countedInEach: false,
    estimated: false,
    assumed: false,
  };
  return {
    month: '2026-10',
    state: 'ok',
    days: 31,
    daysKnown: 31,
    daysOfMonth: 31,
    complete: true,
    population,
    amounts: { seat: 0, usage: 0, value: 0 },
    estimated: false,
    byTool: [],
    developers: {
      costMicros: months * each,
      activePeople: 9,
      units: months * UNITS,
      unitsPerMonth: UNITS,
      perActiveMicros: each,
      state: 'ok',
      population,
    },
    othersMicros: null,
    idleSeatMicros: null,
    unitsByTool: Object.entries(tools).map(([toolId, units]) => ({
      toolId: Number(toolId),
      units: units * UNITS,
    })),
  };
}

const months = ['2026-08', '2026-09', '2026-10'];
const reference = (micros: number) => ({
  micros,
  source: `Vendor ${micros}`,
  sourceDate: '2026-11-01',
});
const tools = [
  { id: 1, title: 'GitHub Copilot', reference: reference(19) },
  { id: 2, title: 'Claude Code', reference: reference(200) },
  { id: 3, title: 'Other', reference: null },
];
const team = (groupId: number, each: StoredMonth, leaf = true): CostTeam => ({
  groupId,
  leaf,
  months: [each],
});

describe('benchmarks', () => {
  const peers = [10, 20, 30, 40, 50].map((each, i) =>
    team(i + 1, month(5, each)),
  );

  it('is the median of comparable teams, the team itself left out', () => {
    const of = benchmarks({
      months,
      tools,
      teams: [
        ...peers,
        team(6, month(5, 900)),
        team(7, month(5, 70), false),
        team(8, month(5, 70, { 1: 2, 2: 3 })),
      ],
    });
    expect(of(6)).toEqual({
      valueMicros: 30,
      source:
        'Median of 5 teams with GitHub Copilot as main tool, August to October',
      sourceDate: '2026-10-31',
      teams: 5,
    });
    expect(of(1)?.valueMicros).toBe(40);
    // A parent is compared with teams too, but is none of them.
    expect(of(7)?.teams).toBe(6);
  });

  it('falls back to what vendors say, weighted by person-months', () => {
    const of = benchmarks({
      months,
      tools,
      teams: [...peers, team(8, month(4, 70, { 1: 1, 2: 3 }))],
    });
    expect(of(8)).toEqual({
      valueMicros: Math.round((19 + 3 * 200) / 4),
      source: 'Vendor 19; Vendor 200',
      sourceDate: '2026-11-01',
      teams: null,
    });
    // Four others are too few.
    expect(of(1)?.source).toBe('Vendor 19');
  });

  it('is null without a reference, without use and for an unknown team', () => {
    const of = benchmarks({
      months,
      tools,
      teams: [team(1, month(4, 70, { 3: 4 })), { ...peers[1], months: [] }],
    });
    expect([of(1), of(2), of(9)]).toEqual([null, null, null]);
  });
});
