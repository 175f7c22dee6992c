import type {
  IncidentInput,
  incidentsResponseSchema,
} from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import type { z } from 'zod';
import { OutcomeStore } from './OutcomeStore';

/** Takes in incidents and defects that other systems tell of. */
export class IncidentService {
  readonly #knex: Knex;
  readonly #store: OutcomeStore;
  readonly #onChange: () => void;

  constructor(options: {
    knex: Knex;
    store: OutcomeStore;
    /** Called once something is stored: figures can be worked out. */
    onChange: () => void;
  }) {
    this.#knex = options.knex;
    this.#store = options.store;
    this.#onChange = options.onChange;
  }

  /** Stores all or nothing; of a key that comes twice, the later one. Titles are read and not kept. */
  async push(
    incidents: readonly IncidentInput[],
  ): Promise<z.infer<typeof incidentsResponseSchema>> {
    const byKey = new Map(incidents.map(incident => [incident.key, incident]));
    const told = [...byKey.values()].map(({ title: _, ...incident }) => ({
      ...incident,
      type: 'incident' as const,
    }));
    const result = await this.#knex.transaction(trx =>
      this.#store.push(trx, told),
    );
    this.#onChange();
    return { accepted: incidents.length, ...result };
  }
}
