import { json, lines } from './read';
import { Settings } from './settings';

/** What the stand-in for the vendors knows, read over HTTP. */

export interface TruthRow {
  day: string;
  tool: string;
  person: string | null;
  account: string;
  accountKind: 'login' | 'email' | 'id' | 'api-key' | 'service';
  standing: 'user' | 'left' | 'service-account' | 'nobody';
  /** what happened, and so what is pushed of it; absent where no test pushes */
  actual?: TruthDay;
  /** what the vendor says */
  revealed: TruthDay | null;
}

/** What one account did with one tool on one day. */
export interface TruthDay {
  active: boolean;
  counters: Record<string, number>;
  amounts: {
    kind: 'usage' | 'value';
    unit: 'credits' | 'cents';
    amount: string;
    model?: string;
  }[];
}

export interface Organisation {
  teamTypes: string[];
  groups: {
    ref: string;
    type: string;
    parent: string | null;
    /** refs of people whom the Group itself lists, Users or not */
    members: string[];
  }[];
  users: { ref: string; developer: boolean; memberOf: string[] }[];
  roster: {
    person: string;
    team: string;
    from: string | null;
    to: string | null;
    counted: boolean;
    assumed: boolean;
  }[];
  teams: { team: string; parent: string; from: string; to: string | null }[];
}

export interface Seats {
  today: string;
  withoutAssignee: number;
  seats: {
    person: string | null;
    account: string;
    accountKind: TruthRow['accountKind'];
    standing: TruthRow['standing'];
    from: string;
    to: string | null;
    listed: boolean;
    pendingCancellation: string | null;
  }[];
}

export interface CostDay {
  day: string;
  revealed: { description: string; workspace: string | null; amount: string }[];
}

/** Whose an account is. */
export type Holder = Pick<
  TruthRow,
  'account' | 'accountKind' | 'standing' | 'person'
>;

/** A line of what GitHub bills, in dollars; seats are among them. */
export interface BillingLine {
  day: string;
  /** null where a line names nobody */
  holder: Holder | null;
  sku: string;
  model: string;
  gross: string;
  net: string;
}

/** What Claude Enterprise tells of an account: use, or cost in cents. */
export type EnterpriseRow = Holder & { day: string } & (
    | { what: 'use'; active: boolean }
    | { what: 'cost'; model: string; amount: string; listAmount: string }
  );

/** Who used how many tokens in which project; nothing here says what that cost. */
export interface OpenaiUse extends Holder {
  /** false for somebody whose e-mail the vendor tells no more */
  isListed: boolean;
  project: string | null;
  model: string;
  inputTokens: number;
  outputTokens: number;
}

export interface OpenaiDay {
  day: string;
  revealed: OpenaiUse[];
}

/** Everything that the figures are worked out from. */
export interface Truth {
  rows: TruthRow[];
  organisation: Organisation;
  seats: Seats;
  costs: CostDay[];
  /** of doors that not every portal opens */
  billing?: BillingLine[];
  enterprise?: EnterpriseRow[];
  cursor?: { seats: Seats };
  openai?: { uses: OpenaiDay[]; costs: CostDay[] };
}

/** Reads the truth of the days that were collected from a stand-in's address. */
export async function readTruth(
  url: string,
  settings: Settings,
): Promise<Truth> {
  const { from, today: to, doors, pushed, cursor, copilot } = settings;
  const isPushed = (tool: string) => pushed.some(it => it.tool === tool);
  const days = `from=${from}&to=${to}`;
  const [rows, organisation, seats, costs] = await Promise.all([
    lines<TruthRow>(`${url}/truth?${days}`),
    json<Organisation>(`${url}/truth/organisation`),
    json<Seats>(`${url}/truth/seats`),
    lines<CostDay>(`${url}/truth/costs?${days}`),
  ]);
  const truth: Truth = { rows, organisation, seats, costs };
  if (doors.includes('githubBilling') || isPushed(copilot.tool)) {
    truth.billing = await lines<BillingLine>(`${url}/truth/billing?${days}`);
  }
  if (doors.includes('anthropicEnterprise')) {
    truth.enterprise = await lines<EnterpriseRow>(
      `${url}/truth/enterprise?${days}`,
    );
  }
  if (doors.includes('cursor') || isPushed(cursor.tool)) {
    rows.push(...(await lines<TruthRow>(`${url}/truth/cursor?${days}`)));
  }
  if (doors.includes('cursor')) {
    truth.cursor = { seats: await json<Seats>(`${url}/truth/cursor/seats`) };
  }
  if (doors.includes('openai')) {
    truth.openai = {
      uses: await lines<OpenaiDay>(`${url}/truth/openai?${days}`),
      costs: await lines<CostDay>(`${url}/truth/openai/costs?${days}`),
    };
  }
  return truth;
}
