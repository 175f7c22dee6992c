import type { HeadlineMetric, Scorecard } from '../contract';
import { amount, changeInPoints, percent } from './words';

const NOTHING_KNOWN = 'Not enough is known yet to say how it stands.';

function activeClause(metric: HeadlineMetric): string | undefined {
  if (metric.figure.value === null) return undefined;
  const change = changeInPoints(metric);
  const clause = `${percent(metric.figure)} active`;
  if (metric.figure.state === 'partial') {
    return `${clause}, ${metric.figure.reason
      ?.toLocaleLowerCase('en-US')
      .replace(/\.$/, '')}`;
  }
  return change ? `${clause}, ${change}` : clause;
}

function costClause(
  metric: HeadlineMetric,
  cost: NonNullable<Scorecard['cost']>,
): string | undefined {
  if (metric.figure.state === 'no-active-people') {
    return 'there is cost and nobody was active last month';
  }
  if (metric.figure.value === null) return undefined;
  const each = `${amount(
    metric.figure.value,
    cost.currency,
  )} per active developer`;
  if (cost.ratio.value === null) return each;
  return `${each}, ${Math.round(cost.ratio.value * 10) / 10} × the benchmark`;
}

/** One sentence that says how it stands: "68 % active, up 6 points in four weeks; 31 USD per active developer." */
export function sentenceOf(
  active: HeadlineMetric,
  costMetric: HeadlineMetric,
  cost: NonNullable<Scorecard['cost']>,
): string {
  const clauses = [activeClause(active), costClause(costMetric, cost)].filter(
    (clause): clause is string => clause !== undefined,
  );
  return sentenceFrom(clauses);
}

/** The same for somebody who sees the cost alone. */
export function costSentenceOf(
  costMetric: HeadlineMetric | undefined,
  cost: Scorecard['cost'],
): string {
  const clause = costMetric && cost ? costClause(costMetric, cost) : undefined;
  return sentenceFrom(clause === undefined ? [] : [clause]);
}

/** A sentence of {@link sentenceOf} with one more clause: "…; one check short of level 2." */
export function sentenceWith(sentence: string, clause: string): string {
  return sentence === NOTHING_KNOWN
    ? sentenceFrom([clause])
    : `${sentence.replace(/\.$/, '')}; ${clause}.`;
}

function sentenceFrom(clauses: readonly string[]): string {
  if (clauses.length === 0) {
    return NOTHING_KNOWN;
  }
  const text = clauses.join('; ');
  return `${text.charAt(0).toLocaleUpperCase('en-US')}${text.slice(1)}.`;
}
