import { NotFoundError } from '@backstage/errors';
import {
  addDays,
  daysFromTo,
  lastCompleteWeek,
  Me,
  Nudge,
  SeatAnswer,
} from 'backstage-plugin-ai-scorecards-common';
import type { RoleRefs } from 'backstage-plugin-ai-scorecards-node';
import { hasRole } from 'backstage-plugin-ai-scorecards-node';
import { Clock, today } from '../clock';
import { AiScorecardsConfig } from '../config';
import { BEGINNING, OPEN_END, OrgStore } from '../org';
import { joinMemberships } from './joinMemberships';
import { MeStore, OwnDay, OwnSeat } from './MeStore';
import { SeatAnswerStore } from './SeatAnswerStore';

const ROLES: [keyof RoleRefs, Me['roles'][number]][] = [
  ['finance', 'finance'],
  ['operators', 'operator'],
  ['admins', 'admin'],
  ['practiceLeads', 'practice-lead'],
  ['auditors', 'auditor'],
  ['board', 'board'],
];

/** What a user stated of practices. */
type StatementsOf = (
  user: string,
) => Promise<Pick<Me, 'attestations' | 'acknowledgements' | 'stance'>>;

/** Puts together everything that is held on the caller. It is never asked about anybody else. */
export class MeService {
  readonly #org: OrgStore;
  readonly #store: MeStore;
  readonly #answers: SeatAnswerStore;
  readonly #roles: RoleRefs;
  readonly #config: Pick<AiScorecardsConfig, 'privacy'>;
  readonly #clock: Clock;
  readonly #nudgesOf: (user: string) => Promise<Nudge[]>;
  readonly #statementsOf: StatementsOf;

  constructor(options: {
    org: OrgStore;
    store: MeStore;
    answers: SeatAnswerStore;
    roles: RoleRefs;
    config: Pick<AiScorecardsConfig, 'privacy'>;
    clock: Clock;
    nudgesOf: (user: string) => Promise<Nudge[]>;
    statementsOf: StatementsOf;
  }) {
    this.#org = options.org;
    this.#store = options.store;
    this.#answers = options.answers;
    this.#roles = options.roles;
    this.#config = options.config;
    this.#clock = options.clock;
    this.#nudgesOf = options.nudgesOf;
    this.#statementsOf = options.statementsOf;
  }

