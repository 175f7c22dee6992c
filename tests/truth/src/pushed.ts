import { monthDays, plus } from './days';
import { Fraction, decimal, fraction, times, toMicros } from './money';
import { Report } from './reports';
import { Pushed, PushDoor, Settings } from './settings';
import { Told, told } from './told';
import { BillingLine, CostDay, Truth, TruthDay } from './truth';

const CENT: Fraction = { top: 1n, bottom: 100n };
const MICRO: Fraction = { top: 1n, bottom: 1_000_000n };
const USE = /ai_credit|premium_request/;

/** A line of a bill in FOCUS, in dollars, with the UTC day that it is of. */
interface FocusLine {
  tool: string;
  day: string;
  amount: Fraction;
}

const isIn = ({ from, to }: Pushed, day: string) => from <= day && day <= to;

/** What rows and telemetry say of accounts: all that happened, whatever a vendor tells of it. */
export function pushedReports(truth: Truth, settings: Settings): Report[] {
  return open(settings).flatMap(pushed =>
    pushed.door === 'focus'
      ? []
      : truth.rows.flatMap(({ day, tool, actual, ...holder }): Report[] => {
          // Where a key of the API is used, nobody switched telemetry on.
          const isSilent =
            pushed.door === 'otlp' && holder.accountKind === 'api-key';
          if (tool !== pushed.tool || !isIn(pushed, day) || isSilent) return [];
          if (!actual) throw new Error(`Nobody knows what happened on ${day}`);
          if (pushed.door === 'otlp' && !isAnything(actual)) return [];
          const { active } = actual;
          const amounts = amountsOf(pushed.door, actual);
          const { door } = pushed;
          const report = { door, tool, day, holder, active, amounts };
          return [{ ...report, isBill: false, credits: [] }];
        }),
  );
}

function open({ doors, pushed }: Settings): Pushed[] {
  return pushed.filter(({ door }) => doors.includes(door));
}

function isAnything({ active, amounts }: TruthDay): boolean {
  return active || amounts.length > 0;
}

/** Of telemetry, sums of micro-units are all that is kept: nothing is left of what they were rounded from. */
function amountsOf(door: PushDoor, { amounts }: TruthDay): Told[] {
  return amounts.map(({ kind, amount }) => {
    const sent = told(
      door === 'otlp' ? 'value' : kind,
      times(decimal(amount), CENT),
    );
    return door === 'otlp'
      ? { ...sent, exact: times(fraction(sent.micros, 1n), MICRO) }
      : sent;
  });
}

/** What the bill that was pushed says of the use of tools. */
export function pushedUse(truth: Truth, settings: Settings): FocusLine[] {
  const { copilot, claude } = settings;
  const used = (truth.billing ?? []).filter(({ sku }) => USE.test(sku));
  return inFocus(settings, [
    ...used.map(({ day, net }) => lineOf(copilot.tool, day, decimal(net))),
    ...centsOf(truth.costs).map(({ day, amount }) =>
      lineOf(claude.tool, day, amount),
    ),
  ]);
}

/** What it says of the seats of a tool in a month: those days of each purchase that have come. */
export function pushedSeats(
  { billing = [] }: Truth,
  settings: Settings,
  tool: string,
  month: string,
): { micros: bigint; exact: Fraction }[] {
  if (tool !== settings.copilot.tool) return [];
  const bought = billing.filter(
    ({ sku, day }) => !USE.test(sku) && day.startsWith(month),
  );
  const named = bought.filter(
    ({ day }) => inFocus(settings, [lineOf(tool, day, MICRO)]).length > 0,
  );
  return named.map(line => soFar(line, settings.today));
}

/** Spread over the days of its month, rounded cumulatively; up to today, which is named too. */
function soFar({ day, net }: BillingLine, today: string) {
  const days = monthDays(day.slice(0, 7));
  const come = days.filter(it => it < plus(today, 1)).length;
  const micros = toMicros(
    times(decimal(net), fraction(BigInt(come), BigInt(days.length))),
  );
  return { micros, exact: times(fraction(micros, 1n), MICRO) };
}

function lineOf(tool: string, day: string, amount: Fraction): FocusLine {
  return { tool, day, amount };
}

function centsOf(costs: CostDay[]) {
  return costs.flatMap(({ day, revealed }) =>
    revealed.map(({ amount }) => ({
      day,
      amount: times(decimal(amount), CENT),
    })),
  );
}

function inFocus(settings: Settings, lines: FocusLine[]): FocusLine[] {
  const bills = open(settings).filter(({ door }) => door === 'focus');
  return lines.filter(({ tool, day }) =>
    bills.some(pushed => pushed.tool === tool && isIn(pushed, day)),
  );
}
