import {
  addMonths,
  type HeadlineMetric,
  type MonthCost,
  type Scorecard,
  type TeamTool,
} from 'backstage-plugin-ai-scorecards-common';
import {
  claude,
  copilot,
  coverage,
  cursor,
  figure,
  freshness,
  MONTH,
  mondays,
  noFigure,
  oldTool,
  parentRef,
  teamRef,
  THROUGH,
  WEEK,
} from './primitives';

const noPopulation = { people: null, leftOut: 0, countedInEach: false };

export const activeRateMetric: HeadlineMetric = {
  id: 'weeklyActiveRate',
  title: 'Weekly active rate',
  unit: 'ratio',
  direction: 'up',
  definition: {
    version: 1,
    formula:
      'Licensed developers with an AI action in the week ÷ all licensed developers of the week, summed over the last 4 complete weeks.',
  },
  figure: figure(0.68, 'ratio'),
  status: 'watch',
  reasons: ['Between 50 % and 71 %: on the way to the median of the industry.'],
  change: 0.06,
  sparkline: mondays(12).map((period, index) => ({
    period,
    state: index === 4 ? ('failed' as const) : ('ok' as const),
    value: index === 4 ? null : 0.5 + 0.015 * index,
    bound: null,
    ...(index === 4 && { reason: 'The vendor did not answer.' }),
  })),
  inputs: [
    {
      id: 'active',
      label: 'Active developer-weeks',
      figure: figure(54, 'people'),
    },
    {
      id: 'licensed',
      label: 'Licensed developer-weeks',
      figure: figure(80, 'people'),
    },
  ],
  population: { people: 20, leftOut: 2, countedInEach: false },
  target: {
    value: 0.71,
    text: '≥ 71 %',
    source: 'Industry panel, median of 2026',
    sourceDate: '2026-06-01',
  },
  peers: { p25: 0.55, p75: 0.78, teams: 9 },
  nextStep: {
    text: 'Help colleagues to set up GitHub Copilot',
    href: 'https://intranet.example.com/copilot/set-up',
  },
};

export const costMetric: HeadlineMetric = {
  id: 'costPerActiveDeveloper',
  title: 'Cost per active developer',
  unit: 'micro-usd',
  direction: 'none',
  definition: {
    version: 1,
    formula:
      "Seat and usage cost of the team's developers in the month ÷ active person-months.",
  },
  figure: figure(46_420_000, 'micro-usd', { state: 'estimated' }),
  status: 'on-track',
  reasons: ['1.2 × the benchmark, at most 1.5 × is usual.'],
  change: 3_100_000,
  sparkline: [31, 34, 36, 40, 43.32, 46.42].map((value, index) => ({
    period: `${addMonths(MONTH, index - 5)}-01`,
    state: 'estimated' as const,
    value: value * 1e6,
    bound: null,
  })),
  inputs: [
    {
      id: 'cost',
      label: "Seat and usage cost of the team's developers",
      figure: figure(835_560_000, 'micro-usd', { state: 'estimated' }),
    },
    {
      id: 'active-person-months',
      label: 'Active person-months',
      figure: figure(18, 'person-months'),
    },
  ],
  population: { people: 20, leftOut: 0, countedInEach: false },
  target: {
    value: 38_600_000,
    text: 'Benchmark, a baseline and not a cap',
    source:
      'Median of 9 teams with GitHub Copilot as main tool, August to October',
    sourceDate: '2026-10-31',
  },
  peers: { p25: 31_000_000, p75: 52_000_000, teams: 9 },
  nextStep: null,
};

/** A headline metric of a later version: in the answer, not drawn. */
export function laterMetric(
  id: HeadlineMetric['id'],
  title: string,
): HeadlineMetric {
  return {
    ...activeRateMetric,
    id,
    title,
    unit: 'index',
    figure: noFigure('not-yet-collected', 'index'),
    status: 'not-known-yet',
    reasons: [],
    change: null,
    sparkline: [],
    inputs: [],
    population: noPopulation,
    target: null,
    peers: null,
    nextStep: null,
  };
}

/** Output against the team's own baseline: a direction, no absolute value. */
export const outputMetric: HeadlineMetric = {
  ...laterMetric('teamOutput', 'Team output'),
  direction: 'none',
  definition: {
    version: 1,
    formula:
      'Merged changes per developer-week, against the 26 weeks before them.',
  },
  figure: figure(104, 'index'),
  status: 'on-track',
  reasons: ['Close to your own baseline.'],
  change: 4,
  sparkline: mondays(12).map((period, index) => ({
    period,
    state: 'ok' as const,
    value: 96 + (index % 5) * 3,
    bound: null,
  })),
  population: { people: 20, leftOut: 1, countedInEach: false },
};

