/** What an operator has said of an account. */
export type Verdict = 'person' | 'left' | 'service-account' | 'unresolved';

/** Ways in which the vendors' figures reach the portal. */
export type Door =
  | 'github'
  | 'githubBilling'
  | 'anthropic'
  | 'anthropicEnterprise';

/** What the portal is configured with, and when it is looked at. */
export interface Settings {
  /** the UTC day on which everything was collected */
  today: string;
  /** the first UTC day that was collected */
  from: string;
  teamTypes: string[];
  /** the smallest number of people a figure may be about */
  minimum: number;
  copilot: {
    tool: string;
    /** full UTC days after which a day is final */
    settleDays: number;
    /** in currency units, in the order of days */
    prices: { from: string; perSeatMonth: string }[];
    includedCreditsPerSeat: string;
    pricePerCredit: string;
  };
  claude: { tool: string; settleDays: number; costSettleDays: number };
  /** the tool that Claude Enterprise's figures are about */
  enterpriseTool: string;
  /** doors that are open */
  doors: Door[];
  /** tools by policy: those that a developer's habits are judged by */
  defaultTools: string[];
  sanctionedTools: string[];
  /** accounts, in lower case, of which an operator has said what they are */
  verdicts: Record<string, Verdict>;
}

/** The example portal's configuration. */
export function exampleSettings(
  options: Pick<Settings, 'today' | 'from'> & Partial<Settings>,
): Settings {
  const copilot = 'resource:default/github-copilot';
  const claude = 'resource:default/claude-code';
  return {
    teamTypes: ['team', 'division'],
    minimum: 5,
    copilot: {
      tool: copilot,
      settleDays: 3,
      prices: [
        { from: '2025-07-01', perSeatMonth: '19.00' },
        { from: '2026-10-12', perSeatMonth: '21.00' },
      ],
      includedCreditsPerSeat: '1900',
      pricePerCredit: '0.01',
    },
    claude: { tool: claude, settleDays: 2, costSettleDays: 2 },
    enterpriseTool: claude,
    doors: ['github', 'anthropic'],
    defaultTools: [copilot],
    sanctionedTools: [copilot, claude],
    verdicts: {},
    ...options,
  };
}
