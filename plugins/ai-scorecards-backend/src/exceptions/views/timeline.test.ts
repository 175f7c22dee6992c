import {
  defaultRules,
  ExceptionRecord,
  RequestCase,
} from 'backstage-plugin-ai-scorecards-common';
import type { Seen } from './seen';
import { timelineOf } from './timeline';

const ADA = 'user:default/ada';
const BOB = 'user:default/bob';
const CY = 'user:default/cy';

const on = (day: number) => `2026-11-${day}T09:00:00.000Z`;

const vote = (
  by: string,
  day: number,
  verdict: 'approve' | 'reject' = 'approve',
  counts = true,
) => ({ by, as: 'board', at: on(day), revision: 1, verdict, counts });

const decided = (outcome: 'approved' | 'rejected', day: number) => ({
  state: outcome,
  decision: { outcome, at: on(day) },
});

const appeal = { by: 'user:default/rita', at: on(14) };

const SECURITY = 'group:default/security';

/** A request that was sent on the 11th, as far as its timeline reads it. */
function seen(
  { voices = [], ...request }: { voices?: string[] },
  exception: object | null,
): Seen {
  return {
    known: {
      request: {
        state: 'in_review',
        requester: 'user:default/rita',
        createdAt: on(10),
        submittedAt: on(11),
        since: on(11),
        revision: 1,
        lane: 'full',
        dueOn: null,
        votes: [],
        comments: [],
        appeal: null,
        decision: null,
        ...request,
      } as unknown as RequestCase,
      exception: exception as ExceptionRecord | null,
    },
    around: {
      voices,
      people: {
        version: '1',
        groups: new Map(),
        users: new Map([
          [ADA, 'Ada'],
          [BOB, 'Bob'],
          [CY, 'Cy'],
          ['user:default/owen', 'Owen'],
        ]),
      },
    },
    context: {
      rules: defaultRules,
      eligible: [ADA, BOB, CY],
      voices,
      barredVoters: [],
    },
  } as unknown as Seen;
}

describe('the timeline of a request', () => {
  it.each<[string, object, object | null, string[]]>([
    [
      'in review',
      { votes: [vote(ADA, 12)], dueOn: '2026-11-18' },
      null,
      [
        'Approved by Ada',
        'In review: 1 of 2 approvals',
        'Decision by 2026-11-18',
      ],
    ],
    [
      'that the board asks about',
      {
        state: 'changes_requested',
        since: on(12),
        comments: [{ at: on(12), text: 'For how long?' }],
      },
      null,
      ['The board asks: For how long?'],
    ],
    [
      'whose voice was heard',
      { voices: [SECURITY], votes: [{ ...vote(CY, 12), as: SECURITY }] },
      null,
      ['Approved by Cy for security', 'In review: 0 of 2 approvals'],
    ],
    [
      'whose approval was of an earlier revision',
      { votes: [vote(ADA, 12, 'approve', false)], revision: 2 },
      null,
      ['In review: 0 of 2 approvals'],
    ],
    [
      'rejected',
      { votes: [vote(ADA, 12, 'reject')], ...decided('rejected', 12) },
      null,
      ['Rejected by Ada', 'Rejected'],
    ],
    [
      'appealed: the rejection stays',
      { votes: [vote(ADA, 12, 'reject', false)], appeal },
      null,
      ['Rejected by Ada', 'Appealed', 'In review: 0 of 2 approvals'],
    ],
    [
      'granted on appeal: what came after it stands after it',
      {
        votes: [vote(ADA, 12, 'reject', false), vote(BOB, 15), vote(CY, 16)],
        appeal,
        ...decided('approved', 16),
      },
      {
        state: 'pending',
        supportOwner: 'user:default/owen',
        until: '2027-02-21',
      },
      [
        'Rejected by Ada',
        'Appealed',
        'Approved by Bob',
        'Approved by Cy',
        'Approved',
        'Owen accepts support',
        'Ends after 2027-02-21',
      ],
    ],
    [
      'suspended, and supported by somebody else since',
      { votes: [vote(BOB, 12), vote(CY, 13)], ...decided('approved', 13) },
      {
        state: 'suspended',
        acceptedAt: on(20),
        suspended: { since: on(18), because: 'A leak' },
        until: '2027-02-21',
      },
      [
        'Approved by Bob',
        'Approved by Cy',
        'Approved',
        'Suspended: A leak',
        'Support accepted',
        'Ends after 2027-02-21',
      ],
    ],
    [
      'over',
      { votes: [vote(BOB, 12), vote(CY, 13)], ...decided('approved', 13) },
      { state: 'retired', acceptedAt: on(14), ended: { at: on(19) } },
      [
        'Approved by Bob',
        'Approved by Cy',
        'Approved',
        'Support accepted',
        'Ended: retired',
      ],
    ],
  ])('of one %s', (_, request, exception, steps) => {
    expect(
      timelineOf(seen(request, exception)).map(({ what }) => what),
    ).toEqual(['Drafted', 'Sent', ...steps]);
  });
});
