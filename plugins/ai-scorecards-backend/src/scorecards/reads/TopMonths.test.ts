import type { PublishedMonth } from 'backstage-plugin-ai-scorecards-common';
import type { EdgeRange, Group, OrgStore } from '../../org';
import { ORGANISATION_ID } from '../aggregate/forest';
import type { TeamPeriodRow, TeamPeriods } from '../store';
import { TopMonths } from './TopMonths';

const MONTH = '2026-10';

const monthOf = (people: number, seat: number): PublishedMonth => ({
  state: 'ok',
  days: 31,
  daysKnown: 31,
  month: MONTH,
  daysOfMonth: 31,
  complete: true,
  population: {
    shown: people >= 5,
    people: people >= 5 ? people : 0,
    leftOut: 0,
    countedInEach: false,
    estimated: false,
    assumed: false,
  },
  amounts:
    people >= 5
      ? { seat, usage: null, value: null }
      : { seat: null, usage: null, value: null },
  estimated: false,
  byTool: [],
  developers: null,
  othersMicros: null,
  idleSeatMicros: null,
});

const row = (
  groupId: number,
  month: PublishedMonth,
): TeamPeriodRow<'month'> => ({
  period: `${MONTH}-01`,
  toolId: 0,
  groupId,
  people: month.population.people,
  active: 0,
  shown: month.population.shown,
  costMicros: month.amounts.seat,
  published: month,
});

const groups = [1, 2, 3].map(
  id => ({ id, isTeam: true, ref: `group:default/g${id}` } as Group),
);

describe('TopMonths', () => {
  it('are what the teams at the top show, and nothing of the row of the organisation', async () => {
    // Two people at the top are in no team that shows them: 102 less 90 would be their money.
    const stored = new Map([
      [ORGANISATION_ID, row(ORGANISATION_ID, monthOf(17, 102))],
      [1, row(1, monthOf(10, 60))],
      [2, row(2, monthOf(5, 30))],
      [3, row(3, monthOf(2, 12))],
    ]);
    const ofAll = jest.fn(
      async (_grain, _from, _to, { groupIds }: { groupIds: number[] }) =>
        new Map(groupIds.map(id => [id, [stored.get(id)!]])),
    );
    const months = new TopMonths({
      periods: {
        ofTeam: async (_grain: string, id: number) => [stored.get(id)!],
        ofAll,
      } as unknown as TeamPeriods,
      org: {
        groups: async () => groups,
        edgesBetween: async (): Promise<EdgeRange[]> => [],
        version: async () => 1,
      } as unknown as OrgStore,
    });
    const [month] = await months.between(`${MONTH}-01`, `${MONTH}-31`);
    expect(month.amounts.seat).toBe(90);
    expect(month.population.people).toBe(15);
    expect(ofAll.mock.calls[0][3].groupIds).not.toContain(ORGANISATION_ID);
  });

  it('are none where nothing is known', async () => {
    const months = new TopMonths({
      periods: { ofTeam: async () => [] } as unknown as TeamPeriods,
      org: {} as OrgStore,
    });
    expect(await months.between('2026-10-01', '2026-10-31')).toEqual([]);
  });
});
