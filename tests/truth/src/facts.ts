import { Bills } from './bills';
import { daysFrom, plus } from './days';
import { Fraction } from './money';
import { Owner, isUnknownPerson, ownerOf } from './owners';
import { believedOf } from './precedence';
import { pushedSeats } from './pushed';
import { Report, reportsOf } from './reports';
import { Key, Settings, isPushDoor, toolsOf } from './settings';
import { Told } from './told';
import { Seats, Truth } from './truth';

export type Kind = 'seat' | 'usage' | 'value';

/** Money of one account, day and tool. */
export interface Amount extends Told {
  door: Key;
  account: string;
  owner: Owner;
  day: string;
  tool: string;
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

/** What happened, as the vendors tell it and the portal can know it. */
export class Facts {
  readonly days: string[];
  readonly amounts: Amount[] = [];
  /** amounts of a use that another door is believed on */
  readonly aside: Amount[] = [];
  readonly bills: Bills;
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

  constructor(
    private readonly truth: Truth,
    private readonly settings: Settings,
  ) {
    this.days = daysFrom(settings.from, plus(settings.today, -1));
    this.bills = new Bills(truth, settings);
    const days = new Set(this.days);
    const held = reportsOf(truth, settings)
      .filter(({ day }) => days.has(day))
      .map(report => {
        const owner = ownerOf(report.holder, settings);
        const account = report.holder.account.toLowerCase();
        const holder = owner.person ?? account;
        const isUnknown = isUnknownPerson(report.holder, owner);
        return { report, owner, account, holder, isUnknown };
      });
    const believed = believedOf(held, settings);
    for (const { report, owner, account } of held) {
      this.take(report, owner, account, believed.has(report));
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

  /** Seats of a tool in a month as a bill has them that was pushed. */
  boughtSeats(tool: string, month: string) {
    return pushedSeats(this.truth, this.settings, tool, month);
  }

  /** The tool that reports seats; undefined for none or several. */
  onlySeatTool(): string | undefined {
    const [tool, ...others] = this.seatTools();
    return others.length === 0 ? tool?.tool : undefined;
  }

  /** Whether a seat list, or a date on it, says who had a seat of a tool on a past day of a month or before it. */
  knowsSeats(tool: string, month: string): boolean {
    const first = [
      ...this.seatTools()
        .filter(it => it.tool === tool)
        .map(it => it.listed),
      ...this.seats.filter(it => it.tool === tool).map(it => it.from),
    ].sort()[0];
    return (
      first !== undefined &&
      first < this.settings.today &&
      first.slice(0, 7) <= month
    );
  }

  /**
   * Whether every door of a tool tells anything of all days; an empty answer is no data. Where a vendor is asked, what is
   * pushed says nothing of days that it tells of.
   */
  isTold(tool: string, days: string[]): boolean {
    const { doors = [] } =
      toolsOf(this.settings).find(it => it.tool === tool) ?? {};
    const asked = doors.filter(door => !isPushDoor(door));
    return (asked.length > 0 ? asked : doors).every(door =>
      days.every(day => this.reported.has(`${door} ${day}`)),
    );
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
      .map(({ doors, tool }) => ({
        tool,
        listed: doors.includes('cursor')
          ? this.looks()[0]
          : this.settings.today,
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
    const owner = ownerOf(listed, this.settings);
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

  private take(
    { door, tool, day, isBill, active, amounts, credits }: Report,
    owner: Owner,
    account: string,
    isBelieved: boolean,
  ): void {
    if (!isBill) {
      this.reported.add(`${door} ${day}`);
    }
    (isBelieved ? this.amounts : this.aside).push(
      ...amounts.map(told => ({ ...told, door, account, owner, day, tool })),
    );
    if (isBelieved) {
      if (active && owner.person) {
        this.act(owner.person, day, tool);
      }
      this.credits.push(
        ...credits.map(sent => ({ account, owner, day, credits: sent })),
      );
    }
  }

  private act(person: string, day: string, tool: string): void {
    const key = `${person} ${day}`;
    this.actions.set(key, (this.actions.get(key) ?? new Set()).add(tool));
  }
}
