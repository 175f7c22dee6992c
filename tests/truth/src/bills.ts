import { Fraction, decimal, times, toMicros } from './money';
import { pushedUse } from './pushed';
import { Key, Settings, toolsOf } from './settings';
import { BillingLine, CostDay, Truth } from './truth';

const CENT: Fraction = { top: 1n, bottom: 100n };
const DOLLAR: Fraction = { top: 1n, bottom: 1n };

/** A line of what a vendor billed for a tool's use, with a person or without one. */
export interface Bill {
  door: Key;
  /** set where the door bills several */
  tool?: string;
  day: string;
  micros: bigint;
  /** as sent, in currency units */
  exact: Fraction;
}

/** What GitHub bills for use, where it is asked for that. Seats are in it too, and have their own list. */
export function billedUse(
  { billing = [] }: Truth,
  { doors }: Pick<Settings, 'doors'>,
): BillingLine[] {
  if (!doors.includes('githubBilling')) return [];
  return billing.filter(({ sku }) => /ai_credit|premium_request/.test(sku));
}

/** The bills of a tool's days, by day: of several doors that send one, that of the first. */
export class Bills {
  private readonly byToolAndDay = new Map<string, Bill[]>();
  private readonly others = new Map<string, Bill[]>();

  constructor(truth: Truth, settings: Settings) {
    const lines = linesOf(truth, settings);
    for (const { tool, doors } of toolsOf(settings)) {
      for (const door of doors) {
        const ofDoor = new Map<string, Bill[]>();
        for (const line of lines.filter(
          it => it.door === door && (it.tool ?? tool) === tool,
        )) {
          const key = `${tool} ${line.day}`;
          ofDoor.set(key, [...(ofDoor.get(key) ?? []), line]);
        }
        for (const [key, bills] of ofDoor) {
          if (!this.byToolAndDay.has(key)) {
            this.byToolAndDay.set(key, bills);
          } else {
            this.others.set(key, [
              ...this.beside(tool, bills[0].day),
              ...bills,
            ]);
          }
        }
      }
    }
  }

  /** The lines of a day; undefined where nobody said what it cost. */
  of(tool: string, day: string): Bill[] | undefined {
    return this.byToolAndDay.get(`${tool} ${day}`);
  }

  /** The lines of a day of doors that are not the first to bill it. */
  beside(tool: string, day: string): Bill[] {
    return this.others.get(`${tool} ${day}`) ?? [];
  }
}

function linesOf(truth: Truth, settings: Settings): Bill[] {
  const line = (door: Key, day: string, sent: string, unit: Fraction): Bill => {
    const exact = times(decimal(sent), unit);
    return { door, day, micros: toMicros(exact), exact };
  };
  const days = (door: Key, costs: CostDay[], unit: Fraction) =>
    costs.flatMap(({ day, revealed }) =>
      revealed.map(({ amount }) => line(door, day, amount, unit)),
    );
  return [
    ...billedUse(truth, settings).map(({ day, net }) =>
      line('github', day, net, DOLLAR),
    ),
    ...pushedUse(truth, settings).map(({ tool, day, amount }) => ({
      door: 'focus' as const,
      tool,
      day,
      micros: toMicros(amount),
      exact: amount,
    })),
    ...days('anthropic', truth.costs, CENT),
    ...(truth.enterprise ?? []).flatMap(row =>
      row.what === 'cost'
        ? [line('anthropicEnterprise', row.day, row.amount, CENT)]
        : [],
    ),
    ...days('openai', truth.openai?.costs ?? [], DOLLAR),
  ];
}