  /** Days default to the last 28 up to today, UTC. The read itself is recorded. */
  async describe(
    caller: { user: string; claims: string[] },
    range: { from?: string; to?: string },
  ): Promise<Me> {
    const now = today(this.#clock);
    const { individuals, retentionDays } = this.#config.privacy;
    const self = individuals === 'self';
    const latest = addDays(lastCompleteWeek(now), 6);
    const known = await this.#store.knownDays(addDays(latest, -62), latest);
    const through = lastKnownSunday(known, latest);
    const to = range.to ?? now;
    const from = range.from ?? addDays(to, -27);
    const base: Me = {
      user: caller.user,
      individualFigures: self,
      roles: ROLES.filter(([role]) =>
        hasRole(this.#roles, role, caller.claims),
      ).map(([, name]) => name),
      teams: [],
      leads: (await this.#org.ledTeams(caller.user, now)).map(teamOf),
      accounts: [],
      seats: [],
      activeDays28: null,
      through,
      days: [],
      changes: [],
      reads: [],
      nudges: self ? await this.#nudgesOf(caller.user) : [],
      ...(await this.#statementsOf(caller.user)),
      retentionDays,
      keptFrom: addDays(now, -retentionDays),
    };
    const person = await this.#org.personByRef(
      caller.user.toLocaleLowerCase('en-US'),
    );
    if (!person) return base;

    await this.#store.recordRead(person.id, {
      at: this.#clock.now().toISOString(),
      by: caller.user,
      what: 'My data',
    });
    const [
      memberships,
      accounts,
      seats,
      answers,
      days,
      changes,
      twice,
      recent,
      reads,
    ] = await Promise.all([
      this.#org.membershipsOf(person.id),
      this.#store.accounts(person.id),
      this.#store.seats(person.id),
      this.#answers.of(person.id, now),
      self ? this.#store.days(person.id, from, to) : [],
      self ? this.#store.changes(person.id, from, to) : [],
      this.#store.alsoReported(person.id, from, to),
      self && through
        ? this.#store.days(person.id, addDays(through, -89), through)
        : [],
      this.#store.reads(person.id),
    ]);
    return {
      ...base,
      teams: joinMemberships(memberships).map(membership => ({
        ...teamOf(membership.group),
        from: membership.from === BEGINNING ? null : membership.from,
        to: membership.to === OPEN_END ? null : membership.to,
        countedAsDeveloper: membership.counted,
        assumed: membership.origin === 'assumed',
      })),
      accounts,
      seats: seats.map(seat => ({
        ...describeSeat(
          seat,
          recent,
          self ? through : null,
          known.get(seat.toolRef),
        ),
        answer: isHeld(seat, now) ? answers.get(seat.toolRef) ?? null : null,
      })),
      activeDays28:
        self && through && accounts.length > 0
          ? activeDays(recent, through)
          : null,
      changes,
      days: days.map(day => ({
        day: day.day,
        tool: day.toolRef,
        title: day.toolTitle,
        active: day.active,
        interactions: day.interactions,
        suggestions: day.suggestions,
        acceptances: day.acceptances,
        sessions: day.sessions,
        tokens: day.tokens,
        alsoReportedBy: twice.get(`${day.day} ${day.toolRef}`) ?? [],
        usageCostMicros: day.usageMicros,
        usageValueMicros: day.valueMicros,
      })),
      reads,
    };
  }

  /**
   * Keeps whether a user wants to keep the seat of a tool or to return it. Throws NotFoundError when the user holds no
   * such seat today, UTC.
   */
  async answerSeat(
    user: string,
    { tool, answer }: { tool: string; answer: SeatAnswer['answer'] },
  ): Promise<void> {
    const now = today(this.#clock);
    const toolRef = tool.toLocaleLowerCase('en-US');
    const person = await this.#org.personByRef(user.toLocaleLowerCase('en-US'));
    const seats = person ? await this.#store.seats(person.id) : [];
    const held = seats.some(
      seat => seat.toolRef === toolRef && isHeld(seat, now),
    );
    if (!person || !held) {
      throw new NotFoundError(`You hold no seat of ${tool}`);
    }
    await this.#answers.put(person.id, toolRef, { answer, on: now });
  }
}

function isHeld(seat: OwnSeat, day: string): boolean {
  return seat.from <= day && seat.to > day;
}

function teamOf(group: { ref: string; title: string; type: string | null }) {
  return { ref: group.ref, title: group.title, type: group.type };
}

/** Distinct days with an action in the 28 that end on `through`. */
function activeDays(days: OwnDay[], through: string): number {
  const first = addDays(through, -27);
  return new Set(
    days.filter(day => day.active && day.day >= first).map(day => day.day),
  ).size;
}

/** A seat is idle after 28 days without an action, all of them known; a younger seat is not. */
function describeSeat(
  seat: OwnSeat,
  recent: OwnDay[],
  through: string | null,
  known: ReadonlySet<string> = new Set(),
): Omit<Me['seats'][number], 'answer'> {
  const last = recent.find(day => day.active && day.toolRef === seat.toolRef);
  return {
    tool: seat.toolRef,
    title: seat.toolTitle,
    from: seat.from,
    to: seat.to === OPEN_END ? null : seat.to,
    plan: seat.plan,
    lastActiveDay: last?.day ?? null,
    idle: through !== null && isIdle(seat, last?.day, through, known),
  };
}

function isIdle(
  seat: OwnSeat,
  lastActive: string | undefined,
  through: string,
  known: ReadonlySet<string>,
): boolean {
  const first = addDays(through, -27);
  const held = seat.to > through && seat.from <= first;
  return (
    held &&
    daysFromTo(first, through).every(day => known.has(day)) &&
    (lastActive === undefined || lastActive < first)
  );
}

/** The last Sunday, at most four weeks before the latest, of whose week every day is known of some tool; else null. */
function lastKnownSunday(
  known: ReadonlyMap<string, ReadonlySet<string>>,
  latest: string,
): string | null {
  const isKnown = (day: string) =>
    [...known.values()].some(days => days.has(day));
  for (let weeks = 0; weeks <= 4; weeks++) {
    const sunday = addDays(latest, -7 * weeks);
    if (daysFromTo(addDays(sunday, -6), sunday).every(isKnown)) return sunday;
  }
  return null;
}
