import { addDays, monthsBetween } from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { contractsByTool } from '../../cost/contractsByTool';
import { AiScorecardsConfig } from '../../config';
import { EdgeRange, Group, OrgStore, RosterRange } from '../../org';
import { daysBelow } from '../aggregate/below';
import { SpanFacts } from '../aggregate/facts';
import { buildForest } from '../aggregate/forest';
import { licencesOf, SeatRange } from '../aggregate/licences';
import { Members, membersOf } from '../aggregate/members';
import { DaySpan } from '../aggregate/span';
import { readColumns } from '../../database';
import { MonthPresence, PresenceStore } from './PresenceStore';

/** Who stands behind an account. */
export interface Accounts {
  /** Person by account, for those that are or were a person's. */
  personOf: ReadonlyMap<number, number>;
  /** State by account, of all that are not the account of a person who is here. */
  stateOf: ReadonlyMap<number, string>;
}

/** The organisation on the days of a span. */
export interface OrgOfSpan {
  groups: readonly Group[];
  edges: readonly EdgeRange[];
  roster: readonly RosterRange[];
}

/** What was read of a span or more. */
export interface WhatIsKnown {
  organisation: OrgOfSpan;
  accounts: Accounts;
  presence: ReadonlyMap<string, MonthPresence>;
}

/** Reads what a period is worked out from. */
export class PeriodLoader {
  readonly #knex: Knex;
  readonly #org: OrgStore;
  readonly #presence: PresenceStore;
  readonly #config: AiScorecardsConfig;

  constructor(options: {
    knex: Knex;
    org: OrgStore;
    presence: PresenceStore;
    config: AiScorecardsConfig;
  }) {
    this.#knex = options.knex;
    this.#org = options.org;
    this.#presence = options.presence;
    this.#config = options.config;
  }

  async organisation(first: string, last: string): Promise<OrgOfSpan> {
    const end = addDays(last, 1);
    const [groups, edges, roster] = await Promise.all([
      this.#org.groups(),
      this.#org.edgesBetween(first, end),
      this.#org.rosterBetween(first, end),
    ]);
    return { groups, edges, roster };
  }

  /** What is known of the days from `first` to `last`: the organisation, whose accounts are, and who acted. */
  async known(first: string, last: string): Promise<WhatIsKnown> {
    const [organisation, accounts, presence] = await Promise.all([
      this.organisation(first, last),
      this.#accounts(),
      this.#presenceBetween(first, last),
    ]);
    return { organisation, accounts, presence };
  }

