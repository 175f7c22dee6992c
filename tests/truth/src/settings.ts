/** What an operator has said of an account. */
export type Verdict = 'person' | 'left' | 'service-account' | 'unresolved';

/** Ways in which the vendors' figures reach the portal. */
export type Door = Key | 'githubBilling';

/** A door by its key in configuration; what GitHub bills stands under that of GitHub. */
export type Key = VendorKey | PushDoor;

/** Doors that are asked. */
export type VendorKey =
  | 'github'
  | 'anthropic'
  | 'anthropicEnterprise'
  | 'cursor'
  | 'openai';

/** Doors by which something arrives by itself. */
export type PushDoor = (typeof PUSH_DOORS)[number];

export const PUSH_DOORS = ['file', 'push', 'otlp', 'focus'] as const;

/** What was pushed of a tool through a door: all that happened on some UTC days, both included. */
export interface Pushed {
  door: PushDoor;
  tool: string;
  from: string;
  to: string;
}

/** What the portal is configured with, and when it is looked at. */
export interface Settings {
  /** the UTC day on which everything was collected */
  today: string;
  /** the first UTC day that was collected */
  from: string;
  /** the doors that are open, in the order of configuration */
  doors: Door[];
  /** the doors of a tool that are believed before its others, the first one first */
  precedence: { tool: string; doors: Key[] }[];
  pushed: Pushed[];
  teamTypes: string[];
  /** the smallest number of people a figure may be about */
  minimum: number;
  copilot: {
    tool: string;
    /** full UTC days after which a day is final */
    settleDays: number;
    /** in currency units, in the order of days */
    prices: { from: string; perSeatMonth: string }[];
    /** of whole months, in the order of months */
    credits: { from: string; includedPerSeat: string; price: string }[];
  };
  claude: { tool: string; settleDays: number; costSettleDays: number };
  claudeEnterprise: { tool: string; settleDays: number };
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
    precedence: [],
    pushed: [],
    copilot: {
      tool: copilot,
      settleDays: 3,
      prices: [
        { from: '2025-07-01', perSeatMonth: '19.00' },
        { from: '2026-10-12', perSeatMonth: '21.00' },
      ],
      credits: [
        { from: '2000-01', includedPerSeat: '1900', price: '0.01' },
        { from: '2026-10', includedPerSeat: '1500', price: '0.012' },
      ],
    },
    claude: { tool: claude, settleDays: 2, costSettleDays: 2 },
    claudeEnterprise: { tool: claude, settleDays: 2 },
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
  /** those that report it, the one to be believed first */
  doors: Key[];
  tool: string;
  settleDays: number;
  /** what a seat costs, for a tool that reports seats */
  prices?: Settings['copilot']['prices'];
  /** what is said of people's money at all: nothing said is not zero */
  kinds: ('seat' | 'usage' | 'value')[];
}

const PUSH_SETTLE_DAYS = 2;

/** Telemetry says what a use would cost at list prices; a bill names nobody. */
const PUSHED_KINDS: Record<PushDoor, ToolSettings['kinds']> = {
  file: ['usage', 'value'],
  push: ['usage', 'value'],
  otlp: ['value'],
  focus: [],
};

/** Whether something arrives by itself through a door. */
export function isPushDoor(door: Door): door is PushDoor {
  return PUSH_DOORS.some(it => it === door);
}

/** The tools of the vendors that are configured. */
export function toolsOf(settings: Settings): ToolSettings[] {
  const { copilot, claude, claudeEnterprise, cursor, openai } = settings;
  const all: Record<VendorKey, Omit<ToolSettings, 'doors'>> = {
    github: { ...copilot, kinds: ['seat', 'usage', 'value'] },
    anthropic: { ...claude, kinds: ['usage', 'value'] },
    anthropicEnterprise: { ...claudeEnterprise, kinds: ['usage', 'value'] },
    cursor: { ...cursor, kinds: ['seat', 'usage', 'value'] },
    openai: { ...openai, kinds: ['usage'] },
  };
  const tools = new Map<string, ToolSettings>();
  const toolsOfDoor = (door: Key): Omit<ToolSettings, 'doors'>[] =>
    isPushDoor(door)
      ? settings.pushed
          .filter(it => it.door === door)
          .map(({ tool }) => ({
            tool,
            settleDays: PUSH_SETTLE_DAYS,
            kinds: PUSHED_KINDS[door],
          }))
      : [all[door]];
  for (const door of settings.doors) {
    if (door === 'githubBilling') continue;
    for (const { tool, ...more } of toolsOfDoor(door)) {
      const known = tools.get(tool);
      tools.set(tool, {
        ...more,
        ...known,
        tool,
        doors: inOrder(tool, [...(known?.doors ?? []), door], settings),
        settleDays: Math.max(more.settleDays, known?.settleDays ?? 0),
        kinds: [...new Set([...(known?.kinds ?? []), ...more.kinds])],
      });
    }
  }
  return [...tools.values()];
}

/** Those that are named for a tool come first, the others as they are configured. */
function inOrder(tool: string, doors: Key[], { precedence }: Settings): Key[] {
  const named = precedence.find(it => it.tool === tool)?.doors ?? [];
  return [
    ...named.filter(door => doors.includes(door)),
    ...doors.filter(door => !named.includes(door)),
  ];
}

/** Full UTC days after which the slowest vendor's day is final. */
export function settleDaysOf(settings: Settings): number {
  return Math.max(...toolsOf(settings).map(({ settleDays }) => settleDays));
}
