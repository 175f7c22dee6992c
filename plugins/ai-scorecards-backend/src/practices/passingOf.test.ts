import { passingOf } from './passingOf';

const group = {
  id: 7,
  ref: 'group:default/atlas',
  title: 'Atlas',
  type: 'team',
  isTeam: true,
  present: true,
  leads: [],
};

it('knows what is excused to be not passed, and knows nothing of what is not known', async () => {
  const passing = await passingOf(
    {
      org: { groupByRef: async () => group },
      results: {
        states: async id =>
          new Map(
            id === group.id
              ? [
                  ['a', 'pass'],
                  ['b', 'waived'],
                  ['c', 'fail'],
                  ['d', 'expired'],
                  ['e', 'unknown'],
                  ['f', 'not-applicable'],
                ]
              : [],
          ),
      },
    },
    group.ref,
  );
  expect(Object.fromEntries(passing)).toEqual({
    a: true,
    b: false,
    c: false,
    d: false,
    e: null,
    f: null,
  });
});
