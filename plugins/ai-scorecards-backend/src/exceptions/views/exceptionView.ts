import {
  addDays,
  conditionsNow,
  Exception,
  ExceptionRecord,
  actionsOf,
} from 'backstage-plugin-ai-scorecards-common';
import { namedTool } from './namedTool';
import { namedGroup } from './people';
import { isParty, Seen } from './seen';

/** Whether an exception is in its last days. */
export function isExpiring(
  { state, until }: ExceptionRecord,
  today: string,
  days: number,
): boolean {
  return state === 'active' && addDays(today, days) >= until;
}

/** An exception as people read it. Throws for a case without one. */
export function exceptionView(seen: Seen): Exception {
  const { known, around, context } = seen;
  const { request, exception } = known;
  if (!exception) throw new Error(`Request ${request.id} made no exception`);
  const { ask } = request.wish;
  const seesCost = context.actor.speaksForTeam || isParty(seen);
  const facts = seesCost ? seen.conditionFacts : null;
  const now = facts ? conditionsNow(exception.conditions, facts) : new Map();
  return {
    id: exception.id,
    request: request.id,
    team: namedGroup(around.people, ask.team),
    tool: namedTool(request, around),
    state: exception.state,
    expiring: isExpiring(
      exception,
      around.today,
      context.rules.expiry.expiringDays,
    ),
    from: exception.from,
    until: exception.until,
    seats: ask.seats ?? 0,
    expectedCost: ask.costPerMonth,
    currency: ask.currency,
    actualCost: seesCost ? around.figures?.toolCost ?? null : null,
    includesSubteams: ask.includesSubteams,
    scope: ask.scope,
    data: ask.data ?? 'internal',
    supportOwner: exception.supportOwner,
    budgetOwner: exception.budgetOwner,
    successor: exception.successor,
    acceptedAt: exception.acceptedAt,
    conditions: exception.conditions.map(
      ({ escalatedAt: _, ...condition }) => ({
        ...condition,
        sentenceNow: now.get(condition.n)?.sentence ?? condition.sentenceNow,
      }),
    ),
    suspended: exception.suspended,
    ended: exception.ended && {
      at: exception.ended.at,
      because: exception.ended.because,
    },
    vacancies: exception.vacancies,
    renewals: exception.renewals,
    renews: request.renews,
    windDown: exception.windDown && {
      ...exception.windDown,
      noUseDays: context.rules.windDown.noUseDays,
    },
    may: actionsOf(seen).exception,
  };
}
