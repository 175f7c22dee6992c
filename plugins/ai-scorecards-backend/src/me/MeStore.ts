import type { Knex } from 'knex';
import { readMoneyDoors } from '../cost/moneyDoors';
import { dayText } from '../database';
import { told } from '../usage/factColumns';

/** One account's day of use, as the person sees it. */
export interface OwnDay {
  day: string;
  toolRef: string;
  toolTitle: string;
  active: boolean;
  interactions: number | null;
  suggestions: number | null;
  acceptances: number | null;
  sessions: number | null;
  tokens: number | null;
  usageMicros: number | null;
  valueMicros: number | null;
}

export interface OwnSeat {
  toolRef: string;
  toolTitle: string;
  from: string;
  to: string;
  plan: string | null;
}

export interface OwnAccount {
  namespace: string;
  account: string;
  method: string | null;
}

export interface OwnRead {
  at: string;
  by: string;
  what: string;
}

/** A merged change, as the person sees it. */
export interface OwnChange {
  day: string;
  repository: string;
  number: number;
  openedByMachine: boolean;
  ai: string[];
}

/** Sums come as text from one engine and as numbers from the other. */
type Sum = string | number | null;

interface SummedDay {
  day: string;
  source_id: number;
  entity_ref: string;
  title: string;
  active: Sum;
  interactions: Sum;
  suggestions: Sum;
  acceptances: Sum;
  sessions: Sum;
  tokens_in: Sum;
  tokens_out: Sum;
  usage_micros: Sum;
  value_micros: Sum;
}

const SUMMED = [
  'interactions',
  'suggestions',
  'acceptances',
  'sessions',
  'tokens_in',
  'tokens_out',
  'usage_micros',
  'value_micros',
] as const;

/** The figures of a day that several sources may each know a part of. */
const FIGURES = [
  'interactions',
  'suggestions',
  'acceptances',
  'sessions',
  'tokens',
  'usageMicros',
  'valueMicros',
] as const satisfies readonly (keyof OwnDay)[];

const orNull = (value: unknown) =>
  value === null || value === undefined ? null : Number(value);

/** One row a day and tool of rows in that order, whatever the source of each part. */
function joinSources(rows: readonly OwnDay[]): OwnDay[] {
  const days: OwnDay[] = [];
  for (const row of rows) {
    const last = days[days.length - 1];
    if (last?.day === row.day && last.toolRef === row.toolRef) {
      last.active ||= row.active;
      for (const figure of FIGURES) {
        const value = row[figure];
        if (value !== null) last[figure] = (last[figure] ?? 0) + value;
      }
    } else {
      days.push({ ...row });
    }
  }
  return days;
}

