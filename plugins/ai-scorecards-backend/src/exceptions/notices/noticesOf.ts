import {
  CaseCondition,
  CaseEvent,
  Continuation,
  ExceptionCase,
  lapsedForBoard,
  reasonInWords,
} from 'backstage-plugin-ai-scorecards-common';
import type { Surroundings } from '../service/facts/Surroundings';
import { namedTool } from '../views/namedTool';
import type { Notice } from './OutboxStore';

/** What is told at an event: to whom, and in which words. */
interface Told {
  to:
    | 'team'
    | 'owner'
    | 'payer'
    | 'successor'
    | 'deciders'
    | 'chair'
    | 'admins';
  title: string;
  description: string;
  severity?: Notice['severity'];
}

const TOPIC = 'ai-exceptions';

/**
 * Notices of events, each with a scope that is the same whenever it is made again. `firstEntry` is the number of the
 * first event in the log: two events of one kind and moment are told each.
 */
export function noticesOf(
  known: ExceptionCase,
  events: readonly CaseEvent[],
  firstEntry: number,
  around: Pick<Surroundings, 'people' | 'toolTitles' | 'electorate'>,
  watchers: { admins?: readonly string[]; chair?: string | null } = {},
): { scope: string; notice: Notice }[] {
  const { request, exception } = known;
  const { ask } = request.wish;
  const group = around.people.groups.get(ask.team);
  const team = group?.title ?? ask.team;
  const tool = namedTool(request, around).title || 'a tool';
  const owner = exception?.supportOwner ?? ask.supportOwner;
  const payer = exception ? exception.budgetOwner : ask.budgetOwner;
  const isThere = (user: string) => around.people.users.has(user);
  const admins = watchers.admins ?? [];
  const side = [
    request.requester,
    ...(group?.leads ?? []),
    ...(owner ? [owner] : []),
  ];
  const recipients = {
    // Where nobody of the team is left, those hear of it who can name another one.
    team: side.some(isThere) ? side : admins,
    owner: owner ? [owner] : [],
    payer: payer ? [payer] : [],
    successor: exception?.successor ? [exception.successor] : [],
    // Where nobody of the board is left, those hear of it who can fill it.
    deciders:
      around.electorate.eligible.length > 0
        ? around.electorate.eligible
        : admins,
    chair:
      watchers.chair && isThere(watchers.chair)
        ? [watchers.chair]
        : around.electorate.eligible,
    admins,
  };
  const types = events.map(({ type }) => type);
  return events.flatMap((event, index) => {
    const already = new Set<string>();
    return (
      isToldWithWhatFollows(event, types) ? [] : told(event, known, team, tool)
    ).flatMap(({ to, title, description, severity = 'normal' }) => {
      const users = [...new Set(recipients[to])]
        .filter(user => user !== event.by && isThere(user))
        .sort();
      // Two parts may be the same people's.
      const same = `${users} ${title}`;
      if (users.length === 0 || already.has(same)) return [];
      already.add(same);
      return [
        {
          scope: `${request.id}:${event.type}:${firstEntry + index}:${to}`,
          notice: {
            users,
            title,
            description,
            link: `/ai-scorecards/requests/${request.id}`,
            severity,
            topic: TOPIC,
          },
        },
      ];
    });
  });
}

/** What happens in one step is told once: by its end. */
function isToldWithWhatFollows(
  { type }: CaseEvent,
  types: readonly CaseEvent['type'][],
): boolean {
  return (
    (type === 'request-submitted' && types.includes('request-decided')) ||
    (type === 'exception-accepted' && types.includes('exception-activated'))
  );
}

const renewedInWords = ({ until, accepted }: Continuation) =>
  accepted
    ? `It is renewed until ${until}.`
    : `It is renewed until ${until}, once its support is accepted.`;

/**
 * The team that asks, its leads and its support owner hear of every hand-over. The board has its digest: it is told by
 * itself of what is due, and of what it has to answer for.
 */
