import type { ConditionState, ExceptionRole } from '../contract';
import { addDays, daysBetween } from '../time';
import { businessDaysAfter } from './calendar';
import { ExceptionCase, ExceptionRecord, OPEN } from './case';
import type { CaseCommand } from './commands';
import type { ExceptionRules } from './rules';
import {
  closedInWords,
  isClosed,
  isOpenToAll,
  nothingToGrant,
  ToolStanding,
} from './toolStands';

/** What the schedule knows besides the case. */
export interface ScheduleFacts {
  /** UTC day. */
  today: string;
  rules: ExceptionRules;
  /** How the tool that is asked for stands today. */
  toolPolicy: ToolStanding;
  /** What a renewal continues, as it is now; null for none. */
  predecessor: { state: string } | null;
  /** Another exception of the same team and tool is live. */
  anotherIsLive: boolean;
  /** The team is a Group of the catalog. */
  teamIsThere: boolean;
  /** Users of the catalog. */
  isUser(ref: string): boolean;
  /** The tool of the registry that has the name of the new one asked for; null for none. */
  registeredAs: string | null;
  /** How live checks stand, by the number of their condition. */
  conditions: ReadonlyMap<
    number,
    { state: ConditionState; sentence: string | null }
  >;
  /** Of an expired exception, whether one that is granted goes on in its place. */
  isContinued: boolean;
  /** The team used the tool within the days that prove that seats are returned; null where nobody knows. */
  wasUsedLately: boolean | null;
}

/** Business days that a request has been in review, by the end of a day. */
export function daysInReview(
  { request }: ExceptionCase,
  today: string,
  rules: Pick<ExceptionRules, 'holidays'>,
): number {
  return request.state === 'in_review'
    ? request.daysUsed +
        businessDaysAfter(request.since.slice(0, 10), today, rules.holidays)
    : request.daysUsed;
}

const STILL_VACANT: Record<ExceptionRole, string> = {
  team: 'No team took the place of the one that was removed',
  'support-owner': 'Nobody took over support from who left',
  'budget-owner': 'Nobody was named to pay in the place of who left',
};

/** Who has which part, and whether the catalog still knows them. */
function holdersOf(
  { request }: ExceptionCase,
  { supportOwner, budgetOwner }: ExceptionRecord,
  { teamIsThere, isUser }: ScheduleFacts,
): { part: ExceptionRole; who: string; isThere: boolean }[] {
  const { team } = request.wish.ask;
  return [
    { part: 'team', who: team, isThere: teamIsThere },
    {
      part: 'support-owner',
      who: supportOwner,
      isThere: isUser(supportOwner),
    },
    ...(budgetOwner === null
      ? []
      : [
          {
            part: 'budget-owner' as const,
            who: budgetOwner,
            isThere: isUser(budgetOwner),
          },
        ]),
  ];
}

type Rule = (known: ExceptionCase, facts: ScheduleFacts) => CaseCommand | null;

function link(_known: ExceptionCase, { registeredAs }: ScheduleFacts) {
  return registeredAs === null
    ? null
    : ({ type: 'link-tool', tool: registeredAs } as const);
}

const requestRules: Rule[] = [
  link,
  function nothingLeft({ request }, { toolPolicy }) {
    return OPEN.includes(request.state) && nothingToGrant(toolPolicy) !== null
      ? { type: 'lapse' }
      : null;
  },
  function lapse(known, { today, rules }) {
    const { state, since } = known.request;
    const { lapseBusinessDays, changesRequestedLapseDays } = rules.clock;
    const isOver =
      (state === 'in_review' &&
        daysInReview(known, today, rules) > lapseBusinessDays) ||
      (state === 'changes_requested' &&
        daysBetween(since.slice(0, 10), today) > changesRequestedLapseDays);
    return isOver ? { type: 'lapse' } : null;
  },
  function escalate({ request }, { today }) {
    return request.state === 'in_review' &&
      request.escalatedAt === null &&
      request.dueOn !== null &&
      today > request.dueOn
      ? { type: 'escalate' }
      : null;
  },
];

