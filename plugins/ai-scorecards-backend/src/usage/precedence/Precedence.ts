import type { AiScorecardsConfig } from '../../config';
import { Queryable } from '../../database';
import { FACT_COLUMNS } from '../factColumns';
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
 * compared with itself alone, so that two unknown accounts of different vendors count as they are. What was pushed cannot
 * be compared at all where it names nobody, or somebody whom nobody knows and no vendor names: it may be the same use as
 * another door reports in its own way. It is not taken on days that an API reports, whatever the order, for what a vendor
 * names and bills is never set aside for what was pushed; nor on days that another pushed door reports which stands above,
 * unless it tells of money, which that door may know nothing of. API keys and service accounts are what they are.
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
      const reporting = await this.#reporting(trx, sources, day);
      const isReported = Number(reporting.length > 0);
      const places = sources.map(
        ({ id, configKey, pushed, kind }) =>
          [
            id,
            order.indexOf(configKey),
            Number(pushed),
            Number(pushed && kind === 'usage'),
          ] as const,
      );
      await trx.raw(
        `with places as (${places
          .map(
            () =>
              `select ${['source_id', 'place', 'pushed', 'pushes_use']
                .map(name => `cast(? as integer) as ${name}`)
                .join(', ')}`,
          )
          .join(' union all ')}),
         told as (
           select f.identity_id, f.source_id, p.place, p.pushed, p.pushes_use,
             i.account, i.kind, i.state, i.person_id,
             case when i.person_id is not null and i.state in ('person', 'left')
               then i.person_id else -i.id end as holder,
             f.active or ${FACT_COLUMNS.map(
               name => `coalesce(f.${name}, 0) <> 0`,
             ).join(' or ')} as counts,
             coalesce(f.usage_micros, 0) <> 0 or coalesce(f.credits_micros, 0) <> 0 as costs
           from usage_facts f
           join identities i on i.id = f.identity_id
           join places p on p.source_id = f.source_id
           where f.day = ? and f.tool_id = ?
         ),
         held as (
           select identity_id, source_id, place, holder, counts,
             pushed = 1 and (
               (cast(? as integer) = 1 and account = ?)
               or ((person_id is null or state = 'unresolved')
                 and state <> 'service-account' and kind not in ('api-key', 'service')
                 and min(pushed) over (partition by identity_id) = 1
                 and (cast(? as integer) = 1
                   or (not costs
                     and min(place) over (partition by identity_id) = place
                     and coalesce(min(case when pushes_use = 1 and counts then place end) over (), place) < place)))
             ) as aside
           from told
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
        [
          ...places.flat(),
          day,
          toolId,
          isReported,
          NOBODY,
          isReported,
          day,
          toolId,
        ],
      );
    }
  }

  /** Sources of vendors' APIs that answered with the use of a day. */
  async #reporting(
    trx: Queryable,
    sources: readonly DoorSource[],
    day: string,
  ): Promise<DoorSource[]> {
    const asked = sources.filter(
      ({ pushed, kind }) => !pushed && kind === 'usage',
    );
    const found: number[] = await trx('ledger')
      .whereIn(
        'source_id',
        asked.map(({ id }) => id),
      )
      .where({ day, state: 'fetched' })
      .pluck('source_id');
    const ids = new Set(found.map(Number));
    return asked.filter(({ id }) => ids.has(id));
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