export const failureMetric: HeadlineMetric = {
  ...laterMetric('changeFailureRate', 'Change failure'),
  unit: 'ratio',
  direction: 'down',
  figure: figure(0.06, 'ratio', { state: 'partial' }),
  status: 'watch',
  reasons: ['A fifth above your own baseline.'],
  change: 0.01,
  population: { people: 20, leftOut: 1, countedInEach: false },
};

export const levelMetric: HeadlineMetric = {
  ...laterMetric('practiceLevel', 'Practice level'),
  unit: 'level',
  direction: 'up',
  figure: figure(1, 'level'),
  status: 'on-track',
  reasons: ['At the minimum of the organisation.'],
  change: 0,
  target: {
    value: 1,
    text: '≥ 1',
    source: 'Minimum of the organisation',
    sourceDate: '2026-09-01',
  },
  peers: { p25: 1, p75: 2.5, teams: 9 },
  nextStep: {
    text: 'Add agent instructions to 2 repositories',
    href: '#practices',
  },
};

const noLinks = { get: null, setUp: null, help: null };

export const teamTools: TeamTool[] = [
  {
    tool: copilot,
    title: 'GitHub Copilot',
    vendor: 'GitHub',
    policy: 'default',
    state: 'allowed',
    until: null,
    links: {
      get: 'https://intranet.example.com/copilot/get',
      setUp: 'https://intranet.example.com/copilot/set-up',
      help: 'https://intranet.example.com/copilot/help',
    },
    activeRate: figure(0.7, 'ratio'),
  },
  {
    tool: claude,
    title: 'Claude Code',
    vendor: 'Anthropic',
    policy: 'approved',
    state: 'allowed',
    until: null,
    links: { ...noLinks, get: 'https://intranet.example.com/claude/get' },
    activeRate: noFigure('not-connected', 'ratio', 'It reports no seats.'),
  },
  {
    tool: cursor,
    title: 'Cursor',
    vendor: 'Anysphere',
    policy: 'exception-required',
    state: 'needs-exception',
    until: null,
    links: noLinks,
    activeRate: noFigure('not-connected', 'ratio'),
  },
  {
    tool: oldTool,
    title: 'Tab Helper',
    vendor: null,
    policy: 'retired',
    state: 'not-allowed',
    until: null,
    links: noLinks,
    activeRate: noFigure('no-data', 'ratio'),
  },
];

function monthCost(month: string, each: number, complete = true): MonthCost {
  const estimated = { state: 'estimated' as const };
  const seat = 400_000_000;
  const usage = Math.round(each * 1e6 * 18) - seat;
  return {
    month,
    complete,
    seat: figure(seat, 'micro-usd'),
    usage: figure(usage, 'micro-usd', estimated),
    value: figure(1_212_345_678, 'micro-usd', estimated),
    total: figure(seat + usage, 'micro-usd', estimated),
    activePersonMonths: figure(18, 'person-months'),
    costPerActiveDeveloper: figure(each * 1e6, 'micro-usd', estimated),
    others: figure(21_000_000, 'micro-usd'),
    idleSeat: figure(38_000_000, 'micro-usd'),
    byTool: [
      { tools: [copilot], label: 'GitHub Copilot', seat, usage: 0 },
      { tools: [claude], label: 'Claude Code', seat: null, usage },
    ],
    population: { people: 21, leftOut: 0, countedInEach: false },
  };
}

