import type {
  FigureState,
  MonthCost,
} from 'backstage-plugin-ai-scorecards-common';

/** One month as a column of cost per active developer, in micro-units. */
export interface CostColumn {
  month: string;
  /** Null in a month without figures, and for a part that is not known. */
  seat: number | null;
  usage: number | null;
  /** Parts that come from list prices or the vendor's own estimate. */
  estimated: { seat: boolean; usage: boolean };
  state: FigureState;
  reason: string | null;
}

/** Before these months nothing was collected: a chart begins after them instead of with a gap. */
const BEFORE_THE_BEGINNING: FigureState[] = [
  'collecting',
  'no-data',
  'not-connected',
];

/** Divides the month's figure into seats and usage in the proportion of the month's totals; both add up to it. */
function parts(month: MonthCost): Pick<CostColumn, 'seat' | 'usage'> {
  const each = month.costPerActiveDeveloper.value;
  const seat = month.seat.value;
  const usage = month.usage.value;
  if (each === null) {
    return { seat: null, usage: null };
  }
  if (usage === null) {
    return { seat: each, usage: null };
  }
  const total = (seat ?? 0) + usage;
  if (seat === null || total === 0) {
    return { seat, usage: each };
  }
  const ofSeats = Math.round((each * seat) / total);
  return { seat: ofSeats, usage: each - ofSeats };
}

/** The columns of the cost chart, oldest first, from the first month of which something is known. */
export function costColumns(months: MonthCost[]): CostColumn[] {
  const columns = months.map(month => ({
    month: month.month,
    ...parts(month),
    estimated: {
      seat: month.seat.state === 'estimated',
      usage: month.usage.state === 'estimated',
    },
    state: month.costPerActiveDeveloper.state,
    reason: month.costPerActiveDeveloper.reason ?? null,
  }));
  const first = columns.findIndex(
    ({ seat, usage, state }) =>
      seat !== null || usage !== null || !BEFORE_THE_BEGINNING.includes(state),
  );
  return first === -1 ? [] : columns.slice(first);
}
