import { Organisation } from '../organisation/types';
import { Draws, draws, fraction, hash, hashText } from '../random/hash';
import { toDayNumber } from '../time/days';
import { drawMembers, Member, worksOn } from './members';
import { isShown, Look, partOf, shownPart } from './reveal';

const DRAW = 303;
const MODELS = ['claude-5-sonnet', 'gpt-6', 'composer-2'];
/** The account of events that name nobody. */
const CLOUD_AGENTS = 'events-without-person';
const FIRST_OFFERED = '2026-02-02';

/** Somebody or something with an account in the Cursor team. */
export interface CursorMember extends Member {
  /** the number that the daily usage has */
  userId: number;
  /** no member, and has events alone */
  isMachine: boolean;
  /** set for a machine that events name; those of cloud agents name nobody */
  serviceAccountId?: string;
}

/** What a member did on a day; requests are sums of the three kinds. */
export interface CursorCounts {
  tabsShown: number;
  tabsAccepted: number;
  linesAdded: number;
  linesRemoved: number;
  applies: number;
  composerRequests: number;
  chatRequests: number;
  agentRequests: number;
  cmdkUsages: number;
  /** of all requests, those that are not in the plan */
  usageBased: number;
}

/** One usage event. */
export interface CursorEvent {
  /** milliseconds of the day */
  at: number;
  model: string;
  chargeable: boolean;
  /** absent where the call is not priced by tokens */
  tokens?: {
    input: number;
    output: number;
    cacheRead: number;
    cacheWrite: number;
  };
  /** hundred-millionths of a US dollar, a whole number */
  charged: number;
}

export interface CursorDay {
  /** undefined for a machine, of which the daily usage says nothing */
  counts: CursorCounts | undefined;
  events: CursorEvent[];
}

const NOTHING: CursorCounts = {
  tabsShown: 0,
  tabsAccepted: 0,
  linesAdded: 0,
  linesRemoved: 0,
  applies: 0,
  composerRequests: 0,
  chatRequests: 0,
  agentRequests: 0,
  cmdkUsages: 0,
  usageBased: 0,
};

/** The Cursor team of the example organisation, as a function of the seed. */
export class CursorWorld {
  readonly members: readonly CursorMember[];

  constructor(organisation: Organisation, private readonly seed: number) {
    const people = drawMembers(organisation.people, {
      salt: 1,
      share: 0.35,
      offered: FIRST_OFFERED,
      account: (_, email) => email,
    });
    const from = toDayNumber(FIRST_OFFERED);
    const common = { from, volume: 1, chance: 0.9 };
    const all: (Member & Pick<CursorMember, 'serviceAccountId'>)[] = [
      ...people,
      {
        ...common,
        account: 'contractor@studio.example',
        email: 'Contractor@studio.example',
        standing: 'nobody',
      },
      {
        ...common,
        account: 'sa_nightly',
        email: 'agent-runner@acme.example',
        standing: 'service-account',
        serviceAccountId: 'sa_nightly',
      },
      {
        ...common,
        chance: 1,
        account: CLOUD_AGENTS,
        email: '',
        standing: 'service-account',
      },
    ];
    this.members = all.map((member, index) => ({
      ...member,
      userId: 90_000 + index * 3,
      isMachine: member.standing === 'service-account',
    }));
  }

  /** Those who were ever members by a day, with whether they still are. */
  *listed(day: number): Generator<{ member: CursorMember; removed: boolean }> {
    for (const member of this.members) {
      if (!member.isMachine && member.from <= day) {
        const removed = member.to !== undefined && member.to <= day;
        yield { member, removed };
      }
    }
  }

  /** What really happened; the members who did nothing are there too. */
  *day(day: number): Generator<{ member: CursorMember; actual: CursorDay }> {
    for (const member of this.members) {
      const isThere =
        member.from <= day && (member.to === undefined || day < member.to);
      if (isThere) yield { member, actual: this.dayOf(member, day) };
    }
  }

