import type { AiScorecardsConfig } from '../../config';
import { Queryable } from '../../database';
import { FACT_COLUMNS } from '../counterTable';
import { NOBODY } from '../push/account';
import { Door, doorOrder } from './doorOrder';

/** What of a source is not taken on a day; each holds the one before. */
const SETS_ASIDE = { nothing: 0, nameless: 1, unknown: 2 };

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
 * a vendor's API reports in its own way. On days that one reports it is not taken: what names nobody whatever the order,
 * accounts of unknown people where the API stands above their door. API keys and service accounts are what they are.
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
      const first = Math.min(
        ...reporting.map(({ configKey }) => order.indexOf(configKey)),
      );
      const places = sources.map(({ id, configKey, pushed }) => {
        const place = order.indexOf(configKey);
        const aside = asideOf({ place, pushed }, first);
        return [id, place, Number(pushed), aside] as const;
      });
      await trx.raw(
        `with places as (${places
          .map(
            () =>
              `select ${['source_id', 'place', 'pushed', 'aside']
                .map(name => `cast(? as integer) as ${name}`)
                .join(', ')}`,
          )
          .join(' union all ')}),
         held as (
           select f.identity_id, f.source_id, p.place,
             case when i.person_id is not null and i.state in ('person', 'left')
               then i.person_id else -i.id end as holder,
             f.active or ${FACT_COLUMNS.map(
               name => `coalesce(f.${name}, 0) <> 0`,
             ).join(' or ')} as counts,
             (p.aside >= ${SETS_ASIDE.nameless} and i.account = ?)
             or (p.aside >= ${SETS_ASIDE.unknown}
               and (i.person_id is null or i.state = 'unresolved')
               and i.state <> 'service-account' and i.kind not in ('api-key', 'service')
               and min(p.pushed) over (partition by f.identity_id) = 1) as aside
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
        [...places.flat(), NOBODY, day, toolId, day, toolId],
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

/** @param first - the place of the first API that reports the day; infinite for none */
function asideOf(
  { place, pushed }: { place: number; pushed: boolean },
  first: number,
): number {
  if (!pushed || first === Infinity) return SETS_ASIDE.nothing;
  return first < place ? SETS_ASIDE.unknown : SETS_ASIDE.nameless;
}

function distinct(doors: readonly Door[]): Door[] {
  return doors.filter(
    (door, index) =>
      doors.findIndex(other => other.configKey === door.configKey) === index,
  );
}