/** A team with everything that this version measures. */
export const scorecard: Scorecard = {
  team: {
    ...teamRef,
    parent: parentRef,
    leads: ['user:default/lea'],
    present: true,
  },
  week: WEEK,
  definitionVersion: 1,
  computedAt: '2026-11-25T04:12:00.000Z',
  access: 'full',
  sentence:
    '68 % active, up 6 points in four weeks; 46 USD per active developer, 1.2 × the benchmark.',
  nextStep: activeRateMetric.nextStep,
  headline: [
    activeRateMetric,
    costMetric,
    outputMetric,
    failureMetric,
    levelMetric,
  ],
  tools: teamTools,
  adoption: {
    rosterActiveRate: figure(0.61, 'ratio'),
    rosterPopulation: { people: 23, leftOut: 0, countedInEach: false },
    developers: figure(23, 'people'),
    tiers: {
      state: 'ok',
      through: THROUGH,
      parts: [
        { ids: ['14+'], label: '14+ days', people: 8, value: 8 },
        { ids: ['7-13'], label: '7–13', people: 6, value: 6 },
        { ids: ['2-6', 'new'], label: '2–6 · New', people: 5, value: 5 },
        { ids: ['0-1'], label: '0–1', people: 5, value: 5 },
      ],
    },
    habitual: figure(0.5, 'ratio'),
    defaultToolShare: figure(0.9, 'ratio', { bound: 'at-least' }),
    sanctionedShare: figure(1, 'ratio'),
    sanctionedShareRaw: figure(1, 'ratio'),
    abandonedTools: [oldTool],
    toolsWithoutSeats: [claude],
  },
  cost: {
    currency: 'USD',
    months: [31, 34, 36, 40, 43.32, 46.42].map((each, index) =>
      monthCost(addMonths(MONTH, index - 5), each),
    ),
    benchmark: {
      value: 38_600_000,
      source:
        'Median of 9 teams with GitHub Copilot as main tool, August to October',
      sourceDate: '2026-10-31',
      teams: 9,
    },
    ratio: figure(1.2026, 'ratio', { state: 'estimated' }),
  },
  practices: {
    state: 'assessed',
    missing: [
      {
        id: 'repo.instructions',
        title: 'Repositories carry agent instructions',
      },
      {
        id: 'data.classified',
        title: 'Which data may go to which tool is stated',
      },
    ],
  },
  outcomes: { state: 'ok' },
  exceptions: { state: 'not-yet-collected' },
  nudges: [],
  followUps: { state: 'not-yet-collected' },
  coverage,
  freshness,
  notice: null,
};

type Notice = NonNullable<Scorecard['notice']>;

const emptyFigures: Partial<
  Record<Notice['kind'], Scorecard['headline'][0]['figure']['state']>
> = {
  'no-source': 'not-connected',
  collecting: 'collecting',
  failed: 'failed',
  'too-few-people': 'suppressed',
};

/** The same team where no figures can be shown, and why. */
export function scorecardWithNotice(
  notice: Pick<Notice, 'kind' | 'text'> & Partial<Notice>,
  more: Partial<Scorecard> = {},
): Scorecard {
  const state = emptyFigures[notice.kind] ?? 'no-data';
  return {
    ...scorecard,
    week: null,
    sentence: notice.text,
    nextStep: null,
    headline: scorecard.headline.map(metric => ({
      ...laterMetric(metric.id, metric.title),
      unit: metric.unit,
      figure:
        metric.figure.state === 'not-yet-collected'
          ? metric.figure
          : noFigure(state, metric.unit),
    })),
    adoption: null,
    cost: null,
    freshness: { ...freshness, through: null, month: null },
    notice: { seeInstead: null, owner: null, ...notice },
    ...more,
  };
}

export const notices = {
  noSource: scorecardWithNotice(
    {
      kind: 'no-source',
      text: 'No usage connected yet. You can already see tools and ask for one.',
      owner: 'group:default/platform',
    },
    { coverage: { accounts: null, cost: null, provisional: false } },
  ),
  collecting: scorecardWithNotice(
    { kind: 'collecting', text: 'Collecting: 0 of 4 weeks.' },
    {
      freshness: {
        ...freshness,
        through: null,
        month: null,
        progress: { daysDone: 120, daysWanted: 400 },
      },
    },
  ),
  tooFew: scorecardWithNotice({
    kind: 'too-few-people',
    text: 'Too few developers to show figures here: they are in Payments.',
    seeInstead: parentRef,
  }),
  notATeam: scorecardWithNotice({
    kind: 'not-a-team',
    text: 'All engineers is not a team: Groups of its type get no scorecard.',
  }),
  notVisible: scorecardWithNotice(
    {
      kind: 'not-visible',
      text: 'Figures of Payments Core are seen by the team, its leads and operators.',
    },
    { access: 'practices' },
  ),
  failed: scorecardWithNotice({
    kind: 'failed',
    text: 'Collecting from the vendors fails; operators have been told.',
    owner: 'group:default/platform',
  }),
  removed: scorecardWithNotice(
    {
      kind: 'removed',
      text: 'Payments Core is no longer in the catalog. What was scored before stays here.',
    },
    { headline: scorecard.headline, adoption: scorecard.adoption },
  ),
} as const;
