import type { ToolPolicy } from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import {
  Queryable,
  Settings,
  StalePeriods,
  PageReads,
  writeRows,
} from '../database';
import { datedDiff } from '../org/datedDiff';
import { BEGINNING, OPEN_END } from '../org/types';
import { CatalogTool } from './readTool';
import { PolicyRange, StoredTool, ToolSpec } from './types';

/** Name of the setting that each change of tools or policies raises. */
const VERSION = 'tools.version';

const TOOL_COLUMNS = {
  entity_ref: 'text',
  title: 'text',
  spec: 'text',
  present: 'boolean',
} as const;

const POLICY_COLUMNS = {
  tool_id: 'integer',
  policy: 'text',
  valid_from: 'text',
  valid_to: 'text',
} as const;

const NOTHING_KNOWN: ToolSpec = {
  description: null,
  owner: null,
  vendor: null,
  links: {},
  security: null,
  fault: null,
};

/** Every tool by ref, and every dated policy by tool and day. */
export interface Registry {
  tools: readonly StoredTool[];
  policies: readonly PolicyRange[];
}

/**
 * Tools of the catalog and their dated policies. A tool that leaves the catalog keeps its row and its history; its
 * policy ends, since nobody vouches for it any more. A renamed tool is an old one that left and a new one.
 */
export class ToolStore {
  readonly #knex: Knex;
  readonly #stale: StalePeriods;
  readonly #settings = new Settings();
  #kept: { version: number; registry: Promise<Registry> } | undefined;

  constructor(knex: Knex, stale: StalePeriods = new StalePeriods(knex)) {
    this.#knex = knex;
    this.#stale = stale;
  }

