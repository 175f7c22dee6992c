/**
 * The shape that the example repeats for every 300 developers. Everything a
 * real organisation has that is awkward to count stands here once.
 */

export interface TeamPlan {
  name: string;
  title: string;
  /** division (or other Group) above */
  parent: string;
  /** developers per 300 */
  developers: number;
  /** the number stays when the organisation is scaled */
  fixed?: true;
  /** people of other trades: product, design, delivery */
  others?: string[];
  /** whether the Group names leads of its own */
  leads: 0 | 1 | 2;
  /** names of members that the Group lists and of whom there is no User */
  strangers?: readonly string[];
}

export const ROOT = 'acme';
export const ORIGIN = '2024-01-08';

export const DIVISIONS: ReadonlyArray<{ name: string; title: string }> = [
  { name: 'commerce', title: 'Commerce' },
  { name: 'payments', title: 'Payments' },
  { name: 'logistics', title: 'Logistics' },
  { name: 'data-and-insight', title: 'Data and Insight' },
  { name: 'foundations', title: 'Foundations' },
];

/** A Group that groups teams and is none: chains to the division skip it. */
export const TRIBE = {
  name: 'machine-learning',
  title: 'Machine Learning',
  parent: 'data-and-insight',
} as const;

export const TEAMS: readonly TeamPlan[] = [
  {
    name: 'checkout',
    title: 'Checkout',
    parent: 'commerce',
    developers: 12,
    fixed: true,
    others: ['product'],
    leads: 1,
  },
  {
    name: 'storefront',
    title: 'Storefront',
    parent: 'commerce',
    developers: 14,
    others: ['product', 'design'],
    leads: 1,
  },
  {
    name: 'search-and-discovery',
    title: 'Search and Discovery',
    parent: 'commerce',
    developers: 13,
    others: ['product'],
    leads: 1,
  },
  {
    name: 'loyalty',
    title: 'Loyalty',
    parent: 'commerce',
    developers: 11,
    others: ['product', 'design'],
    leads: 0,
  },
  {
    name: 'pricing',
    title: 'Pricing',
    parent: 'commerce',
    developers: 3,
    fixed: true,
    leads: 1,
  },
  {
    name: 'payment-gateway',
    title: 'Payment Gateway',
    parent: 'payments',
    developers: 16,
    others: ['product'],
    leads: 1,
  },
  {
    name: 'payouts',
    title: 'Payouts',
    parent: 'payments',
    developers: 12,
    others: ['delivery'],
    leads: 1,
  },
  {
    name: 'fraud-detection',
    title: 'Fraud Detection',
    parent: 'payments',
    developers: 12,
    others: ['product'],
    leads: 1,
  },
  {
    name: 'ledger',
    title: 'Ledger',
    parent: 'payments',
    developers: 5,
    others: ['product'],
    leads: 2,
  },
  {
    name: 'ledger-core',
    title: 'Ledger Core',
    parent: 'ledger',
    developers: 10,
    leads: 0,
  },
  {
    name: 'ledger-reporting',
    title: 'Ledger Reporting',
    parent: 'ledger',
    developers: 11,
    others: ['design'],
    leads: 1,
  },
  {
    name: 'warehouse',
    title: 'Warehouse',
    parent: 'logistics',
    developers: 18,
    others: ['product', 'delivery'],
    leads: 1,
  },
  {
    name: 'last-mile',
    title: 'Last Mile',
    parent: 'logistics',
    developers: 16,
    others: ['product'],
    leads: 1,
  },
  {
    name: 'tracking',
    title: 'Tracking',
    parent: 'logistics',
    developers: 12,
    others: ['design'],
    leads: 1,
  },
  {
    name: 'returns',
    title: 'Returns',
    parent: 'logistics',
    developers: 11,
    others: ['product'],
    leads: 1,
  },
  {
    name: 'cold-chain',
    title: 'Cold Chain',
    parent: 'logistics',
    developers: 0,
    fixed: true,
    leads: 0,
  },
  {
    name: 'recommendations',
    title: 'Recommendations',
    parent: TRIBE.name,
    developers: 13,
    others: ['product'],
    leads: 1,
  },
  {
    name: 'forecasting',
    title: 'Forecasting',
    parent: TRIBE.name,
    developers: 9,
    leads: 1,
  },
  {
    name: 'data-platform',
    title: 'Data Platform',
    parent: 'data-and-insight',
    developers: 18,
    others: ['product'],
    leads: 1,
  },
  {
    name: 'analytics',
    title: 'Analytics',
    parent: 'data-and-insight',
    developers: 14,
    others: ['product', 'analysis', 'analysis'],
    leads: 1,
  },
  {
    name: 'experimentation',
    title: 'Experimentation',
    parent: 'data-and-insight',
    developers: 8,
    leads: 1,
  },
  {
    name: 'platform',
    title: 'Platform',
    parent: 'foundations',
    developers: 15,
    others: ['product'],
    leads: 1,
  },
  {
    name: 'security',
    title: 'Security',
    parent: 'foundations',
    developers: 9,
    others: ['delivery'],
    leads: 1,
  },
  {
    name: 'developer-experience',
    title: 'Developer Experience',
    parent: 'foundations',
    developers: 11,
    others: ['product'],
    leads: 2,
  },
  {
    name: 'mobile-apps',
    title: 'Mobile Apps',
    parent: 'foundations',
    developers: 20,
    others: ['product', 'design'],
    leads: 1,
  },
  {
    name: 'identity-and-access',
    title: 'Identity and Access',
    parent: 'foundations',
    developers: 12,
    leads: 0,
  },
  // A company that was just taken over: its Group is in the catalog, its people are not yet.
  {
    name: 'freight',
    title: 'Freight',
    parent: 'logistics',
    developers: 0,
    fixed: true,
    leads: 0,
    strangers: [
      'hanna-lindqvist',
      'ines-carvalho',
      'lars-eskelinen',
      'odile-marchetti',
      'tomas-brandvold',
      'youssef-benali',
    ],
  },
];

