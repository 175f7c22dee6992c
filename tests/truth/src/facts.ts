import { Fraction, decimal, times, toMicros } from './money';
import { Door, Settings, Verdict } from './settings';
import { Truth } from './truth';
import { daysFrom, plus } from './days';

export type Kind = 'seat' | 'usage' | 'value';

/** Whose an account is, or the name of the bucket that its money goes to. */
export interface Owner {
  person?: string;
  bucket?: 'unresolved' | 'service-accounts' | 'left';
}

/** Money of one account, day and tool: every field rounded once. */
export interface Amount {
  account: string;
  owner: Owner;
  day: string;
  tool: string;
  kind: Kind;
  micros: bigint;
  /** as sent, in currency units; null for what is worked out */
  exact: Fraction | null;
}

/** What a vendor billed on a day, with a person or without one. */
export interface Bill {
  day: string;
  tool: string;
  micros: bigint;
  exact: Fraction;
}

/** One account's seat: its days, up to the one on which it was looked at. */
export interface Seat {
  account: string;
  owner: Owner;
  from: string;
  /** first day without it, or the day after the last one known */
  to: string;
}

const HUNDREDTH: Fraction = { top: 1n, bottom: 100n };

/** What happened, as the vendors tell it and the portal can know it. */
export class Facts {
  readonly days: string[];
  readonly amounts: Amount[] = [];
  readonly seats: Seat[] = [];
  /** credits of each account and day, as sent */
  readonly credits: {
    account: string;
    owner: Owner;
    day: string;
    credits: Fraction;
  }[] = [];
  /** lines of bills that may name accounts */
  readonly bills: Bill[] = [];
  /** seats that the vendor lists without a holder */
  readonly seatsWithoutHolder: number;
  private readonly actions = new Map<string, Set<string>>();
  private readonly reported = new Set<string>();
  private readonly seated = new Map<string, Seat[]>();

  constructor(truth: Truth, private readonly settings: Settings) {
    this.days = daysFrom(settings.from, plus(settings.today, -1));
    const { copilot, claude } = settings;
    if (this.isOpen('githubBilling')) {
      this.readBilling(truth);
    }
    const billedTo = new Set(
      this.amounts.map(({ tool, day }) => `${tool} ${day}`),
    );
    if (this.isOpen('anthropicEnterprise')) {
      this.readEnterprise(truth);
    }
    const open = [
      ...(this.isOpen('github') ? [copilot.tool] : []),
      ...(this.isOpen('anthropic') ? [claude.tool] : []),
    ];
    for (const row of truth.rows.filter(({ tool }) => open.includes(tool))) {
      if (row.revealed && row.day >= settings.from) {
        const account = row.account.toLowerCase();
        const owner = this.ownerOf(row);
        this.reported.add(`${row.tool} ${row.day}`);
        if (row.revealed.active && owner.person) {
          this.act(owner.person, row.day, row.tool);
        }
        for (const amount of row.revealed.amounts) {
          const sent = decimal(amount.amount);
          if (amount.unit === 'credits') {
            this.credits.push({ account, owner, day: row.day, credits: sent });
          }
          // What is billed by account takes the place of what credits are worth.
          if (billedTo.has(`${row.tool} ${row.day}`)) {
            continue;
          }
          // One credit is worth a cent.
          const exact = times(sent, HUNDREDTH);
          this.amounts.push({
            account,
            owner,
            day: row.day,
            tool: row.tool,
            kind: amount.kind,
            micros: toMicros(exact),
            exact,
          });
        }
      }
    }
    this.seatsWithoutHolder = truth.seats.withoutAssignee;
    for (const seat of truth.seats.seats) {
      if (seat.listed && this.isOpen('github')) {
        const owner = this.ownerOf(seat);
        const known = {
          account: seat.account.toLowerCase(),
          owner,
          from: seat.from,
          to: seat.pendingCancellation ?? '9999-12-31',
        };
        this.seats.push(known);
        if (owner.person) {
          const list = this.seated.get(owner.person) ?? [];
          this.seated.set(owner.person, [...list, known]);
        }
      }
    }
  }

  isOpen(door: Door): boolean {
    return this.settings.doors.includes(door);
  }

