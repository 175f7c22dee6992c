import type { Attestation } from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { inList, Queryable } from '../../database';

/** A person's statement on a check of a team. */
export interface StoredAttestation {
  id: number;
  groupId: number;
  check: string;
  /** Full user ref, lower case. */
  by: string;
  statement: string;
  href: string | null;
  madeOn: string;
  /** First UTC day on which it no longer holds. */
  expiresOn: string;
}

/** Statements of people on checks. All are kept; of one check and team the newest holds. */
export class AttestationStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async add(attestation: Omit<StoredAttestation, 'id'>): Promise<void> {
    await this.#knex('practice_attestations').insert({
      group_id: attestation.groupId,
      check_id: attestation.check,
      by_ref: attestation.by,
      statement: attestation.statement,
      href: attestation.href,
      made_on: attestation.madeOn,
      expires_on: attestation.expiresOn,
    });
  }

  /** The newest statement of each check of some teams, by team and check. */
  async newest(
    groupIds: readonly number[],
    trx: Queryable = this.#knex,
  ): Promise<Map<number, Map<string, StoredAttestation>>> {
    const rows: Row[] = await trx('practice_attestations')
      .select('*')
      .where(inList(trx, 'group_id', groupIds))
      .orderBy('id');
    const found = new Map<number, Map<string, StoredAttestation>>();
    for (const attestation of rows.map(toAttestation)) {
      const of = found.get(attestation.groupId) ?? new Map();
      found.set(attestation.groupId, of.set(attestation.check, attestation));
    }
    return found;
  }

  /** The newest statements that end after one UTC day and by another, that day included. */
  async endingBetween(after: string, by: string): Promise<StoredAttestation[]> {
    const rows: Row[] = await this.#knex('practice_attestations as a')
      .select('a.*')
      .where('a.expires_on', '>', after)
      .andWhere('a.expires_on', '<=', by)
      .whereNotExists(
        this.#knex('practice_attestations as later')
          .whereRaw('later.group_id = a.group_id')
          .whereRaw('later.check_id = a.check_id')
          .whereRaw('later.id > a.id')
          .select(this.#knex.raw('1')),
      )
      .orderBy('a.id');
    return rows.map(toAttestation);
  }

  /** Every statement of a person, newest first. */
  async ofPerson(user: string): Promise<StoredAttestation[]> {
    const rows: Row[] = await this.#knex('practice_attestations')
      .where({ by_ref: user })
      .orderBy('id', 'desc');
    return rows.map(toAttestation);
  }
}

/** A statement in the contract's words; `titles` gives the names of people by ref. */
export function shownAttestation(
  { groupId: _, by, ...attestation }: StoredAttestation,
  titles: ReadonlyMap<string, string>,
): Attestation {
  return {
    ...attestation,
    by: { ref: by, title: titles.get(by) ?? by.slice(by.indexOf('/') + 1) },
  };
}

interface Row {
  id: number;
  group_id: number;
  check_id: string;
  by_ref: string;
  statement: string;
  href: string | null;
  made_on: string;
  expires_on: string;
}

function toAttestation(row: Row): StoredAttestation {
  return {
    id: Number(row.id),
    groupId: Number(row.group_id),
    check: row.check_id,
    by: row.by_ref,
    statement: row.statement,
    href: row.href,
    madeOn: row.made_on,
    expiresOn: row.expires_on,
  };
}
