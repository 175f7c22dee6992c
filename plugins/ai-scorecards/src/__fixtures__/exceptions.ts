import {
  askSchema,
  Board,
  Dossier,
  Exception,
  ExceptionRequest,
  RequestPreview,
} from 'backstage-plugin-ai-scorecards-common';

const team = { ref: 'group:default/payments-core', title: 'Payments core' };
const tool = { ref: 'resource:default/cursor', title: 'Cursor' };

/** A request that a member of the board may decide. */
export const request: ExceptionRequest = {
  id: 'request-1',
  kind: 'team',
  state: 'in_review',
  revision: 2,
  lane: 'full',
  team,
  tool,
  requester: 'user:default/mia',
  seats: 5,
  costPerMonth: 100_000_000,
  currency: 'USD',
  data: 'internal',
  until: '2027-02-21',
  submittedAt: '2026-11-20T09:00:00.000Z',
  dueOn: '2026-11-27',
  overdue: false,
  approvals: { have: 1, needed: 2 },
  voices: [],
  mayVote: true,
  done: false,
  renews: null,
  ask: askSchema.parse({
    team: team.ref,
    tool: tool.ref,
    category: 'capability-gap',
    why: 'Its editor knows our language',
    seats: 5,
    costPerMonth: 100_000_000,
    data: 'internal',
    supportOwner: 'user:default/mia',
    acceptsSupport: true,
    until: '2027-02-21',
  }),
  standing: null,
  toolPolicy: 'exception-required',
  inherited: null,
  joins: [],
  stuck: null,
  decided: null,
  joined: [],
  createdAt: '2026-11-20T08:50:00.000Z',
  updatedAt: '2026-11-20T09:00:00.000Z',
  faults: [],
  votes: [],
  recused: [],
  voters: {
    state: 'ok',
    sentence: null,
    eligible: [{ ref: 'user:default/ada', title: 'Ada' }],
    barred: [
      {
        ref: 'user:default/max',
        title: 'Max',
        because: 'They are in the team that asks',
      },
    ],
    you: {
      mayVote: true,
      because: null,
      seats: [{ as: null, title: 'AI board' }],
    },
  },
  comments: [],
  decision: null,
  exception: null,
  appealUntil: null,
  precedents: [],
  differs: ['More seats than any granted so far (3)'],
  figures: [
    {
      id: 'weeklyActiveRate',
      title: 'Weekly active developers',
      unit: 'ratio',
      figure: { state: 'ok', value: 0.68, bound: null, unit: 'ratio' },
      status: 'watch',
    },
  ],
  teamTools: ['GitHub Copilot, default'],
  checks: [
    {
      kind: 'cost-per-active-developer',
      now: '142 USD',
      heldBack: false,
    },
    { kind: 'seats', now: '5', heldBack: false },
  ],
  flags: ['no enforced SSO'],
  changed: [{ field: 'seats', before: '3', after: '5' }],
  timeline: [
    {
      at: '2026-11-20T09:00:00.000Z',
      what: 'Sent',
      by: 'user:default/mia',
      state: 'done',
    },
    {
      at: null,
      what: 'In review: 1 of 2 approvals',
      by: null,
      state: 'now',
    },
  ],
  may: ['vote', 'comment', 'request-changes', 'recuse'],
};

/** A request that two of the board approved. */
export const decidedRequest: ExceptionRequest = {
  ...request,
  id: 'request-4',
  state: 'approved',
  mayVote: false,
  exception: 'exception-4',
  decided: {
    outcome: 'approved',
    at: '2026-11-21T09:00:00.000Z',
    basis: 'votes',
    by: ['user:default/ada', 'user:default/cy'],
  },
};

/** An exception that waits for its support owner, who reads it. */
export const exception: Exception = {
  id: 'exception-1',
  request: 'request-1',
  team,
  tool,
  state: 'pending',
  expiring: false,
  from: '2026-11-24',
  until: '2027-02-21',
  seats: 5,
  expectedCost: 100_000_000,
  currency: 'USD',
  actualCost: null,
  includesSubteams: false,
  scope: null,
  data: 'internal',
  supportOwner: 'user:default/mia',
  acceptedAt: null,
  conditions: [],
  suspended: null,
  ended: null,
  budgetOwner: null,
  successor: null,
  vacancies: [],
  renewals: 0,
  renews: null,
  windDown: null,
  may: ['accept', 'retire', 'dossier'],
};

