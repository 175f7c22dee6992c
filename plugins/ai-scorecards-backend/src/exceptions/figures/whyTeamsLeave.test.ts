import { whyTeamsLeave } from './whyTeamsLeave';

it('ranks reasons with who closes the gap, and names no accessibility reason', async () => {
  const asked: string[] = [];
  const reasons = await whyTeamsLeave({
    counts: {
      reasonsSince: async at => {
        asked.push(at);
        return [
          { category: 'accessibility', count: 3 },
          { category: 'capability-gap', count: 4 },
          { category: 'other', count: 2 },
        ];
      },
    },
    rules: {
      gaps: [
        {
          category: 'capability-gap',
          owner: 'group:default/platform',
          closesOn: '2027-03-31',
        },
      ],
    },
    clock: { now: () => new Date('2026-11-24T09:00:00Z') },
  });
  expect(asked).toEqual(['2025-11-24']);
  expect(reasons).toEqual([
    { category: 'other', count: 5, owner: null, closesOn: null },
    {
      category: 'capability-gap',
      count: 4,
      owner: 'group:default/platform',
      closesOn: '2027-03-31',
    },
  ]);
});