  /** What Cursor says of a day now; nothing while it says nothing. */
  *revealed(
    day: number,
    look: Look,
  ): Generator<{ member: CursorMember; revealed: CursorDay }> {
    if (!isShown(look)) return;
    for (const { member, actual } of this.day(day)) {
      const part = shownPart(member.account, look);
      yield { member, revealed: part === 100 ? actual : scaled(actual, part) };
    }
  }

  private dayOf(member: CursorMember, day: number): CursorDay {
    const isPerson = !member.isMachine;
    if (!worksOn(this.seed, member, day, DRAW)) {
      return { counts: isPerson ? NOTHING : undefined, events: [] };
    }
    const draw = draws(hash(this.seed, hashText(member.account), day, DRAW));
    const upTo = (most: number) =>
      Math.floor(draw.fraction() * most * member.volume);
    const events = Array.from({ length: 1 + upTo(6) }, () =>
      event(draw, member),
    ).sort((a, b) => a.at - b.at);
    if (!isPerson) return { counts: undefined, events };
    const tabsShown = upTo(200);
    return {
      counts: {
        tabsShown,
        tabsAccepted: Math.floor(tabsShown * draw.fraction()),
        linesAdded: upTo(400),
        linesRemoved: upTo(150),
        applies: upTo(20),
        composerRequests: upTo(30),
        chatRequests: 1 + upTo(40),
        agentRequests: upTo(12),
        cmdkUsages: upTo(9),
        usageBased: 1,
      },
      events,
    };
  }
}

function event(draw: Draws, { volume }: CursorMember): CursorEvent {
  const at = draw.integer(0, 86_399_999);
  const model = draw.pick(MODELS);
  const chargeable = draw.chance(0.4);
  if (draw.chance(0.15)) {
    return { at, model, chargeable, charged: 8_000_000 };
  }
  const upTo = (most: number) =>
    1 + Math.floor(draw.fraction() * most * volume);
  const tokens = {
    input: upTo(9_000),
    output: upTo(4_000),
    cacheRead: upTo(60_000),
    cacheWrite: upTo(12_000),
  };
  return { at, model, chargeable, tokens, charged: upTo(90_000_000) };
}

/** Counts, tokens and cents in part; of an account that is hidden nothing is left but its row. */
function scaled({ counts, events }: CursorDay, part: number): CursorDay {
  const of = (value: number) => partOf(value, part);
  return {
    counts: counts && {
      tabsShown: of(counts.tabsShown),
      tabsAccepted: of(counts.tabsAccepted),
      linesAdded: of(counts.linesAdded),
      linesRemoved: of(counts.linesRemoved),
      applies: of(counts.applies),
      composerRequests: of(counts.composerRequests),
      chatRequests: of(counts.chatRequests),
      agentRequests: of(counts.agentRequests),
      cmdkUsages: of(counts.cmdkUsages),
      usageBased: Math.min(of(counts.usageBased), of(counts.chatRequests)),
    },
    events:
      part === 0
        ? []
        : events.map(it => ({
            ...it,
            charged: of(it.charged),
            ...(it.tokens && {
              tokens: {
                input: of(it.tokens.input),
                output: of(it.tokens.output),
                cacheRead: of(it.tokens.cacheRead),
                cacheWrite: of(it.tokens.cacheWrite),
              },
            }),
          })),
  };
}

/** What a member is called where rows name accounts. */
export const cursorAccount = ({
  account,
  email,
  isMachine,
  serviceAccountId,
}: CursorMember): { account: string; accountKind: 'email' | 'service' } =>
  isMachine
    ? {
        account: serviceAccountId
          ? `service-account:${serviceAccountId}`
          : account,
        accountKind: 'service',
      }
    : { account: email, accountKind: 'email' };

/** A member's id in the list of members; the daily usage has another. */
export const memberId = (member: CursorMember): string =>
  `user_${fraction(member.userId).toString(36).slice(2, 14)}`;
