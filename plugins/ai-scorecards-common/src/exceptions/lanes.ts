import type { AiToolSpec, Ask, Lane, ToolPolicy } from '../contract';
import type { StandingLimits } from './case';
import { formatMicros } from '../money';
import { isReviewed } from './inherited';
import { routeOf } from './routing';
import type { ExceptionRules } from './rules';

/** What the registry says of the tool that is asked for; null for one that it does not hold. */
export interface AskedTool {
  title: string;
  policy: ToolPolicy;
  security: AiToolSpec['security'] | null;
  links?: { get: string | null; setUp: string | null; help: string | null };
}

/** A standing approval of the tool, still in force. */
export interface StandingApproval {
  id: string;
  limits: StandingLimits;
  /** Of the limit of the cost. */
  currency: string;
  /** Group that decided on it. */
  board: string | null;
}

export interface LaneAnswer {
  lane: Lane;
  sentence: string;
  /** The lane is none because nothing can be granted. */
  refused: boolean;
  standing: { id: string; sentence: string } | null;
}

/** Days that are asked for, both ends included. */
function daysAsked(ask: Ask, today: string): number {
  const from = ask.from !== null && ask.from > today ? ask.from : today;
  return ask.until === null
    ? 0
    : Math.round((Date.parse(ask.until) - Date.parse(from)) / 86_400_000) + 1;
}

function isInside(
  ask: Ask,
  { limits, currency }: StandingApproval,
  today: string,
): boolean {
  return (
    limits.until >= today &&
    (ask.from === null || ask.from <= limits.until) &&
    (ask.seats ?? 1) <= limits.seats &&
    daysAsked(ask, today) <= limits.days &&
    ask.costPerMonth !== null &&
    ask.currency === currency &&
    ask.costPerMonth <= (limits.costPerMonth ?? 0) &&
    // Which data is the board's to know before it grants anything unseen.
    ask.data !== null &&
    limits.data.includes(ask.data)
  );
}

/** Whether nobody has to be asked but the board that decided on the standing approval. */
function isOfBoard(
  ask: Ask,
  { board: decidedBy }: StandingApproval,
  rules: ExceptionRules,
): boolean {
  const request = { kind: 'team' as const, wish: { ask, standing: null } };
  const { board, voices } = routeOf(request, rules);
  return voices.length === 0 && board === decidedBy;
}

function limitsInWords({ limits, currency }: StandingApproval): string {
  const { seats, days, costPerMonth, data } = limits;
  const cost = `${formatMicros(costPerMonth ?? 0)} ${currency} a month`;
  return `Granted at once if you stay within ${seats} seats, ${days} days, ${cost}, ${data.join(
    ' and ',
  )} data`;
}

/** Says how a request is decided: not at all, by a standing approval, by one approval, by the quorum. */
export function laneOf(
  ask: Ask,
  facts: {
    tool: AskedTool | null;
    standing: readonly StandingApproval[];
    rules: ExceptionRules;
    today: string;
    /** A standing approval is asked for, which always takes the whole board. */
    isStanding?: boolean;
    /** The exception that this one continues; left out or null for a first request. */
    predecessor?: {
      /** Renewals in a row before it. */
      renewals: number;
      /** The board took it back. */
      wasRevoked: boolean;
    } | null;
  },
): LaneAnswer {
  const { tool, rules, today, predecessor } = facts;
  const answer = (
    lane: Lane,
    sentence: string,
    more: Partial<LaneAnswer> = {},
  ): LaneAnswer => ({
    lane,
    sentence,
    refused: false,
    standing: null,
    ...more,
  });
  if (tool?.policy === 'default' || tool?.policy === 'approved') {
    return answer('none', 'No exception needed. Get it.');
  }
  if (tool?.policy === 'prohibited') {
    return answer('none', `${tool.title} is prohibited.`, { refused: true });
  }
  if (tool?.policy === 'retired') {
    return answer('none', `${tool.title} is retired.`, { refused: true });
  }
  if (facts.isStanding) {
    return answer(
      'full',
      `A standing approval: ${rules.quorum.full} approvals decide.`,
    );
  }
  if (predecessor?.wasRevoked) {
    return answer(
      'full',
      `The board revoked the last one: a full new review, ${rules.quorum.full} approvals decide.`,
    );
  }
  if (predecessor && predecessor.renewals >= rules.renewals.max) {
    return answer(
      'full',
      `Renewed ${predecessor.renewals} times: a full new review, ${rules.quorum.full} approvals decide.`,
    );
  }
  const inside = facts.standing.find(
    approval =>
      isInside(ask, approval, today) && isOfBoard(ask, approval, rules),
  );
  if (inside) {
    const sentence = limitsInWords(inside);
    return answer('immediate', sentence, {
      standing: { id: inside.id, sentence },
    });
  }
  const { express } = rules;
  const isSmall =
    ask.seats !== null &&
    ask.seats <= express.maxSeats &&
    ask.costPerMonth !== null &&
    ask.currency === express.maxCostPerMonth.currency &&
    ask.costPerMonth <= express.maxCostPerMonth.amount;
  const isHarmless = ask.data !== null && express.data.includes(ask.data);
  return isReviewed(tool?.security, today) && isSmall && isHarmless
    ? answer('express', 'One approval decides.')
    : answer('full', `${rules.quorum.full} approvals decide.`);
}