/** A wind-down of which one step is left. */
export const windingDown: NonNullable<Exception['windDown']> = {
  openedOn: '2026-11-20',
  steps: [
    { step: 'seats-returned', done: true, how: 'evidence', by: 'system' },
    {
      step: 'data-deleted',
      done: true,
      how: 'statement',
      by: 'user:default/mia',
    },
    { step: 'contract-closed', done: false, how: null, by: null },
  ],
  closed: false,
  noUseDays: 30,
};

/** What comes of an ask in the express lane. */
export const preview: RequestPreview = {
  lane: 'express',
  sentence: 'One approval decides.',
  standing: null,
  startsNow: false,
  refused: false,
  links: null,
  decides: 'AI Board',
  voices: [],
  dueOn: '2026-12-01',
  usualDays: 2,
  granted: { of: 4, granted: 3 },
  faults: [],
  needs: [],
  suggested: {
    costPerMonth: null,
    currency: 'USD',
    from: '2026-11-24',
    until: '2027-02-21',
    supportOwner: 'user:default/ada',
  },
  inherited: null,
  ownedBy: ['group:default/payments'],
  precedents: [],
  askingToo: [{ ref: 'group:default/atlas', title: 'Atlas' }],
  inTheWay: null,
  board: 'ok',
};

/** What the board sees beside its queue. */
export const board: Board = {
  group: 'group:default/ai-board',
  state: 'ok',
  sentence: null,
  members: [
    {
      ref: 'user:default/ada',
      title: 'Ada',
      boards: [{ ref: 'group:default/ai-board', title: 'AI board' }],
      deputy: {
        user: 'user:default/cy',
        from: '2026-12-01',
        to: '2026-12-12',
      },
    },
  ],
  you: { member: true, voices: [], admin: false },
  nextExpiry: {
    exception: 'exception-1',
    team: 'Team Rho',
    tool: 'Cursor',
    until: '2026-12-03',
  },
  standing: [
    {
      request: 'request-9',
      tool,
      seats: 10,
      days: 90,
      costPerMonth: 500_000_000,
      currency: 'USD',
      data: ['public', 'internal'],
      until: '2027-06-30',
      state: 'active',
    },
  ],
  radar: [
    {
      kind: 'graduation',
      tool,
      sentence:
        '6 teams, 41 seats, healthy for 90 days: propose Cursor as approved.',
    },
  ],
  reasons: [{ category: 'capability-gap', count: 4 }],
  history: {
    decided: 12,
    medianDays: 2.5,
    byLane: [
      { lane: 'express', count: 7 },
      { lane: 'full', count: 5 },
    ],
    lapsed: 1,
    renewed: 2,
    liveCost: [{ currency: 'USD', amount: 1_240_000_000 }],
  },
};

/** What is on record of the exception. */
export const dossier: Dossier = {
  exception,
  asked: [{ label: 'Seats', value: '5' }],
  decision: {
    outcome: 'approved',
    at: '2026-11-23T09:00:00.000Z',
    basis: 'votes',
    by: null,
    reason: 'fills-a-gap',
    circumstances: {
      rules: [{ label: 'Approvals needed', value: '1' }],
      people: [
        { who: 'Ada', role: 'board', barred: false, found: 'no conflict' },
        {
          who: 'Max',
          role: 'board',
          barred: true,
          found: 'is in the team that asks',
        },
      ],
    },
  },
  votes: [
    {
      who: 'Ada',
      as: 'board',
      at: '2026-11-23T09:00:00.000Z',
      verdict: 'approve',
      reason: 'fills-a-gap',
      circumstances: null,
    },
  ],
  events: [
    {
      sequence: 1,
      at: '2026-11-20T09:00:00.000Z',
      type: 'request-submitted',
      actor: 'user:default/ada',
    },
  ],
  head: { sequence: 8214, hash: 'abcdef0123456789', mac: 'm' },
  intact: true,
};

/** Boards that cannot decide, each with what to do. */
export const boardsThatCannotDecide = [
  [
    'no board',
    'no-board',
    'No board is configured. Name one in aiScorecards.exceptions.boardGroup.',
  ],
  [
    'a board of one',
    'no-eligible-approvers',
    'The board has 1 member. Add members to the board.',
  ],
  [
    'everyone conflicted',
    'no-eligible-approvers',
    'Too few people without a conflict of interest are left. Add members.',
  ],
] as const;