function told(
  event: CaseEvent,
  { request, exception }: ExceptionCase,
  team: string,
  tool: string,
): Told[] {
  const ofTeam = (title: string, description = `${team} · ${tool}`): Told => ({
    to: 'team',
    title,
    description,
  });
  const breached = (condition: CaseCondition): Told[] => {
    const title = `A condition of ${tool} is breached`;
    const description = `${condition.sentence.replace(
      /[.]$/,
      '',
    )}. It is suspended in ${condition.graceDays} days unless that is mended.`;
    return [
      ofTeam(title, description),
      { to: 'deciders', title: `${title}: ${team}`, description },
    ];
  };
  switch (event.type) {
    case 'request-submitted':
      return [
        ofTeam(
          `${team} asks for ${tool}`,
          request.kind === 'team'
            ? `Decision by ${event.data.dueOn}. You would support it yourselves.`
            : `Decision by ${event.data.dueOn}.`,
        ),
        {
          to: 'payer',
          title: `You would pay for ${tool}`,
          description: `${team} names you. Decision by ${event.data.dueOn}.`,
        },
      ];
    case 'review-resumed':
      return [
        ofTeam(
          `The request for ${tool} is with the board again`,
          `Decision by ${event.data.dueOn}.`,
        ),
      ];
    case 'request-withdrawn':
      return [ofTeam(`The request for ${tool} was taken back`)];
    case 'decision-ratified':
      return [ofTeam(`The board ratified ${tool}`)];
    case 'changes-requested':
      return [ofTeam(`The board asks about ${tool}`, event.data.text)];
    case 'request-decided':
      return [
        ofTeam(
          event.data.waitedFor === 'nobody'
            ? `The request for ${tool} is closed`
            : `${tool} was ${event.data.outcome}`,
          reasonInWords(event.data.reason) ?? `${team} · ${tool}`,
        ),
        ...(event.data.outcome === 'lapsed' && lapsedForBoard(event.data)
          ? [
              {
                to: 'admins' as const,
                title: `Nobody decided in time: ${tool} for ${team}`,
                description: 'The request lapsed. Is the board too small?',
                severity: 'high' as const,
              },
            ]
          : []),
        ...(event.data.basis === 'break-glass'
          ? [
              {
                to: 'deciders' as const,
                title: `Ratify what was decided in an emergency: ${tool}`,
                description: `${team}, until ${event.data.ratifyBy}`,
                severity: 'high' as const,
              },
            ]
          : []),
      ];
    case 'exception-made':
      return [
        ...(event.data.accepted
          ? []
          : [
              {
                to: 'owner' as const,
                title: `Accept support of ${tool}`,
                description: `${team} may use it once you accept it and its conditions.`,
                severity: 'high' as const,
              },
            ]),
        {
          to: 'payer',
          title: `You pay for ${tool}`,
          description: `${team} names you, until ${event.data.until}.`,
        },
      ];
    case 'request-escalated':
      return [
        {
          to: 'chair',
          title: `A decision is overdue: ${tool} for ${team}`,
          description: `It was due on ${request.dueOn}.`,
          severity: 'high',
        },
      ];
    case 'request-appealed':
      return [
        ofTeam(
          `${team} appeals: ${tool}`,
          `Decision by ${event.data.dueOn}, by members who did not vote.`,
        ),
      ];
    case 'exception-accepted':
      return [
        ofTeam(
          `Support of ${tool} was accepted`,
          `${team} may use it from ${exception?.from}.`,
        ),
      ];
    case 'exception-activated':
      return [ofTeam(`${team} may use ${tool} until ${exception?.until}`)];
    case 'exception-suspended':
      return [
        ofTeam(`${tool} is suspended`, event.data.because),
        // What the board did itself it knows.
        ...(event.data.by === 'board'
          ? []
          : [
              {
                to: 'deciders' as const,
                title: `${tool} of ${team} is suspended`,
                description: event.data.because,
              },
            ]),
      ];
    case 'condition-checked': {
      const condition = exception?.conditions.find(
        each => each.n === event.data.n,
      );
      return condition && event.data.state === 'breached'
        ? breached(condition)
        : [];
    }
    case 'condition-stated': {
      const condition = exception?.conditions.find(
        each => each.n === event.data.n,
      );
      if (!condition) return [];
      if (!event.data.met) return breached(condition);
      return exception?.state === 'suspended'
        ? [
            {
              to: 'deciders',
              title: `A condition of ${tool} of ${team} is met: reinstate it?`,
              description: condition.sentence,
            },
          ]
        : [];
    }
    case 'exception-reinstated':
      return [ofTeam(`${tool} is reinstated`, event.data.because)];
    case 'exception-ended':
      if (event.data.as === 'graduated') {
        return [
          ofTeam(
            `${team} may use ${tool} without an exception now`,
            event.data.because ?? undefined,
          ),
        ];
      }
      if (event.data.continuedBy) {
        return [
          ofTeam(
            `The exception for ${tool} ${
              event.data.continuedBy.accepted ? 'is continued' : 'has expired'
            }`,
            renewedInWords(event.data.continuedBy),
          ),
        ];
      }
      return [
        ofTeam(
          `The exception for ${tool} ${
            event.data.as === 'expired' ? 'has expired' : `was ${event.data.as}`
          }`,
          event.data.because ??
            (event.data.windDownOn === null
              ? `${team} · ${tool}`
              : 'Return seats, delete data, close the contract.'),
        ),
      ];
    case 'wind-down-left':
      return [
        ofTeam(
          `Nothing of ${tool} is to be wound down`,
          renewedInWords(event.data.continuedBy),
        ),
      ];
    case 'exception-reminded':
      if (event.data.continuedBy) {
        return [
          ofTeam(
            event.data.continuedBy.accepted
              ? `${tool} goes on after ${exception?.until}`
              : `${tool} ends on ${exception?.until}`,
            renewedInWords(event.data.continuedBy),
          ),
        ];
      }
      return [
        ofTeam(
          `${tool} ends on ${exception?.until}`,
          'Renew it, or plan how to leave it.',
        ),
      ];
    case 'condition-escalated':
      return [
        {
          to: 'deciders',
          title: `Nobody knows whether a condition of ${team} is met`,
          description:
            exception?.conditions.find(each => each.n === event.data.n)
              ?.sentence ?? tool,
        },
      ];
    case 'owner-left': {
      const { part = 'support-owner', dueOn } = event.data;
      const title = {
        team: `Name the team that takes over ${tool} from ${team}`,
        'support-owner': `Name who supports ${tool} from now on`,
        'budget-owner': `Name who pays for ${tool} from now on`,
      }[part];
      const description = `By ${dueOn}, else it is suspended.`;
      return [
        ofTeam(title, description),
        // A team that was removed may have nobody left who is told of it.
        ...(part === 'team'
          ? [{ to: 'admins' as const, title, description }]
          : []),
      ];
    }
    case 'successor-named':
      if (event.data.part === 'support-owner') {
        return [
          {
            to: exception?.state === 'pending' ? 'owner' : 'successor',
            title: `Take over support of ${tool}`,
            description: `${team} names you. Accept it and its conditions.`,
            severity: 'high',
          },
        ];
      }
      if (event.data.part === 'budget-owner') {
        return [
          {
            to: 'payer',
            title: `You pay for ${tool} from now on`,
            description: `${team} names you.`,
          },
        ];
      }
      return event.data.part === 'team'
        ? [
            {
              to: 'deciders',
              title: `${team} takes over the exception for ${tool}`,
              description: 'Its team was removed from the catalog.',
            },
          ]
        : [];
    case 'owner-named':
      return [ofTeam(`Support of ${tool} was taken over`)];
    default:
      return [];
  }
}
