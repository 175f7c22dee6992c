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
}

const PLUGIN = 'ai-scorecards';

/** Databases on a server, all of them thrown away with it. */
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
  return {
    name: 'PostgreSQL',
    configFor: label => ({
      client: 'pg',
      connection: connectionString,
      prefix: prefix(label),
    }),
    async open(label) {
      const database = `${prefix(label)}${PLUGIN}`;
      const server = at('postgres');
      const found = await server('pg_database').where({ datname: database });
      if (found.length === 0) {
        await server.raw('create database ??', [database]);
      }
      await server.destroy();
      return at(database);
    },
  };
}

/** Files in a folder. */
export function sqliteIn(folder: string): Engine {
  return {
    name: 'SQLite',
    configFor: label => ({
      client: 'better-sqlite3',
      connection: { directory: path.join(folder, label) },
    }),
    async open(label) {
      const directory = path.join(folder, label);
      fs.mkdirSync(directory, { recursive: true });
      return knexFactory({
        client: 'better-sqlite3',
        connection: { filename: path.join(directory, `${PLUGIN}.sqlite`) },
        useNullAsDefault: true,
      });
    },
  };
}