/** Reads what is held on one person. Every query is bound to that person's id. */
export class MeStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Merged changes on UTC days from `from` to `to`, newest first. */
  async changes(
    personId: number,
    from: string,
    to: string,
  ): Promise<OwnChange[]> {
    const rows = await this.#knex('pull_requests')
      .join('identities', 'identities.id', 'pull_requests.identity_id')
      .where({ person_id: personId })
      .whereBetween('day', [from, to])
      .select('day', 'repository', 'number', 'by_machine', 'ai')
      .orderBy([
        { column: 'day', order: 'desc' },
        { column: 'repository' },
        { column: 'number' },
      ]);
    return rows.map(row => ({
      day: row.day,
      repository: row.repository,
      number: Number(row.number),
      openedByMachine: Boolean(row.by_machine),
      ai: row.ai === '' ? [] : row.ai.split(','),
    }));
  }

  /**
   * UTC days from `from` to `to` of which usage is known, by the entity ref of the tool. What is pushed makes no day known:
   * who sent nothing may have used the tool all the same.
   */
  async knownDays(from: string, to: string): Promise<Map<string, Set<string>>> {
    const rows: { entity_ref: string; day: string }[] = await this.#knex(
      'ledger',
    )
      .distinct('tools.entity_ref', 'ledger.day')
      .join('sources', 'sources.id', 'ledger.source_id')
      .join('tools', 'tools.id', 'sources.tool_id')
      .where({ 'sources.kind': 'usage', 'sources.pushed': false })
      .whereIn('ledger.state', ['fetched', 'no-data'])
      .whereBetween('ledger.day', [from, to]);
    const known = new Map<string, Set<string>>();
    for (const { entity_ref: ref, day } of rows) {
      const days = known.get(ref) ?? new Set<string>();
      known.set(ref, days.add(day));
    }
    return known;
  }

  async accounts(personId: number): Promise<OwnAccount[]> {
    return this.#knex('identities')
      .select('namespace', 'account', 'method')
      .where({ person_id: personId })
      .orderBy(['namespace', 'account']);
  }

  /** Seats now and in the past, newest first; one that several sources or accounts list is one. */
  async seats(personId: number): Promise<OwnSeat[]> {
    const rows = await this.#knex('seats')
      .join('identities', 'identities.id', 'seats.identity_id')
      .join('tools', 'tools.id', 'seats.tool_id')
      .where('identities.person_id', personId)
      .select(
        'tools.entity_ref',
        'tools.title',
        'seats.valid_from',
        'seats.valid_to',
        'seats.plan',
      )
      .orderBy([
        { column: 'seats.valid_from', order: 'desc' },
        { column: 'tools.entity_ref' },
      ]);
    return joinSeats(
      rows.map(row => ({
        toolRef: row.entity_ref,
        toolTitle: row.title,
        from: row.valid_from,
        to: row.valid_to,
        plan: row.plan,
      })),
    );
  }

  /** Titles of sources that report a day too and are not counted, by UTC day and entity ref of the tool. */
  async alsoReported(
    personId: number,
    from: string,
    to: string,
  ): Promise<Map<string, string[]>> {
    const rows: { day: string; entity_ref: string; title: string }[] =
      await this.#knex('usage_facts as f')
        .join('identities', 'identities.id', 'f.identity_id')
        .join('tools', 'tools.id', 'f.tool_id')
        .join('sources', 'sources.id', 'f.source_id')
        .where({ 'identities.person_id': personId, 'f.taken': false })
        .whereBetween('f.day', [from, to])
        .distinct(
          dayText(this.#knex, 'f.day', 'day'),
          'tools.entity_ref',
          'sources.title',
        )
        .orderBy('sources.title');
    const found = new Map<string, string[]>();
    for (const { day, entity_ref: ref, title } of rows) {
      const key = `${day} ${ref}`;
      found.set(key, [...(found.get(key) ?? []), title]);
    }
    return found;
  }

  /** Days with a row at a vendor, newest first; accounts of one person and tool are summed, each use once. */
  async days(personId: number, from: string, to: string): Promise<OwnDay[]> {
    const rows: SummedDay[] = await this.#knex('usage_facts as f')
      .join('identities', 'identities.id', 'f.identity_id')
      .join('tools', 'tools.id', 'f.tool_id')
      .where('identities.person_id', personId)
      .andWhere('f.day', '>=', from)
      .andWhere('f.day', '<=', to)
      .andWhere('f.taken', true)
      .groupBy('f.day', 'f.source_id', 'tools.entity_ref', 'tools.title')
      .select(
        dayText(this.#knex, 'f.day', 'day'),
        'f.source_id',
        'tools.entity_ref',
        'tools.title',
        this.#knex.raw('max(case when f.active then 1 else 0 end) as active'),
        ...SUMMED.map(column =>
          this.#knex.raw(`sum(${told('f', column)}) as ??`, [column]),
        ),
      )
      .orderBy([
        { column: 'f.day', order: 'desc' },
        { column: 'tools.entity_ref' },
        { column: 'f.source_id' },
      ]);
    const doors = await readMoneyDoors(this.#knex, from, to);
    return joinSources(
      rows.map(row => {
        const counts = doors.countedOn(row.day).has(Number(row.source_id));
        return {
          day: row.day,
          toolRef: row.entity_ref,
          toolTitle: row.title,
          active: Number(row.active) === 1,
          interactions: orNull(row.interactions),
          suggestions: orNull(row.suggestions),
          acceptances: orNull(row.acceptances),
          sessions: orNull(row.sessions),
          tokens:
            row.tokens_in === null && row.tokens_out === null
              ? null
              : Number(row.tokens_in ?? 0) + Number(row.tokens_out ?? 0),
          usageMicros: counts ? orNull(row.usage_micros) : null,
          valueMicros: counts ? orNull(row.value_micros) : null,
        };
      }),
    );
  }

  async recordRead(personId: number, read: OwnRead): Promise<void> {
    await this.#knex('person_reads').insert({ person_id: personId, ...read });
  }

  /** The last hundred reads, newest first. */
  async reads(personId: number): Promise<OwnRead[]> {
    return this.#knex('person_reads')
      .select('at', 'by', 'what')
      .where({ person_id: personId })
      .orderBy('id', 'desc')
      .limit(100);
  }
}

/** Takes together what overlaps or meets, of seats of one person, newest first. The plan is that of the newest. */
function joinSeats(seats: readonly OwnSeat[]): OwnSeat[] {
  const joined: OwnSeat[] = [];
  for (const seat of seats) {
    const later = joined.find(
      each => each.toolRef === seat.toolRef && seat.to >= each.from,
    );
    if (later) {
      later.from = seat.from;
      if (seat.to > later.to) later.to = seat.to;
      later.plan ??= seat.plan;
    } else {
      joined.push({ ...seat });
    }
  }
  return joined;
}
