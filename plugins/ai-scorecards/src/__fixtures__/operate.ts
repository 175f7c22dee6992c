import {
  addDays,
  type CodeHostStatus,
  type DayState,
  type DryRunResponse,
  type IdentityRow,
  type IngestionStatus,
  type CommitmentState,
  type OpenMonth,
  type ReconciliationLine,
  type SourceStatus,
} from 'backstage-plugin-ai-scorecards-common';
import { claude, copilot } from './primitives';

const YESTERDAY = '2026-11-22';

function strip(exceptions: Record<number, DayState>): SourceStatus['strip'] {
  return Array.from({ length: 60 }, (_, index) => {
    const state = exceptions[index] ?? 'complete';
    const fetched = state !== 'missing';
    return {
      day: addDays(YESTERDAY, index - 59),
      state,
      rows: fetched && state !== 'failed' ? 210 + index : null,
      unreadable: state === 'marked' ? 1 : 0,
      attempts: state === 'failed' ? 4 : Number(fetched),
      fetchedAt: fetched
        ? `${addDays(YESTERDAY, index - 58)}T04:10:00.000Z`
        : null,
      error: state === 'failed' ? '401: the key is revoked' : null,
    };
  });
}

export const githubUsage: SourceStatus = {
  id: 'github/usage',
  title: 'GitHub Copilot usage',
  kind: 'usage',
  tool: copilot,
  state: 'current',
  sentence: 'Up to date.',
  path: null,
  access: 'organisation acme',
  lastDay: YESTERDAY,
  lagDays: 0,
  lastAttemptAt: '2026-11-23T04:10:00.000Z',
  nextRunAt: '2026-11-23T10:10:00.000Z',
  failingSince: null,
  backfill: { daysDone: 120, daysWanted: 400 },
  waitingAgain: 0,
  strip: strip({
    12: 'marked',
    20: 'no-data',
    57: 'may-change',
    58: 'may-change',
    59: 'not-ready',
  }),
};

export const anthropicUsage: SourceStatus = {
  ...githubUsage,
  id: 'anthropic/usage',
  title: 'Claude Code usage',
  tool: claude,
  state: 'failed',
  sentence:
    'Failing: 401, the key is revoked. Put a new key at aiScorecards.sources.anthropic.adminKey.',
  access: null,
  lastDay: '2026-11-18',
  lagDays: 4,
  failingSince: '2026-11-19T02:10:00.000Z',
  backfill: null,
  waitingAgain: 0,
  strip: strip({
    3: 'missing',
    56: 'failed',
    57: 'failed',
    58: 'failed',
    59: 'failed',
  }),
};

export const disabledSource: SourceStatus = {
  ...githubUsage,
  id: 'cursor',
  title: 'Cursor',
  kind: 'unknown',
  tool: null,
  state: 'disabled',
  sentence: 'Switched off: no module collects from it.',
  path: 'aiScorecards.sources.cursor',
  access: null,
  lastDay: null,
  lagDays: null,
  lastAttemptAt: null,
  nextRunAt: null,
  backfill: null,
  waitingAgain: 0,
  strip: [],
};

const gitHost: CodeHostStatus = {
  id: 'github',
  title: 'GitHub',
  state: 'current',
  lastRunAt: '2026-11-23T05:00:00.000Z',
  access: 'Repository metadata, administration and contents: read.',
  repositories: 412,
  failingSince: null,
  resumesAt: null,
  sentence: '409 of 412 repositories were read.',
  rateLimit: {
    limit: 5000,
    remaining: 4210,
    resetsAt: '2026-11-23T09:40:00.000Z',
  },
};

export const codeHosts: CodeHostStatus[] = [
  gitHost,
  {
    ...gitHost,
    id: 'gitlab',
    title: 'GitLab',
    state: 'failed',
    repositories: 0,
    failingSince: '2026-11-20T02:10:00.000Z',
    sentence: 'The token may not read merge requests: give it read_api.',
    rateLimit: null,
  },
];

/** What would change if checks were switched on or off. */
export const dryRun: DryRunResponse = {
  teams: 24,
  changes: [
    {
      team: { ref: 'group:default/checkout', title: 'Checkout', type: 'team' },
      before: 2,
      after: 1,
      causes: ['own.license-scan fails: 20 of 36 repositories'],
    },
    {
      team: { ref: 'group:default/atlas', title: 'Atlas', type: 'team' },
      before: null,
      after: 1,
      causes: [],
    },
  ],
};

