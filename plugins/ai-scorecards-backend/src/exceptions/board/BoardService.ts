import { ConflictError, InputError, NotAllowedError } from '@backstage/errors';
import {
  addDays,
  Board,
  boardsOf,
  ExceptionCase,
  graduations,
  RadarUse,
  Readiness,
  sunsets,
} from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { DecisionLog } from '../log';
import { groupsOf, membersOf, PeopleToday } from '../people/PeopleDirectory';
import { CaseFacts } from '../service/CaseFacts';
import { CaseCounts } from '../store/CaseCounts';
import { CaseStore } from '../store/CaseStore';
import { DeputyStore } from '../store/DeputyStore';
import { namedTool } from '../views/namedTool';
import { namedGroup, namedUser } from '../views/people';
import { readinessOf } from './readiness';

/** History looks back over a year. */
const HISTORY_DAYS = 365;
const DAY_MS = 86_400_000;

export interface BoardServiceOptions {
  knex: Knex;
  cases: CaseStore;
  counts: CaseCounts;
  deputies: DeputyStore;
  facts: CaseFacts;
  /** Null where no key is configured: then no deputy can be named. */
  log: DecisionLog | null;
  /** Use of each tool over the last year, as far as it is shown. */
  toolUse(today: string): Promise<RadarUse[]>;
}

/** What the board sees beside its queue, and who stands in for its members. */
export class BoardService {
  readonly #options: BoardServiceOptions;

  constructor(options: BoardServiceOptions) {
    this.#options = options;
  }

  /** Whether somebody sits on a board, speaks for a voice, stands in for a member or falls back for the board. */
  async sits(user: string): Promise<boolean> {
    const { facts } = this.#options;
    const { people, deputies } = await facts.basis();
    const { boardGroup, routing, fallbackApprovers } = facts.rules;
    const groups = new Set([
      ...(boardGroup ? [boardGroup] : []),
      ...routing.flatMap(({ board, voice }) =>
        [board ?? [], voice ?? []].flat(),
      ),
      ...fallbackApprovers,
    ]);
    return (
      groups.has(user) ||
      groupsOf(people, user).some(ref => groups.has(ref)) ||
      deputies.some(({ deputy }) => deputy === user)
    );
  }

  /**
   * Whether requests can be decided: those of a team, else those of the user's own teams; for who decides, those of
   * anybody.
   */
  async readiness(user: string, team?: string): Promise<Readiness> {
    const { facts, log } = this.#options;
    const { people } = await facts.basis();
    const own = groupsOf(people, user).filter(
      ref => people.groups.get(ref)?.isTeam,
    );
    const asked = (await this.sits(user)) ? [] : own;
    return readinessOf(team === undefined ? asked : [team], {
      people,
      rules: facts.rules,
      hasLog: log !== null,
    });
  }

  /** Everything beside the queue, as `user` sees it. */
  async board(user: string, isAdmin: boolean): Promise<Board> {
    const { cases, counts, deputies, facts } = this.#options;
    const basis = await facts.basis();
    const { people, today } = basis;
    const { rules } = facts;
    const members = this.#members(people);
    const { state, sentence } = readinessOf([], {
      people,
      rules,
      hasLog: this.#options.log !== null,
    });
    const standIns = await deputies.from(today);
    const own = groupsOf(people, user);
    const [live, standing, next, use] = await Promise.all([
      cases.list({ exceptionStates: ['active', 'suspended'] }),
      cases.list({ kind: 'standing', states: ['approved'] }),
      counts.nextExpiry(),
      this.#options.toolUse(today),
    ]);
    const titleOf = (known: ExceptionCase) => namedTool(known.request, basis);
    return {
      group: rules.boardGroup,
      state,
      sentence,
      members: [...members].map(([ref, boards]) => {
        const standIn = standIns.find(({ member }) => member === ref);
        return {
          ...namedUser(people, ref),
          boards: boards.map(board => namedGroup(people, board)),
          deputy: standIn
            ? { user: standIn.deputy, from: standIn.from, to: standIn.to }
            : null,
        };
      }),
      you: {
        member: members.has(user),
        voices: rules.routing.flatMap(({ voice }) =>
          voice && own.includes(voice) ? [voice] : [],
        ),
        admin: isAdmin,
      },
      nextExpiry: next?.exception
        ? {
            exception: next.exception.id,
            team: namedGroup(people, next.request.wish.ask.team).title,
            tool: titleOf(next).title,
            until: next.exception.until,
          }
        : null,
      standing: standing.flatMap(known => {
        const { wish, id, standingEnded } = known.request;
        const limits = wish.standing;
        if (!limits) return [];
        let standingState: 'active' | 'expired' | 'revoked' = 'active';
        if (standingEnded) standingState = 'revoked';
        else if (limits.until < today) standingState = 'expired';
        const { seats, days, costPerMonth, data, until } = limits;
        return [
          {
            request: id,
            tool: titleOf(known),
            seats,
            days,
            costPerMonth,
            currency: wish.ask.currency,
            data,
            until,
            state: standingState,
          },
        ];
      }),
      radar: [
        ...graduations(
          live.flatMap(known => radarOf(known, titleOf(known))),
          today,
          rules,
        ),
        ...sunsets(use, today, rules),
      ],
      reasons: await counts.reasonsSince(addDays(today, -HISTORY_DAYS)),
      history: await this.#history(today),
    };
  }

