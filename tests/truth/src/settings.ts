/** What an operator has said of an account. */
export type Verdict = 'person' | 'left' | 'service-account' | 'unresolved';

/** The vendors that can be collected from, by their key in configuration. */
export type Door = 'github' | 'anthropic' | 'cursor' | 'openai';

/** What the portal is configured with, and when it is looked at. */
export interface Settings {
  /** the UTC day on which everything was collected */
  today: string;
  /** the first UTC day that was collected */
  from: string;
  /** the vendors that are configured */
  doors: Door[];
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
  cursor: {
    tool: string;
    settleDays: number;
    prices: { from: string; perSeatMonth: string }[];
    /** the UTC days on which the list of members was read; today when left out */
    looks?: string[];
  };
  openai: { tool: string; settleDays: number };
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
  const cursor = 'resource:default/cursor';
  return {
    teamTypes: ['team', 'division'],
    minimum: 5,
    doors: ['github', 'anthropic'],
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
    cursor: {
      tool: cursor,
      settleDays: 2,
      prices: [{ from: '2026-01-01', perSeatMonth: '40.00' }],
    },
    openai: { tool: 'resource:default/openai-codex', settleDays: 2 },
    defaultTools: [copilot],
    sanctionedTools: [copilot, claude],
    verdicts: {},
    ...options,
  };
}

/** What is to be known of a vendor's tool. */
export interface ToolSettings {
  door: Door;
  tool: string;
  settleDays: number;
  /** what a seat costs, for a tool that reports seats */
  prices?: Settings['copilot']['prices'];
  /** what is said of its money at all: nothing said is not zero */
  kinds: ('seat' | 'usage' | 'value')[];
}

/** The tools of the vendors that are configured. */
export function toolsOf(settings: Settings): ToolSettings[] {
  const { copilot, claude, cursor, openai } = settings;
  const all: ToolSettings[] = [
    { door: 'github', ...copilot, kinds: ['seat', 'usage', 'value'] },
    { door: 'anthropic', ...claude, kinds: ['usage', 'value'] },
    { door: 'cursor', ...cursor, kinds: ['seat', 'usage', 'value'] },
    { door: 'openai', ...openai, kinds: ['usage'] },
  ];
  return all.filter(({ door }) => settings.doors.includes(door));
}

/** Full UTC days after which the slowest vendor's day is final. */
export function settleDaysOf(settings: Settings): number {
  return Math.max(...toolsOf(settings).map(({ settleDays }) => settleDays));
}