export const ingestionStatus: IngestionStatus = {
  sentence:
    '1 of 3 sources current; Claude Code usage failing since 02:10: 401, key revoked.',
  checklist: [
    {
      id: 'tools-and-prices',
      title: 'Tools and prices',
      state: 'done',
      sentence: '4 tools in the catalog, 1 with prices.',
      owner: null,
      config: null,
      message: null,
    },
    {
      id: 'first-source',
      title: 'First source',
      state: 'to-do',
      sentence: 'Configure one vendor to collect usage from.',
      owner: null,
      config:
        'aiScorecards:\n  sources:\n    github:\n      organization: acme\n      token: ${GITHUB_AI_TOKEN}\n      tool: resource:default/github-copilot',
      message:
        'Please create a token with read access to Copilot metrics and seats for the organisation acme.',
    },
    {
      id: 'match-accounts',
      title: 'Match accounts',
      state: 'to-do',
      sentence: '12 accounts belong to nobody yet.',
      owner: null,
      config: null,
      message: null,
    },
    {
      id: 'code-host',
      title: 'Code host',
      state: 'to-do',
      sentence: 'GitLab cannot be read yet.',
      owner: null,
      config: null,
      message:
        'Please give the token for AI Scorecards read access to merge requests.',
    },
    {
      id: 'board',
      title: 'Governance board',
      state: 'later',
      sentence: 'Needed once teams ask for exceptions.',
      owner: 'group:default/platform',
      config: null,
      message: null,
    },
  ],
  sources: [githubUsage, anthropicUsage, disabledSource],
  codeHosts,
  refused: [
    {
      place: '/data/kiro/2026-11.csv',
      at: '2026-11-23T04:10:00.000Z',
      refused: 12,
      rows: [
        { row: 7, faults: ['day must be a UTC day', 'tool is missing'] },
        { row: 9, faults: ['sessions must be a whole number, zero or more'] },
      ],
    },
    {
      place: '/data/kiro/notes.csv',
      at: '2026-11-23T04:00:00.000Z',
      refused: 0,
      rows: [{ row: null, faults: ['its header must be tool,day,account'] }],
    },
  ],
  accounts: {
    total: 300,
    person: 280,
    serviceAccount: 5,
    left: 3,
    unresolved: 12,
    matched: 0.96,
    costMatched: 0.98,
    unresolvedCostMicros: 231_400_000,
  },
  heldSnapshot: {
    id: 7,
    takenAt: '2026-11-23T06:00:00.000Z',
    endsMemberships: 120,
    ofMemberships: 900,
    appliesAt: '2026-11-24T06:00:00.000Z',
  },
  organisation: {
    takenAt: '2026-11-23T06:00:00.000Z',
    teams: 26,
    people: 300,
    developers: 268,
    faults: ['Group group:default/loop is its own ancestor.'],
  },
  privacy: {
    minimumGroupSize: 5,
    individuals: 'self',
    retentionDays: 800,
    keptFrom: '2024-09-14',
    lastRunAt: '2026-11-23T03:00:00.000Z',
  },
  seatsToReturn: [
    { tool: claude, title: 'Claude Code', people: null },
    { tool: copilot, title: 'GitHub Copilot', people: 12 },
  ],
  pendingPeriods: 3,
};

/** A portal on its first day: nothing is connected. */
export const dayOneStatus: IngestionStatus = {
  ...ingestionStatus,
  sentence: 'No source is connected yet.',
  sources: [],
  codeHosts: [],
  refused: [],
  accounts: {
    total: 0,
    person: 0,
    serviceAccount: 0,
    left: 0,
    unresolved: 0,
    matched: null,
    costMatched: null,
    unresolvedCostMicros: null,
  },
  heldSnapshot: null,
  seatsToReturn: [],
  pendingPeriods: 0,
};

