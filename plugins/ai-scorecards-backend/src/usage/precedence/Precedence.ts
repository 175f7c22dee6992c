import type { AiScorecardsConfig } from '../../config';
import { Queryable } from '../../database';
import { FACT_COLUMNS } from '../counterTable';
import { NOBODY } from '../push/account';
import { Door, doorOrder } from './doorOrder';

interface DoorSource extends Door {
  id: number;
  toolId: number;
  toolRef: string;
  kind: string;
}

/**
 * Decides which door is believed where several report the same use, in this one place: everything that adds facts up
 * reads those that are `taken`. By person, UTC day and tool these are the facts of the first door that counted anything.
 * Sources under one key complement each other, bills that name accounts among them. An account that is no person's is
 * compared with itself alone, so that two unknown accounts of different vendors count as they are. What was pushed and
 * names nobody at all can be compared with nothing: it is not taken on days that a vendor's API reports, which names the
 * same use in its own way.
 */
export class Precedence {
  readonly #config: Pick<AiScorecardsConfig, 'precedence'>;

  constructor(config: Pick<AiScorecardsConfig, 'precedence'>) {
    this.#config = config;
  }

  /** The order of doors by the tool's entity ref, for tools that have more than one. */
  async orders(trx: Queryable): Promise<Record<string, string[]>> {
    const orders: Record<string, string[]> = {};
    for (const [, sources] of await this.#rivals(trx)) {
      orders[sources[0].toolRef] = this.#order(sources);
    }
    return orders;
  }

  /** The order of doors of one tool among some of its sources. */
  order(toolRef: string, doors: readonly Door[]): string[] {
    const { tools, configured } = this.#config.precedence;
    return doorOrder(distinct(doors), tools[toolRef] ?? [], configured);
  }

  /** Marks what is taken of a UTC day and what is not. Changes nothing where one door alone reports. */
  async choose(trx: Queryable, day: string): Promise<void> {
    for (const [toolId, sources] of await this.#rivals(trx)) {
      const order = this.#order(sources);
      const places = sources.map(
        ({ id, configKey }) => [id, order.indexOf(configKey)] as const,
      );
      const pushed = sources.filter(source => source.pushed);
      // No source has the id 0.
      const namelessOf = (await this.#isReported(trx, sources, day))
        ? [0, ...pushed.map(({ id }) => id)]
        : [0];
      await trx.raw(
        `with places as (${places
          .map(
            () =>
              'select cast(? as integer) as source_id, cast(? as integer) as place',
          )
          .join(' union all ')}),
         held as (
           select f.identity_id, f.source_id, p.place,
             case when i.person_id is not null and i.state in ('person', 'left')
               then i.person_id else -i.id end as holder,
             f.active or ${FACT_COLUMNS.map(
               name => `coalesce(f.${name}, 0) <> 0`,
             ).join(' or ')} as counts,
             i.account = ? and f.source_id in (${namelessOf
               .map(() => '?')
               .join(', ')}) as aside
           from usage_facts f
           join identities i on i.id = f.identity_id
           join places p on p.source_id = f.source_id
           where f.day = ? and f.tool_id = ?
         ),
         believed as (
           select holder, coalesce(min(case when counts then place end), min(place)) as place
           from held group by holder
         )
         update usage_facts set taken = c.taken
         from (
           select held.identity_id, held.source_id, held.place = believed.place and not held.aside as taken
           from held join believed on believed.holder = held.holder
         ) c
         where usage_facts.day = ? and usage_facts.tool_id = ?
           and usage_facts.identity_id = c.identity_id
           and usage_facts.source_id = c.source_id
           and usage_facts.taken <> c.taken`,
        [...places.flat(), NOBODY, ...namelessOf, day, toolId, day, toolId],
      );
    }
  }

  /** Whether a vendor's API answered with the use of a day. */
  async #isReported(
    trx: Queryable,
    sources: readonly DoorSource[],
    day: string,
  ): Promise<boolean> {
    const asked = sources.filter(
      ({ pushed, kind }) => !pushed && kind === 'usage',
    );
    const found = await trx('ledger')
      .whereIn(
        'source_id',
        asked.map(({ id }) => id),
      )
      .where({ day, state: 'fetched' })
      .first('source_id');
    return found !== undefined;
  }

  #order(sources: readonly DoorSource[]): string[] {
    return this.order(sources[0].toolRef, sources);
  }

  /** Sources of facts by tool, of tools with more than one door, also of doors that are configured no more. */
  async #rivals(trx: Queryable): Promise<Map<number, DoorSource[]>> {
    const rows: {
      id: number;
      config_key: string;
      kind: string;
      pushed: boolean | number;
      tool_id: number;
      entity_ref: string;
    }[] = await trx('sources as s')
      .join('tools as t', 't.id', 's.tool_id')
      .whereIn('s.kind', ['usage', 'cost'])
      .select(
        's.id',
        's.kind',
        's.config_key',
        's.pushed',
        's.tool_id',
        't.entity_ref',
      )
      .orderBy('s.id');
    const byTool = new Map<number, DoorSource[]>();
    for (const row of rows) {
      const toolId = Number(row.tool_id);
      byTool.set(toolId, [
        ...(byTool.get(toolId) ?? []),
        {
          id: Number(row.id),
          configKey: row.config_key,
          pushed: Boolean(row.pushed),
          kind: row.kind,
          toolId,
          toolRef: row.entity_ref,
        },
      ]);
    }
    for (const [toolId, sources] of byTool) {
      if (distinct(sources).length < 2) byTool.delete(toolId);
    }
    return byTool;
  }
}

function distinct(doors: readonly Door[]): Door[] {
  return doors.filter(
    (door, index) =>
      doors.findIndex(other => other.configKey === door.configKey) === index,
  );
}