const exceptionRules: Rule[] = [
  link,
  function graduate(_known, { toolPolicy }) {
    return isOpenToAll(toolPolicy)
      ? { type: 'graduate', because: `The tool is ${toolPolicy} now` }
      : null;
  },
  function expire({ exception }, { today }) {
    return exception && today > exception.until ? { type: 'expire' } : null;
  },
  function cancel({ exception }, { predecessor }) {
    const isWaiting =
      exception?.state === 'pending' || exception?.state === 'scheduled';
    const ends = ['revoked', 'suspended', 'retired'];
    return isWaiting && predecessor && ends.includes(predecessor.state)
      ? {
          type: 'cancel',
          because: `What it continues is ${predecessor.state}`,
        }
      : null;
  },
  function activate({ exception }, { today, anotherIsLive, toolPolicy }) {
    return exception?.state === 'scheduled' &&
      exception.from <= today &&
      !isClosed(toolPolicy) &&
      !anotherIsLive
      ? { type: 'activate' }
      : null;
  },
  function closed({ exception }, { toolPolicy }) {
    return exception?.state === 'active' && isClosed(toolPolicy)
      ? { type: 'halt', because: closedInWords(toolPolicy), by: toolPolicy }
      : null;
  },
  function notRatified({ request, exception }, { today }) {
    const ratifyBy = request.decision?.ratifyBy ?? null;
    return exception?.state === 'active' &&
      ratifyBy !== null &&
      today > ratifyBy
      ? {
          type: 'halt',
          because: 'The board did not ratify the decision in time',
          by: 'not-ratified',
        }
      : null;
  },
  function overdue({ exception }, { today }) {
    // Nothing runs before it is accepted, so nothing is breached.
    if (exception?.state === 'pending') return null;
    // A statement that is due and was not made is a breach from the day after.
    const late = exception?.conditions.find(
      each =>
        each.check === null &&
        each.state === 'pending' &&
        each.dueOn !== null &&
        today > each.dueOn,
    );
    return late
      ? {
          type: 'check-condition',
          n: late.n,
          state: 'breached',
          sentence: `Was due on ${late.dueOn}`,
        }
      : null;
  },
  function checked({ exception }, { conditions }) {
    // Only a change of state is an event: today's value is worked out when somebody looks.
    const changed = exception?.conditions.find(
      ({ n, state }) => (conditions.get(n)?.state ?? state) !== state,
    );
    const now = changed && conditions.get(changed.n);
    return now && exception?.state !== 'pending'
      ? { type: 'check-condition', n: changed.n, ...now }
      : null;
  },
  function breached({ exception }, { today }) {
    if (exception?.state !== 'active') return null;
    const breach = exception.conditions.find(
      each =>
        each.state === 'breached' &&
        each.since !== null &&
        today > addDays(each.since.slice(0, 10), each.graceDays),
    );
    return breach
      ? { type: 'halt', because: breach.sentence, by: 'condition' }
      : null;
  },
  function unknown({ exception }, { today, rules }) {
    if (exception?.state !== 'active') return null;
    const lost = exception.conditions.find(
      each =>
        each.state === 'unknown' &&
        each.escalatedAt === null &&
        each.since !== null &&
        today >
          addDays(
            each.since.slice(0, 10),
            rules.conditions.unknownEscalationDays,
          ),
    );
    return lost ? { type: 'escalate-condition', n: lost.n } : null;
  },
  function leftOrReturned(known, facts) {
    const { exception } = known;
    if (!exception) return null;
    for (const { part, who, isThere } of holdersOf(known, exception, facts)) {
      const isAwaited = exception.vacancies.some(each => each.part === part);
      if (!isThere && !isAwaited) {
        const dueOn = addDays(facts.today, facts.rules.successorDays);
        return { type: 'owner-left', part, who, dueOn };
      }
      if (isThere && isAwaited) return { type: 'owner-returned', part };
    }
    return null;
  },
  function noSuccessor({ exception }, { today }) {
    const vacancy = exception?.vacancies.find(({ dueOn }) => today > dueOn);
    return exception?.state === 'active' && vacancy
      ? {
          type: 'halt',
          because: STILL_VACANT[vacancy.part],
          by: 'no-successor',
        }
      : null;
  },
  function remind({ exception }, { today, rules }) {
    if (exception?.state !== 'active') return null;
    const left = daysBetween(today, exception.until);
    // After a missed run only the nearest reminder is of use.
    const due = [...rules.notices.beforeExpiryDays]
      .sort((a, b) => a - b)
      .find(days => left <= days);
    return due === undefined || exception.reminded.includes(due)
      ? null
      : { type: 'remind', days: due };
  },
];

const windDownRules: Rule[] = [
  function continued({ exception }, { isContinued }) {
    return exception?.windDown?.closed === false && isContinued
      ? { type: 'leave-wind-down' }
      : null;
  },
  function unused({ exception }, { today, rules, wasUsedLately }) {
    const windDown = exception?.windDown;
    const isOpen = windDown?.steps.some(
      each => each.step === 'seats-returned' && !each.done,
    );
    return windDown &&
      isOpen &&
      wasUsedLately === false &&
      daysBetween(windDown.openedOn, today) >= rules.windDown.noUseDays
      ? { type: 'prove-wind-down', step: 'seats-returned' }
      : null;
  },
];

const RUNNING = ['pending', 'scheduled', 'active', 'suspended'];

/**
 * Returns the next thing that happens to a case by itself, or null. It is asked again once that has happened, so that a
 * missed run, a restart or a stepped clock is made up for in order, and nothing happens twice.
 */
export function dueNow(
  known: ExceptionCase,
  facts: ScheduleFacts,
): CaseCommand | null {
  const { exception } = known;
  let rules = requestRules;
  if (exception) {
    rules = RUNNING.includes(exception.state) ? exceptionRules : windDownRules;
  }
  for (const rule of rules) {
    const command = rule(known, facts);
    if (command) return command;
  }
  return null;
}
