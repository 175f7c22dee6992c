import type { ExceptionCase } from 'backstage-plugin-ai-scorecards-common';
import { OrgGraph } from '../../org';
import { coveredTools, orderOf } from './exceptions';

const TODAY = '2026-11-23';
const TOOL = 'resource:default/cursor';

const place = (id: number, isTeam: boolean) => ({
  id,
  ref: `group:default/g${id}`,
  title: `G${id}`,
  type: isTeam ? 'team' : 'crew',
  isTeam,
  present: true,
  leads: [],
});

/** 1 is a team with the team 2 and the crew 3 below it; below 2 is the crew 4. */
const graph = new OrgGraph(
  [place(1, true), place(2, true), place(3, false), place(4, false)],
  new Map([
    [2, 1],
    [3, 1],
    [4, 2],
  ]),
);

/** A case as far as facts look at it. */
function live(
  exception: Partial<NonNullable<ExceptionCase['exception']>>,
  includesSubteams = false,
): ExceptionCase {
  return {
    request: {
      wish: {
        ask: { team: 'group:default/g1', tool: TOOL, includesSubteams },
      },
    },
    exception: {
      state: 'active',
      from: TODAY,
      until: TODAY,
      conditions: [],
      vacancies: [],
      suspended: null,
      ...exception,
    },
  } as unknown as ExceptionCase;
}

describe('whom an exception covers', () => {
  const groupsOf = (each: ExceptionCase) =>
    coveredTools(
      [each],
      [{ id: 7, ref: TOOL, title: 'Cursor' }],
      graph,
      TODAY,
    ).flatMap(({ groupIds }) => [...groupIds].sort());

  it.each([
    ['the team, and Groups in it that are no teams', live({}), [1, 3]],
    ['teams below where it says so', live({}, true), [1, 2, 3, 4]],
    ['nobody while it is suspended', live({ state: 'suspended' }), []],
    ['nobody before it begins', live({ from: '2026-11-24' }), []],
    ['nobody after its end', live({ until: '2026-11-22' }), []],
  ])('is %s', (_, each, groups) => {
    expect(groupsOf(each)).toEqual(groups);
  });
});

describe('the order of exceptions', () => {
  const condition = (state: string, dueOn: string | null = null) =>
    ({ state, dueOn } as NonNullable<
      ExceptionCase['exception']
    >['conditions'][number]);

  it.each([
    [
      'all is met',
      live({ conditions: [condition('met', '2026-01-01')] }),
      0,
      0,
    ],
    [
      'something is due',
      live({ conditions: [condition('pending', TODAY)] }),
      0,
      0,
    ],
    [
      'something was due',
      live({ conditions: [condition('pending', '2026-11-22')] }),
      1,
      0,
    ],
    ['nobody knows', live({ conditions: [condition('unknown')] }), 0, 0],
    [
      'something is breached',
      live({ conditions: [condition('breached')] }),
      0,
      1,
    ],
    [
      'a successor is overdue',
      live({
        vacancies: [
          {
            part: 'support-owner',
            who: 'user:default/ada',
            dueOn: '2026-11-22',
          },
        ],
      }),
      1,
      0,
    ],
    [
      'it is suspended for a condition',
      live({
        state: 'suspended',
        suspended: { since: TODAY, because: 'cost', by: 'condition' },
      }),
      0,
      1,
    ],
    [
      'it is over',
      live({ state: 'expired', conditions: [condition('breached')] }),
      0,
      0,
    ],
  ])('when %s', (_, each, overdue, breached) => {
    expect(orderOf([each], TODAY)).toEqual({ overdue, breached });
  });
});