  /** Names who stands in for a member on some days, or nobody. Throws where that may not be. */
  async nameDeputy(
    member: string,
    wanted: { user: string | null; from: string; to: string },
  ): Promise<void> {
    const { deputies, facts, knex, log } = this.#options;
    const { people, at, today } = await facts.basis();
    const [board] = this.#members(people).get(member) ?? [];
    if (board === undefined) {
      throw new NotAllowedError('Only members of the board name a deputy');
    }
    const { user, from, to } = wanted;
    if (user !== null) {
      if (!people.users.has(user)) {
        throw new InputError('user must be somebody in the catalog');
      }
      if (user === member) throw new InputError('user must be somebody else');
      if (to < from) throw new InputError('to must not be before from');
      if (to < today) throw new InputError('to must not be in the past');
    }
    if (!log) {
      throw new ConflictError(
        'No deputy can be named before aiScorecards.exceptions.logKey is configured',
      );
    }
    await knex.transaction(async trx => {
      await log.lock(trx);
      if (user === null) await deputies.remove(member, trx);
      else await deputies.name({ member, deputy: user, from, to }, trx);
      await log.append(trx, [
        {
          at,
          type: 'deputy-named',
          request: null,
          exception: null,
          team: board,
          tool: null,
          actor: member,
          data: { member, deputy: user, from, to },
          rules: facts.rulesHash,
        },
      ]);
    });
  }

  /** Boards on which each member sits, the default one first. */
  #members(people: PeopleToday): Map<string, string[]> {
    const boards = new Map<string, string[]>();
    for (const board of boardsOf(this.#options.facts.rules)) {
      for (const member of membersOf(people, board)) {
        boards.set(member, [...(boards.get(member) ?? []), board]);
      }
    }
    return boards;
  }

  async #history(today: string): Promise<Board['history']> {
    const { counts } = this.#options;
    const since = addDays(today, -HISTORY_DAYS);
    const [rows, lapsed, renewed] = await Promise.all([
      counts.decidedSince(since),
      counts.lapsedForBoardSince(since),
      counts.renewedSince(since),
    ]);
    const decided = rows.filter(({ state }) => state !== 'lapsed');
    const days = decided
      .flatMap(({ submittedAt, decidedAt, lane }) =>
        // What a standing approval grants at once nobody waited for.
        submittedAt === null || lane === 'immediate'
          ? []
          : [(Date.parse(decidedAt) - Date.parse(submittedAt)) / DAY_MS],
      )
      .sort((a, b) => a - b);
    const lanes = new Map<string, number>();
    for (const { lane } of decided) lanes.set(lane, (lanes.get(lane) ?? 0) + 1);
    return {
      decided: decided.length,
      medianDays:
        days.length === 0
          ? null
          : Math.round(10 * days[Math.floor(days.length / 2)]) / 10,
      byLane: [...lanes]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([lane, count]) => ({ lane, count })),
      lapsed,
      renewed,
      liveCost: await counts.liveCost(),
    };
  }
}

function radarOf(
  { request, exception }: ExceptionCase,
  { ref, title }: { ref: string; title: string },
) {
  if (!exception) return [];
  return [
    {
      tool: ref,
      title,
      team: request.wish.ask.team,
      seats: request.wish.ask.seats ?? 0,
      from: exception.from,
      healthy:
        exception.state === 'active' &&
        exception.conditions.every(({ state }) => state !== 'breached'),
    },
  ];
}
