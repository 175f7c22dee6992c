import { createHash } from 'node:crypto';
import {
  PushAnswer,
  RefusedRows as Refused,
} from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { Clock } from '../../clock';
import { ErasedNames } from '../../erasure/names';
import { PushDoor } from './pushedSource';

/** So many refused rows of a file or a push are kept with their faults; all are counted. */
const KEPT = 10;
/** UTC days for which they are told of. */
export const REFUSED_KEPT_DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

/** What of each file, and of the last push in which anything was refused, could not be taken; for operators. */
export class RefusedRows {
  readonly #knex: Knex;
  readonly #clock: Clock;

  constructor(options: { knex: Knex; clock: Clock }) {
    this.#knex = options.knex;
    this.#clock = options.clock;
  }

  /** Notes what became of a file. One of which everything was taken is told of no more. */
  async ofFile(
    door: PushDoor,
    file: string,
    answer: Pick<PushAnswer, 'refused' | 'refusedRows'>,
  ): Promise<void> {
    const key = keyOf(door, file);
    if (answer.refused === 0) {
      await this.#knex('refused_rows').where({ key }).delete();
    } else {
      await this.#put(key, file, answer.refused, answer.refusedRows);
    }
  }

  /** Notes that a file could not be read at all. */
  async ofUnreadFile(
    door: PushDoor,
    file: string,
    reason: string,
  ): Promise<void> {
    await this.#put(keyOf(door, file), file, 0, [
      { row: null, faults: [reason] },
    ]);
  }

  /** Notes what became of a push. Who else pushes by the same door is not known, so that one all taken clears nothing. */
  async ofPush(
    door: PushDoor,
    answer: Pick<PushAnswer, 'refused' | 'refusedRows'>,
  ): Promise<void> {
    if (answer.refused === 0) return;
    const { refused, refusedRows } = answer;
    await this.#put(keyOf(door, ''), door.title, refused, refusedRows);
  }

  /** What was refused in the last 30 days, latest first. */
  async list(): Promise<Refused[]> {
    const rows: {
      place: string;
      at: string;
      refused: number;
      first_rows: string;
    }[] = await this.#knex('refused_rows')
      .select('place', 'at', 'refused', 'first_rows')
      .where('at', '>=', this.#oldest())
      .orderBy([{ column: 'at', order: 'desc' }, 'key']);
    return rows.map(({ place, at, refused, first_rows }) => ({
      place,
      at,
      refused: Number(refused),
      rows: JSON.parse(first_rows),
    }));
  }

  async #put(
    key: string,
    place: string,
    refused: number,
    rows: Refused['rows'],
  ): Promise<void> {
    await this.#knex.transaction(async trx => {
      const erased = await ErasedNames.load(trx);
      const columns = {
        place: erased.redact(place),
        at: this.#clock.now().toISOString(),
        refused,
        first_rows: JSON.stringify(
          rows.slice(0, KEPT).map(({ row, faults }) => ({
            row,
            faults: faults.map(fault => erased.redact(fault)),
          })),
        ),
      };
      await trx('refused_rows').where('at', '<', this.#oldest()).delete();
      await trx('refused_rows')
        .insert({ key, ...columns })
        .onConflict('key')
        .merge(columns);
    });
  }

  #oldest(): string {
    const now = this.#clock.now().getTime();
    return new Date(now - REFUSED_KEPT_DAYS * DAY_MS).toISOString();
  }
}

function keyOf({ configKey }: PushDoor, file: string): string {
  return createHash('sha256').update(`${configKey}\n${file}`).digest('hex');
}