export const identities: IdentityRow[] = [
  {
    id: 1,
    namespace: 'github',
    account: 'grace-h_acme',
    kind: 'login',
    state: 'unresolved',
    person: null,
    method: null,
    leftOn: null,
    suggestion: 'user:default/grace',
  },
  {
    id: 2,
    namespace: 'anthropic',
    account: 'someone@gmail.example',
    kind: 'e-mail',
    state: 'unresolved',
    person: null,
    method: null,
    leftOn: null,
    suggestion: null,
  },
  {
    id: 3,
    namespace: 'github',
    account: 'ci-bot',
    kind: 'login',
    state: 'service-account',
    person: null,
    method: 'operator',
    leftOn: null,
    suggestion: null,
  },
  {
    id: 4,
    namespace: 'github',
    account: 'linus-t',
    kind: 'login',
    state: 'left',
    person: 'user:default/linus',
    method: 'login',
    leftOn: '2026-09-01',
    suggestion: null,
  },
  {
    id: 5,
    namespace: 'github',
    account: 'ada-l',
    kind: 'login',
    state: 'person',
    person: 'user:default/ada',
    method: 'login',
    leftOn: null,
    suggestion: null,
  },
];

export const reconciliation: ReconciliationLine[] = [
  {
    source: 'anthropic',
    sources: ['anthropic', 'focus'],
    month: '2026-10',
    tool: claude,
    kind: 'usage',
    currency: 'USD',
    complete: true,
    totalIs: "The vendor's bill",
    state: 'known',
    totalMicros: 12_345_678_901,
    teamsMicros: 12_000_000_000,
    buckets: [
      { bucket: 'unresolved', micros: 300_000_001 },
      { bucket: 'service-accounts', micros: 60_000_000 },
      { bucket: 'billed-without-person', micros: -14_321_100 },
    ],
    priceSource: 'invoice',
    partsPriceSource: 'estimate',
    closed: { at: '2026-11-09T08:30:00.000Z', by: 'user:default/frank' },
    adjustments: [],
    adjustedLaterMicros: -12_500_000,
    byTeam: null,
    rounding: '0.0000004',
    leftOutMicros: 250_000_000,
    reportedTwiceMicros: 81_000_000,
    bySource: [
      {
        source: 'anthropic',
        countedMicros: 12_345_678_901,
        reportedTwiceMicros: 0,
      },
      { source: 'focus', countedMicros: 0, reportedTwiceMicros: 81_000_000 },
    ],
    notHeldMicros: null,
    seatsWithoutAssignee: null,
    daysKnown: 31,
    daysOfMonth: 31,
  },
  {
    source: 'github',
    sources: ['github'],
    month: '2026-11',
    tool: copilot,
    kind: 'seat',
    currency: 'USD',
    complete: false,
    totalIs: 'seats at contract prices',
    state: 'known',
    totalMicros: 3_800_000_000,
    teamsMicros: 3_800_000_000,
    buckets: [],
    priceSource: 'list',
    partsPriceSource: 'list',
    closed: null,
    adjustments: [
      {
        ofMonth: '2026-10',
        bookedOn: '2026-11-12',
        totalMicros: 7_000_001,
        teamsMicros: 9_000_001,
        teams: [
          {
            team: 'group:default/payments',
            title: 'Payments',
            micros: 8_000_000,
          },
        ],
        buckets: [{ bucket: 'unresolved', micros: -2_000_000 }],
      },
    ],
    adjustedLaterMicros: null,
    byTeam: null,
    rounding: '0',
    leftOutMicros: null,
    reportedTwiceMicros: null,
    bySource: [],
    notHeldMicros: 950_000_000,
    seatsWithoutAssignee: 4,
    daysKnown: 22,
    daysOfMonth: 30,
  },
];

/** What teams show of a line: all of it but ten units. */
export function byTeam(
  line: ReconciliationLine,
): NonNullable<ReconciliationLine['byTeam']> {
  return {
    teams: [
      {
        team: 'group:default/payments',
        title: 'Payments',
        micros: (line.teamsMicros ?? 0) - 10_000_000,
      },
    ],
    notShownApartMicros: 10_000_000,
  };
}

export const commitments: CommitmentState[] = [
  {
    tool: claude,
    from: '2026-01-01',
    to: '2026-12-31',
    currency: 'USD',
    committedMicros: 240_000_000_000,
    drawnMicros: 180_000_000_000,
    remainingMicros: 60_000_000_000,
  },
];

/** What the open months of the reconciliation wait for. */
export const openMonths: OpenMonth[] = [];