  async #accounts(): Promise<Accounts> {
    const columns = await readColumns(
      this.#knex,
      this.#knex('identities').select('id', 'state', 'person_id'),
      ['id', 'state', 'person_id'],
    );
    const personOf = new Map<number, number>();
    const stateOf = new Map<number, string>();
    columns.id.forEach((id, i) => {
      const state = columns.state[i];
      const person = columns.person_id[i];
      const isSomebody = person !== '';
      if (isSomebody && (state === 'person' || state === 'left')) {
        personOf.set(Number(id), Number(person));
      }
      if (!isSomebody || state !== 'person') stateOf.set(Number(id), state);
    });
    return { personOf, stateOf };
  }

  /** Presence of every month that has a day from `first` to `last`. */
  async #presenceBetween(
    first: string,
    last: string,
  ): Promise<Map<string, MonthPresence>> {
    const months = new Map<string, MonthPresence>();
    // One after the other: pages need connections too.
    for (const month of monthsBetween(first, last)) {
      months.set(month, await this.#presence.ofMonth(month));
    }
    return months;
  }

  /** Who acted on the days of a span, and where they stood. */
  actions(span: DaySpan, given: WhatIsKnown): Omit<SpanFacts, 'licences'> {
    const { forest, members } = teamsOf(span, given.organisation);
    return {
      span,
      forest,
      members,
      active: activeDays(span, members, given.accounts, given.presence),
      minimum: this.#config.privacy.minimumGroupSize,
    };
  }

  /** All that figures of people over a span are worked out from. */
  async facts(span: DaySpan, given: WhatIsKnown): Promise<SpanFacts> {
    const { organisation, accounts } = given;
    const actions = this.actions(span, given);
    const { members, active } = actions;
    const [seats, firstSnapshot] = await Promise.all([
      this.#seats(span, accounts),
      this.#firstSnapshots(),
    ]);
    const groupDays = await this.#licensedGroupDays(
      span,
      members,
      organisation,
      firstSnapshot,
    );
    return {
      ...actions,
      licences: licencesOf({
        span,
        members,
        toolIds: [
          ...new Set([...firstSnapshot.keys(), ...groupDays.keys()]),
        ].sort((a, b) => a - b),
        firstSnapshot,
        seats,
        groupDays,
        active,
      }),
    };
  }

  /** First ever day with an action, by person, of people whose accounts all began from `from` to `to`. */
  async newPeople(
    from: string,
    to: string,
    accounts: Accounts,
  ): Promise<Set<number>> {
    const first = await this.#presence.firstSeenBetween('0001-01-01', to);
    const byPerson = new Map<number, string>();
    first.forEach((day, identity) => {
      const person = accounts.personOf.get(identity);
      const known = person === undefined ? '' : byPerson.get(person);
      if (person !== undefined && (known === undefined || day < known)) {
        byPerson.set(person, day);
      }
    });
    const found = new Set<number>();
    byPerson.forEach((day, person) => {
      if (day >= from) found.add(person);
    });
    return found;
  }

  async #seats(span: DaySpan, accounts: Accounts): Promise<SeatRange[]> {
    const columns = await readColumns(
      this.#knex,
      this.#knex('seats')
        .select('tool_id', 'identity_id', 'valid_from', 'valid_to')
        .where('valid_from', '<=', span.last)
        .andWhere('valid_to', '>', span.first),
      ['tool_id', 'identity_id', 'valid_from', 'valid_to'],
    );
    const seats: SeatRange[] = [];
    columns.tool_id.forEach((toolId, i) => {
      const personId = accounts.personOf.get(Number(columns.identity_id[i]));
      if (personId !== undefined) {
        seats.push({
          toolId: Number(toolId),
          personId,
          from: columns.valid_from[i],
          to: columns.valid_to[i],
        });
      }
    });
    return seats;
  }

  async #firstSnapshots(): Promise<Map<number, string>> {
    const rows: { tool_id: number; day: string }[] = await this.#knex(
      'seat_snapshots',
    )
      .select('tool_id')
      .min({ day: 'day' })
      .groupBy('tool_id');
    return new Map(rows.map(row => [Number(row.tool_id), row.day]));
  }

  async #licensedGroupDays(
    span: DaySpan,
    members: Members,
    organisation: OrgOfSpan,
    firstSnapshot: ReadonlyMap<number, string>,
  ): Promise<Map<number, Map<number, number>>> {
    const contracts = await contractsByTool(this.#knex, this.#config.contracts);
    const idOf = new Map(
      organisation.groups.map(group => [group.ref, group.id]),
    );
    const result = new Map<number, Map<number, number>>();
    for (const [toolId, contract] of contracts) {
      const roots = contract.licensedGroups
        .map(ref => idOf.get(ref.toLocaleLowerCase('en-US')))
        .filter((id): id is number => id !== undefined);
      // A seat list says it better.
      if (contract.licensedGroups.length > 0 && !firstSnapshot.has(toolId)) {
        const below = daysBelow(span, organisation.edges, roots);
        const days = new Map<number, number>();
        for (const range of organisation.roster) {
          const person = members.personOf.get(range.personId);
          const mask =
            span.mask(range.from, range.to) & (below.get(range.groupId) ?? 0);
          if (person !== undefined && mask !== 0) {
            days.set(person, (days.get(person) ?? 0) | mask);
          }
        }
        result.set(toolId, days);
      }
    }
    return result;
  }
}

/** The tree of a span and who was in it. */
export function teamsOf(span: DaySpan, organisation: OrgOfSpan) {
  const forest = buildForest({ span, ...organisation });
  const members = membersOf(
    span,
    forest,
    organisation.roster.map(range => ({
      personId: range.personId,
      groupId: range.groupId,
      from: range.from,
      to: range.to,
      counted: range.counted,
      assumed: range.origin === 'assumed',
    })),
  );
  return { forest, members };
}

/** Days with an action by tool and person index. */
export function activeDays(
  span: DaySpan,
  members: Members,
  accounts: Accounts,
  presence: ReadonlyMap<string, MonthPresence>,
): Map<number, Int32Array> {
  const active = new Map<number, Int32Array>();
  for (const [month, { identity, tool, mask }] of presence) {
    const daysOf = span.monthMasks(month);
    for (let i = 0; i < identity.length; i++) {
      const days = daysOf(mask[i]);
      if (days !== 0) {
        const personId = accounts.personOf.get(identity[i]);
        const person =
          personId === undefined ? undefined : members.personOf.get(personId);
        if (person !== undefined) {
          let byPerson = active.get(tool[i]);
          if (!byPerson) {
            byPerson = new Int32Array(members.personIds.length);
            active.set(tool[i], byPerson);
          }
          byPerson[person] |= days;
        }
      }
    }
  }
  return active;
}
