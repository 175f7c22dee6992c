import type { CheckStanding } from './evaluation/CheckResults';
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

it('knows what is excused to be not passed, and what does not apply to be no gap', async () => {
  const states = ['pass', 'waived', 'fail', 'expired', 'unknown'] as const;
  const passing = await passingOf(
    {
      org: { groupByRef: async () => group },
      results: {
        states: async () =>
          new Map<string, CheckStanding>([
            ...states.map(
              state =>
                [
                  state,
                  { title: `It is ${state}`, state, byException: false },
                ] as const,
            ),
            [
              'by exception',
              { title: 'It is excepted', state: 'waived', byException: true },
            ],
            [
              'old',
              { title: null, state: 'not-applicable', byException: false },
            ],
          ]),
      },
    },
    group.ref,
  );
  expect(Object.fromEntries(passing)).toEqual({
    pass: { title: 'It is pass', state: 'passes' },
    waived: { title: 'It is waived', state: 'fails' },
    'by exception': { title: 'It is excepted', state: 'passes' },
    fail: { title: 'It is fail', state: 'fails' },
    expired: { title: 'It is expired', state: 'fails' },
    unknown: { title: 'It is unknown', state: 'unknown' },
    old: { title: 'old', state: 'not-applicable' },
  });
});
