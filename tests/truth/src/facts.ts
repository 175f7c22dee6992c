import { Fraction, decimal, times, toMicros } from './money';
import { Settings, toolsOf, Verdict } from './settings';
import { Seats, Truth } from './truth';
import { daysFrom, plus } from './days';
import { costedUses } from './openai';

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

/** One account's seat: its days, up to the one on which it was looked at. */
export interface Seat {
  account: string;
  tool: string;
  owner: Owner;
  from: string;
  /** first day without it, or the day after the last one known */
  to: string;
}

const FOREVER = '9999-12-31';
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
  /** seats that the vendor lists without a holder */
  readonly seatsWithoutHolder: number;
  private readonly actions = new Map<string, Set<string>>();
  private readonly reported = new Set<string>();
  private readonly seated = new Map<string, Seat[]>();

  constructor(truth: Truth, private readonly settings: Settings) {
    this.days = daysFrom(settings.from, plus(settings.today, -1));
    const tools = toolsOf(settings).map(({ tool }) => tool);
    for (const row of truth.rows) {
      if (
        row.revealed &&
        row.day >= settings.from &&
        tools.includes(row.tool)
      ) {
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
    const { uses = [], costs = [] } = truth.openai ?? {};
    for (const { day, use, micros } of costedUses(uses, costs)) {
      if (day >= settings.from) {
        const { tool } = settings.openai;
        const owner = this.ownerOf(
          // Without an e-mail, an id is nobody's until somebody says so.
          use.isListed ? use : { ...use, standing: 'nobody' },
        );
        this.reported.add(`${tool} ${day}`);
        if (owner.person && use.inputTokens + use.outputTokens > 0) {
          this.act(owner.person, day, tool);
        }
        if (micros !== null) {
          this.amounts.push({
            account: use.account.toLowerCase(),
            owner,
            day,
            tool,
            kind: 'usage',
            micros,
            exact: null,
          });
        }
      }
    }
    this.seatsWithoutHolder = truth.seats.withoutAssignee;
    if (settings.doors.includes('github')) {
      for (const seat of truth.seats.seats) {
        if (seat.listed) {
          this.seat(seat, settings.copilot.tool, {
            from: seat.from,
            to: seat.pendingCancellation ?? FOREVER,
          });
        }
      }
    }
    for (const seat of truth.cursor?.seats.seats ?? []) {
      // Of a list that tells no dates, the first that has somebody is theirs, and the first that has them no more.
      const { from, to } = seat;
      const first = this.looks().find(look => look >= from);
      const last = to && this.looks().find(look => look >= to);
      if (first && !(to && to <= first)) {
        this.seat(seat, settings.cursor.tool, {
          from: first,
          to: last ?? FOREVER,
        });
      }
    }
  }

  /** The tool that reports seats; undefined for none or several. */
  onlySeatTool(): string | undefined {
    const [tool, ...others] = this.seatTools();
    return others.length === 0 ? tool?.tool : undefined;
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
   * Whether a person is licensed on a day. Claude Code reports no seats. Before
   * those of another tool were first listed, its use is a licence too.
   */
  isLicensed(person: string, day: string): boolean {
    return (
      this.hasSeat(person, day) ||
      this.seatTools().some(
        ({ tool, listed }) => day < listed && this.isActive(person, day, tool),
      )
    );
  }

  /** Tools that report seats, and when these were first listed. */
  private seatTools(): { tool: string; listed: string }[] {
    return toolsOf(this.settings)
      .filter(({ prices }) => prices !== undefined)
      .map(({ door, tool }) => ({
        tool,
        listed: door === 'cursor' ? this.looks()[0] : this.settings.today,
      }));
  }

  private looks(): string[] {
    return this.settings.cursor.looks ?? [this.settings.today];
  }

  private seat(
    listed: Seats['seats'][number],
    tool: string,
    days: { from: string; to: string },
  ): void {
    const owner = this.ownerOf(listed);
    const known = {
      account: listed.account.toLowerCase(),
      tool,
      owner,
      ...days,
    };
    this.seats.push(known);
    if (owner.person) {
      const list = this.seated.get(owner.person) ?? [];
      this.seated.set(owner.person, [...list, known]);
    }
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
        row.accountKind === 'api-key' || row.accountKind === 'service'
          ? 'service-account'
          : 'unresolved',
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
