/** What the stand-in for the vendors knows, read over HTTP. */

export interface TruthRow {
  day: string;
  tool: string;
  person: string | null;
  account: string;
  accountKind: 'login' | 'email' | 'api-key';
  standing: 'user' | 'left' | 'service-account' | 'nobody';
  revealed: {
    active: boolean;
    amounts: {
      kind: 'usage' | 'value';
      unit: 'credits' | 'cents';
      amount: string;
      model?: string;
    }[];
  } | null;
}

export interface Organisation {
  teamTypes: string[];
  groups: { ref: string; type: string; parent: string | null }[];
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

type Holder = Pick<TruthRow, 'person' | 'account' | 'accountKind' | 'standing'>;

/** A line of what GitHub bills, in dollars. */
export interface BillingLine {
  day: string;
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

/** Everything that the figures are worked out from. */
export interface Truth {
  rows: TruthRow[];
  organisation: Organisation;
  seats: Seats;
  costs: CostDay[];
  /** doors that are not open unless a configuration names them */
  billing: BillingLine[];
  enterprise: EnterpriseRow[];
}

/** Reads the truth of some days, both included, from a stand-in's address. */
export async function readTruth(
  url: string,
  from: string,
  to: string,
): Promise<Truth> {
  const days = `from=${from}&to=${to}`;
  const [rows, organisation, seats, costs, billing, enterprise] =
    await Promise.all([
      lines<TruthRow>(`${url}/truth?${days}`),
      json<Organisation>(`${url}/truth/organisation`),
      json<Seats>(`${url}/truth/seats`),
      lines<CostDay>(`${url}/truth/costs?${days}`),
      lines<BillingLine>(`${url}/truth/billing?${days}`),
      lines<EnterpriseRow>(`${url}/truth/enterprise?${days}`),
    ]);
  return { rows, organisation, seats, costs, billing, enterprise };
}

async function get(url: string): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok) {
    throw new Error(`${url} answered ${response.status}`);
  }
  return response;
}

async function json<T>(url: string): Promise<T> {
  return (await get(url)).json() as Promise<T>;
}

async function lines<T>(url: string): Promise<T[]> {
  return (await (await get(url)).text())
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as T);
}
