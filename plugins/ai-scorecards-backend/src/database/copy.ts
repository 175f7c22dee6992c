import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type { Writable } from 'node:stream';
import type { Knex } from 'knex';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { BulkValue } from './bulk';

/** Text is handed to the stream in pieces of about this many characters, so that a big day needs little memory. */
const PIECE = 64 * 1024;

/**
 * Streams rows into a table by COPY on the transaction's own connection. PostgreSQL only; a row that breaks a key
 * fails the transaction.
 */
export async function copyRows<TColumn extends string>(
  trx: Knex.Transaction,
  table: string,
  names: readonly TColumn[],
  rows: readonly Readonly<Record<TColumn, BulkValue>>[],
): Promise<void> {
  // A transaction's client hands out the transaction's connection, and takes nothing back until it ends.
  const connection: Client = await trx.client.acquireConnection();
  const columns = names.map(name => `"${name}"`).join(', ');
  const stream: Writable = connection.query(
    copyFrom(`copy "${table}" (${columns}) from stdin`),
  );
  const done = finished(stream);
  // Observed below; without this a fault between two pieces would count as unhandled.
  done.catch(() => undefined);
  let piece = '';
  for (const row of rows) {
    piece += `${names.map(name => copyText(row[name])).join('\t')}\n`;
    if (piece.length >= PIECE) {
      if (!stream.write(piece)) {
        await Promise.race([once(stream, 'drain'), done]);
      }
      piece = '';
    }
  }
  stream.end(piece);
  await done;
}

const ESCAPES: Record<string, string> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
};

/** Returns a value in COPY's text format. */
export function copyText(value: BulkValue): string {
  if (value === null || value === undefined) return '\\N';
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (typeof value !== 'string') return String(value);
  return value.replace(/[\\\t\n\r]/g, found => ESCAPES[found]);
}
