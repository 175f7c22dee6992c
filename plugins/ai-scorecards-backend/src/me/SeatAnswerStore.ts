import type { SeatAnswer } from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';

/** People of a tool who want to give their seat back. */
export interface SeatsToReturn {
  tool: string;
  title: string;
  people: number;
}

/**
 * What people said about seats of theirs. An answer speaks of the seat that was held on its day: it lapses with that
 * seat, and a wish to return it lapses when the tool is used after all.
 */
export class SeatAnswerStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Keeps what a person says on a UTC day of the seat of a tool, in place of what was said before. */
  async put(
    personId: number,
    toolRef: string,
    { answer, on }: SeatAnswer,
  ): Promise<void> {
    const values = { answer, answered_on: on };
    await this.#knex('seat_answers')
      .insert({
        person_id: personId,
        tool_id: this.#knex('tools')
          .select('id')
          .where({ entity_ref: toolRef }),
        ...values,
      })
      .onConflict(['person_id', 'tool_id'])
      .merge(values);
  }

  /** Answers of one person that hold on a UTC day, by entity ref of the tool. */
  async of(personId: number, today: string): Promise<Map<string, SeatAnswer>> {
    const rows: {
      entity_ref: string;
      answer: SeatAnswer['answer'];
      answered_on: string;
    }[] = await this.#holding(today)
      .where('a.person_id', personId)
      .distinct('tools.entity_ref', 'a.answer', 'a.answered_on');
    return new Map(
      rows.map(row => [
        row.entity_ref,
        { answer: row.answer, on: row.answered_on },
      ]),
    );
  }

  /** By tool, how many people want to return a seat that they hold on a UTC day; tools without any are left out. */
  async toReturn(today: string): Promise<SeatsToReturn[]> {
    const rows: {
      entity_ref: string;
      title: string;
      people: number | string;
    }[] = await this.#holding(today)
      .where('a.answer', 'return')
      .groupBy('tools.entity_ref', 'tools.title')
      .select('tools.entity_ref', 'tools.title')
      .countDistinct({ people: 'a.person_id' })
      .orderBy('tools.entity_ref');
    return rows.map(row => ({
      tool: row.entity_ref,
      title: row.title,
      people: Number(row.people),
    }));
  }

  #holding(today: string): Knex.QueryBuilder {
    const knex = this.#knex;
    return knex('seat_answers as a')
      .join('tools', 'tools.id', 'a.tool_id')
      .whereExists(
        knex('seats as s')
          .join('identities as i', 'i.id', 's.identity_id')
          .select(knex.raw('1'))
          .whereRaw('i.person_id = a.person_id')
          .whereRaw('s.tool_id = a.tool_id')
          .whereRaw('s.valid_from <= a.answered_on')
          .where('s.valid_to', '>', today),
      )
      .where(either =>
        either
          .where('a.answer', 'keep')
          .orWhereNotExists(
            knex('usage_facts as f')
              .join('identities as i', 'i.id', 'f.identity_id')
              .select(knex.raw('1'))
              .whereRaw('i.person_id = a.person_id')
              .whereRaw('f.tool_id = a.tool_id')
              .whereRaw('cast(f.day as text) > a.answered_on')
              .where({ 'f.active': true, 'f.taken': true }),
          ),
      );
  }
}
