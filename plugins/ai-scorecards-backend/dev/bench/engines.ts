import fs from 'node:fs';
import path from 'node:path';
import type { JsonObject } from '@backstage/types';
import knexFactory, { Knex } from 'knex';

/** A place for databases: a PostgreSQL server, or a folder of SQLite files. */
export interface Engine {
  name: 'PostgreSQL' | 'SQLite';
  /** `backend.database` of a portal whose plugins keep their data under a name of their own. */
  configFor(label: string): JsonObject;
  /** Opens the plugin's own database in such a place, made if it is not there. */
  open(label: string): Promise<Knex>;
  /** Whether the plugin's own database is in such a place. */
  has(label: string): Promise<boolean>;
  /** Copies the plugin's own database to a place that has none or another. Nobody may be using either. */
  copy(from: string, to: string): Promise<void>;
  /** Removes everything in a place. */
  remove(label: string): Promise<void>;
}

const PLUGIN = 'ai-scorecards';

/** Databases on a server. */
export function postgresAt(connectionString: string): Engine {
  const prefix = (label: string) => `bench_${label}_`;
  const at = (database: string) => {
    const url = new URL(connectionString);
    url.pathname = `/${database}`;
    return knexFactory({
      client: 'pg',
      connection: url.toString(),
      pool: { min: 0, max: 4 },
    });
  };
  const ownOf = (label: string) => `${prefix(label)}${PLUGIN}`;
  const onServer = async <T>(work: (server: Knex) => Promise<T>) => {
    const server = at('postgres');
    try {
      return await work(server);
    } finally {
      await server.destroy();
    }
  };
  const namesFrom = async (server: Knex, start: string): Promise<string[]> => {
    const names: string[] = await server('pg_database').pluck('datname');
    return names.filter(name => name.startsWith(start));
  };
  return {
    name: 'PostgreSQL',
    has: label =>
      onServer(async server =>
        (await namesFrom(server, ownOf(label))).includes(ownOf(label)),
      ),
    copy: (from, to) =>
      onServer(async server => {
        await server.raw('drop database if exists ?? with (force)', [
          ownOf(to),
        ]);
        await server.raw('create database ?? template ?? strategy file_copy', [
          ownOf(to),
          ownOf(from),
        ]);
      }),
    remove: label =>
      onServer(async server => {
        for (const name of await namesFrom(server, prefix(label))) {
          await server.raw('drop database ?? with (force)', [name]);
        }
      }),
    configFor: label => ({
      client: 'pg',
      connection: connectionString,
      prefix: prefix(label),
    }),
    async open(label) {
      const database = ownOf(label);
      await onServer(async server => {
        if (!(await namesFrom(server, database)).includes(database)) {
          await server.raw('create database ??', [database]);
        }
      });
      return at(database);
    },
  };
}

/** Files in a folder. */
export function sqliteIn(folder: string): Engine {
  const fileOf = (label: string) =>
    path.join(folder, label, `${PLUGIN}.sqlite`);
  return {
    name: 'SQLite',
    has: async label => fs.existsSync(fileOf(label)),
    async copy(from, to) {
      const target = fileOf(to);
      fs.rmSync(path.dirname(target), { recursive: true, force: true });
      fs.mkdirSync(path.dirname(target), { recursive: true });
      // What is still in the log beside the file belongs to it.
      const source = knexFactory({
        client: 'better-sqlite3',
        connection: { filename: fileOf(from) },
        useNullAsDefault: true,
      });
      await source.raw('vacuum into ?', [target]);
      await source.destroy();
    },
    async remove(label) {
      fs.rmSync(path.join(folder, label), { recursive: true, force: true });
    },
    configFor: label => ({
      client: 'better-sqlite3',
      connection: { directory: path.join(folder, label) },
    }),
    async open(label) {
      fs.mkdirSync(path.join(folder, label), { recursive: true });
      return knexFactory({
        client: 'better-sqlite3',
        connection: { filename: fileOf(label) },
        useNullAsDefault: true,
      });
    },
  };
}
