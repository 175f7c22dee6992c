import { createHmac, hash, randomBytes, timingSafeEqual } from 'node:crypto';
import { LogHead, LogRow } from './types';

/** What the first entry has for `previous`, and the head of a log without entries for its hash. */
export const GENESIS = '0'.repeat(64);

/**
 * Returns the hash of an entry: SHA-256 of the JSON list of everything in it, its number and the hash of the entry
 * before included, as hexadecimal text.
 */
export function hashOf(row: Omit<LogRow, 'hash'>): string {
  return hash(
    'sha256',
    JSON.stringify([
      row.sequence,
      row.previous,
      row.at,
      row.type,
      row.request,
      row.exception,
      row.team,
      row.tool,
      row.actor,
      row.data,
      row.rules,
    ]),
  );
}

/** Returns the signature of a head: HMAC-SHA-256 of `sequence:hash`. */
export function macOf(key: string, sequence: number, last: string): string {
  return createHmac('sha256', key).update(`${sequence}:${last}`).digest('hex');
}

/** Whether a head was signed with the key. A log without entries has nothing to sign. */
export function isSigned(key: string, head: LogHead): boolean {
  if (head.sequence === 0 && head.mac === '') return head.hash === GENESIS;
  const expected = Buffer.from(macOf(key, head.sequence, head.hash));
  const given = Buffer.from(head.mac);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

export function newSalt(): string {
  return randomBytes(16).toString('hex');
}

/** Returns what stands in an entry for a text. Without the salt it does not give the text away. */
export function textDigest(salt: string, value: string): string {
  return hash('sha256', `${salt}:${value}`);
}

/** Returns what stands in an entry for a person: bound to the ref, so that no other ref can be put in its place. */
export function pseudonymOf(salt: string, ref: string): string {
  return `person:${textDigest(salt, ref).slice(0, 32)}`;
}