  /** Every tool by ref, those included that the catalog does not hold. */
  async list(trx: Queryable = this.#knex): Promise<StoredTool[]> {
    return [...(await this.#read(trx)).tools];
  }

  async #read(trx: Queryable): Promise<Registry> {
    const [tools, policies] = await Promise.all([
      trx('tools').select('*') as Promise<ToolRow[]>,
      this.policies(trx),
    ]);
    const byTool = new Map<number, PolicyRange[]>();
    for (const range of policies) {
      byTool.set(range.toolId, [...(byTool.get(range.toolId) ?? []), range]);
    }
    return {
      tools: tools
        .map(tool => toTool(tool, byTool.get(Number(tool.id)) ?? []))
        .sort((a, b) => (a.ref < b.ref ? -1 : 1)),
      policies,
    };
  }

  /** Tools and policies, read again only after something changed: what pages ask for costs one small look-up. */
  async current(): Promise<Registry> {
    const version = await PageReads.of(this.#knex).version(VERSION);
    if (this.#kept?.version !== version) {
      const kept = { version, registry: this.#read(this.#knex) };
      this.#kept = kept;
      kept.registry.catch(() => {
        if (this.#kept === kept) this.#kept = undefined;
      });
    }
    return this.#kept.registry;
  }

  async byRef(ref: string): Promise<StoredTool | null> {
    const tool: ToolRow | undefined = await this.#knex('tools')
      .select('*')
      .where({ entity_ref: ref })
      .first();
    if (!tool) return null;
    const ranges = await this.policies();
    return toTool(
      tool,
      ranges.filter(range => range.toolId === Number(tool.id)),
    );
  }

  /**
   * Every dated policy, by tool and day. A tool's earliest known policy holds for all days before it, so that usage
   * from before the first look at the catalog is judged by it.
   */
  async policies(trx: Queryable = this.#knex): Promise<PolicyRange[]> {
    const rows: PolicyRow[] = await trx('tool_policies')
      .select('*')
      .orderBy(['tool_id', 'valid_from']);
    return rows.map((row, index) => ({
      toolId: Number(row.tool_id),
      policy: row.policy,
      from:
        index > 0 && Number(rows[index - 1].tool_id) === Number(row.tool_id)
          ? row.valid_from
          : BEGINNING,
      to: row.valid_to,
    }));
  }

  /** The policy by which a UTC day is judged; null when the catalog did not hold the tool on it. */
  async policyOn(toolId: number, day: string): Promise<ToolPolicy | null> {
    const ranges = await this.policies();
    return (
      ranges.find(
        range => range.toolId === toolId && range.from <= day && day < range.to,
      )?.policy ?? null
    );
  }

  /** Returns the id of a tool that a source names, which the catalog may not hold (yet). */
  async ensure(trx: Queryable, ref: string): Promise<number> {
    const entityRef = ref.toLocaleLowerCase('en-US');
    const find = () =>
      trx('tools').select('id').where({ entity_ref: entityRef }).first();
    const found = await find();
    if (found) return Number(found.id);
    await writeRows(
      trx,
      'tools',
      TOOL_COLUMNS,
      [
        {
          entity_ref: entityRef,
          title: entityRef.split('/')[1] ?? entityRef,
          spec: JSON.stringify(NOTHING_KNOWN),
          present: false,
        },
      ],
      { conflict: { keys: ['entity_ref'] } },
    );
    await this.#settings.raise(trx, VERSION);
    return Number((await find()).id);
  }

  /**
   * Takes over what the catalog holds on `day`, and marks what has to be worked out again: today when a policy changed,
   * all days when a tool that sources name became known. Returns whether anything changed.
   */
  async sync(
    trx: Queryable,
    tools: readonly CatalogTool[],
    day: string,
  ): Promise<boolean> {
    const before = await this.list(trx);
    const inCatalog = new Set(tools.map(tool => tool.ref));
    const gone = before.filter(
      tool => tool.present && !inCatalog.has(tool.ref),
    );
    const known = new Map(before.map(tool => [tool.ref, tool]));
    // Only what differs is offered: on PostgreSQL each refused insert uses up an id, and ids of tools are small.
    let written = await writeRows(
      trx,
      'tools',
      TOOL_COLUMNS,
      tools
        .filter(tool => differs(tool, known.get(tool.ref)))
        .map(tool => ({
          entity_ref: tool.ref,
          title: tool.title,
          spec: JSON.stringify(tool.spec),
          present: true,
        })),
      {
        conflict: {
          keys: ['entity_ref'],
          update: ['title', 'spec', 'present'],
        },
      },
    );
    for (const tool of gone) {
      written += await trx('tools')
        .where({ id: tool.id })
        .update({ present: false });
    }
    const ids = new Map(
      (await trx('tools').select('id', 'entity_ref')).map(row => [
        row.entity_ref as string,
        Number(row.id),
      ]),
    );
    const policies = await this.#syncPolicies(
      trx,
      new Map(tools.map(tool => [String(ids.get(tool.ref)), tool.policy])),
      day,
    );
    if (policies) await this.#stale.markDays(trx, day, OPEN_END, day);
    if (before.some(tool => !tool.known && inCatalog.has(tool.ref))) {
      await this.#stale.markDays(trx, BEGINNING, OPEN_END, day);
    }
    const changed = written > 0 || policies;
    if (changed) await this.#settings.raise(trx, VERSION);
    return changed;
  }

  async #syncPolicies(
    trx: Queryable,
    wanted: ReadonlyMap<string, string>,
    day: string,
  ): Promise<boolean> {
    const rows: PolicyRow[] = await trx('tool_policies')
      .select('*')
      .where('valid_to', '>=', day);
    const change = datedDiff(
      rows.map(row => ({
        key: String(row.tool_id),
        value: row.policy,
        from: row.valid_from,
        to: row.valid_to,
      })),
      wanted,
      day,
    );
    for (const { key, from } of change.remove) {
      await trx('tool_policies')
        .where({ tool_id: Number(key), valid_from: from })
        .delete();
    }
    for (const { row, to } of change.end) {
      await trx('tool_policies')
        .where({ tool_id: Number(row.key), valid_from: row.from })
        .update({ valid_to: to });
    }
    await writeRows(
      trx,
      'tool_policies',
      POLICY_COLUMNS,
      change.insert.map(({ key, value, from, to }) => ({
        tool_id: Number(key),
        policy: value,
        valid_from: from,
        valid_to: to,
      })),
    );
    return change.remove.length + change.end.length + change.insert.length > 0;
  }
}

function differs(tool: CatalogTool, stored: StoredTool | undefined): boolean {
  return (
    !stored?.present ||
    stored.title !== tool.title ||
    JSON.stringify(specOf(stored)) !== JSON.stringify(specOf(tool.spec))
  );
}

/** The kept fields alone, always in one order, so that equal specs are equal text. */
function specOf(spec: ToolSpec): ToolSpec {
  return {
    description: spec.description,
    owner: spec.owner,
    vendor: spec.vendor,
    links: spec.links,
    security: spec.security,
    fault: spec.fault,
  };
}

interface ToolRow {
  id: number;
  entity_ref: string;
  title: string;
  spec: string;
  present: boolean | number;
}

interface PolicyRow {
  tool_id: number;
  policy: ToolPolicy;
  valid_from: string;
  valid_to: string;
}

function toTool(row: ToolRow, ranges: PolicyRange[]): StoredTool {
  const last = ranges[ranges.length - 1];
  const inForce = last?.to === OPEN_END ? last : undefined;
  return {
    ...NOTHING_KNOWN,
    ...(JSON.parse(row.spec) as Partial<ToolSpec>),
    id: Number(row.id),
    ref: row.entity_ref,
    title: row.title,
    present: Boolean(row.present),
    policy: inForce?.policy ?? null,
    policySince: inForce && inForce.from !== BEGINNING ? inForce.from : null,
    known: ranges.length > 0,
  };
}
