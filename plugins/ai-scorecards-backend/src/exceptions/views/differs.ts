import {
  Ask,
  dataClassSchema,
  ExceptionCase,
  formatMicros,
} from 'backstage-plugin-ai-scorecards-common';

const CLASSES: readonly string[] = dataClassSchema.options;

const daysOf = (from: string, until: string) =>
  Math.round((Date.parse(until) - Date.parse(from)) / 86_400_000) + 1;

/** Returns in which ways a request goes beyond everything that was granted for its tool so far, a sentence each. */
export function differsFrom(
  ask: Ask,
  today: string,
  decided: readonly ExceptionCase[],
): string[] {
  const granted = decided.filter(({ exception }) => exception !== null);
  if (granted.length === 0) {
    return ['First request for this tool that could be granted'];
  }
  const asks = granted.map(({ request }) => request.wish.ask);
  const most = (values: (number | null)[]) =>
    Math.max(0, ...values.map(value => value ?? 0));
  const seats = most(asks.map(each => each.seats));
  const cost = most(
    asks.map(each =>
      each.currency === ask.currency ? each.costPerMonth : null,
    ),
  );
  const days = most(
    granted.map(({ exception }) =>
      exception ? daysOf(exception.from, exception.until) : null,
    ),
  );
  const data = Math.max(...asks.map(each => CLASSES.indexOf(each.data ?? '')));
  const isConditional = granted.every(
    ({ request }) => (request.decision?.conditions.length ?? 0) > 0,
  );
  const asked = ask.until && daysOf(ask.from ?? today, ask.until);
  return [
    ...(ask.seats !== null && ask.seats > seats
      ? [`More seats than any granted so far (${seats})`]
      : []),
    ...(ask.costPerMonth !== null && ask.costPerMonth > cost
      ? [
          `Costs more a month than any granted so far (${formatMicros(cost)} ${
            ask.currency
          })`,
        ]
      : []),
    ...(asked && asked > days
      ? [`Longer than any granted so far (${days} days)`]
      : []),
    ...(ask.data !== null && CLASSES.indexOf(ask.data) > data
      ? [
          `More sensitive data than any granted so far (${
            CLASSES[data] ?? 'none'
          })`,
        ]
      : []),
    ...(isConditional ? ['Every grant so far had a condition'] : []),
  ];
}