  /** Whether a bill says what a tool cost on a day. */
  isBilled(tool: string, day: string): boolean {
    return this.bills.some(bill => bill.tool === tool && bill.day === day);
  }

  /** What GitHub bills. Seats in it have their own list, and are none of it. */
  private readBilling({ billing }: Truth): void {
    const { tool } = this.settings.copilot;
    for (const { day, holder, sku, net, gross } of billing) {
      if (this.days.includes(day) && /ai_credit|premium_request/.test(sku)) {
        this.bill({
          day,
          tool,
          holder,
          net: decimal(net),
          gross: decimal(gross),
        });
      }
    }
  }

  private readEnterprise({ enterprise }: Truth): void {
    const tool = this.settings.enterpriseTool;
    for (const row of enterprise) {
      const { day } = row;
      if (this.days.includes(day) && row.what === 'use') {
        this.reported.add(`${tool} ${day}`);
        const { person } = this.ownerOf(row);
        if (row.active && person) {
          this.act(person, day, tool);
        }
      } else if (this.days.includes(day) && row.what === 'cost') {
        const net = times(decimal(row.amount), HUNDREDTH);
        const gross = times(decimal(row.listAmount), HUNDREDTH);
        this.bill({ day, tool, holder: row, net, gross });
      }
    }
  }

  /** A line of a bill: each of its amounts is rounded once. */
  private bill(line: {
    day: string;
    tool: string;
    holder: (Parameters<Facts['ownerOf']>[0] & { account: string }) | null;
    net: Fraction;
    gross: Fraction;
  }): void {
    const { day, tool, holder, net, gross } = line;
    this.bills.push({ day, tool, micros: toMicros(net), exact: net });
    if (holder) {
      const account = holder.account.toLowerCase();
      const owner = this.ownerOf(holder);
      for (const [kind, exact] of [
        ['usage', net],
        ['value', gross],
      ] as const) {
        const micros = toMicros(exact);
        this.amounts.push({ account, owner, day, tool, kind, micros, exact });
      }
    }
  }

  /** Whether a vendor tells anything of all days; an empty answer is no data. */
  isTold(tool: string, days: string[]): boolean {
    return days.every(day => this.reported.has(`${tool} ${day}`));
  }

  /** Whether a person did anything with a tool, or with any, on a day. */
  isActive(person: string, day: string, tool?: string): boolean {
    const tools = this.actions.get(`${person} ${day}`);
    return tool === undefined ? tools !== undefined : Boolean(tools?.has(tool));
  }

  /** The first day on which a person did anything. */
  firstAction(person: string): string | undefined {
    return this.days.find(day => this.isActive(person, day));
  }

  /** Whether a person holds a seat on a day. */
  hasSeat(person: string, day: string): boolean {
    return (this.seated.get(person) ?? []).some(
      seat => seat.from <= day && day < seat.to,
    );
  }

  /**
   * Whether a person is licensed on a day. Only Copilot reports seats. Before
   * they were first listed, which is today, its use is a licence too.
   */
  isLicensed(person: string, day: string): boolean {
    return (
      this.hasSeat(person, day) ||
      (day < this.settings.today &&
        this.isActive(person, day, this.settings.copilot.tool))
    );
  }

  private act(person: string, day: string, tool: string): void {
    const key = `${person} ${day}`;
    this.actions.set(key, (this.actions.get(key) ?? new Set()).add(tool));
  }

  private ownerOf(row: {
    account: string;
    accountKind: string;
    standing: string;
    person: string | null;
  }): Owner {
    const found: Record<string, Verdict> = {
      user: 'person',
      nobody: 'unresolved',
      left: 'unresolved',
      // A key tells by itself that it is nobody; a login does not.
      'service-account':
        row.accountKind === 'api-key' ? 'service-account' : 'unresolved',
    };
    const verdict =
      this.settings.verdicts[row.account.toLowerCase()] ?? found[row.standing];
    if (verdict === 'person' && row.person) {
      return { person: row.person };
    }
    if (verdict === 'left') {
      return { person: row.person ?? undefined, bucket: 'left' };
    }
    return {
      bucket: verdict === 'service-account' ? 'service-accounts' : 'unresolved',
    };
  }
}