/** Nobody of this team is in the history file: their past is assumed. */
export const UNRECORDED_TEAM = 'experimentation';

/** The team that stood under another division before. */
export const MOVED_TEAM = {
  team: 'returns',
  from: 'commerce',
  on: '2026-07-13',
} as const;

/** Developers of the first team who are in the second one too. */
export const SECOND_TEAMS: ReadonlyArray<{
  first: string;
  second: string;
  from: string;
  to?: string;
}> = [
  { first: 'storefront', second: 'checkout', from: '2025-03-03' },
  { first: 'ledger-core', second: 'ledger-reporting', from: '2025-06-02' },
  { first: 'security', second: 'platform', from: '2025-09-01' },
  { first: 'mobile-apps', second: 'last-mile', from: '2026-01-12' },
  { first: 'data-platform', second: 'analytics', from: '2026-05-04' },
  {
    first: 'payouts',
    second: 'fraud-detection',
    from: '2026-02-02',
    to: '2026-06-15',
  },
];

/** Developers who changed teams; mid-week and mid-month days are meant. */
export const MOVES: ReadonlyArray<{ from: string; to: string; on: string }> = [
  { from: 'loyalty', to: 'checkout', on: '2026-03-02' },
  { from: 'payment-gateway', to: 'payouts', on: '2026-04-15' },
  { from: 'warehouse', to: 'tracking', on: '2026-06-08' },
  { from: 'mobile-apps', to: 'search-and-discovery', on: '2026-08-03' },
  { from: 'data-platform', to: 'recommendations', on: '2026-09-16' },
  { from: 'last-mile', to: 'developer-experience', on: '2026-10-05' },
];

/** Somebody of another trade who became a developer, and did not move. */
export const BECAME_DEVELOPER = { team: 'tracking', on: '2026-05-11' } as const;

/** People who left: the team they left and the first day away. */
export const LEAVERS: ReadonlyArray<{ team: string; on: string }> = [
  { team: 'warehouse', on: '2025-12-06' },
  { team: 'storefront', on: '2026-01-17' },
  { team: 'payouts', on: '2026-02-28' },
  { team: 'analytics', on: '2026-04-01' },
  { team: 'mobile-apps', on: '2026-05-16' },
  { team: 'ledger-reporting', on: '2026-07-01' },
  { team: 'checkout', on: '2026-08-22' },
  { team: 'last-mile', on: '2026-09-12' },
  { team: 'platform', on: '2026-10-17' },
];

/** Days on which newcomers started, handed out over the teams in turn. */
export const START_DAYS: readonly string[] = [
  '2025-11-03',
  '2025-12-01',
  '2026-01-12',
  '2026-02-02',
  '2026-03-16',
  '2026-04-01',
  '2026-05-04',
  '2026-06-01',
  '2026-07-06',
  '2026-08-17',
  '2026-09-01',
  '2026-10-12',
];
