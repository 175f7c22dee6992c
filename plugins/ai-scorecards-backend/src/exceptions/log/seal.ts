import { InputError } from '@backstage/errors';
import type { JsonObject, JsonValue } from '@backstage/types';
import { newSalt, textDigest } from './digest';

const NAME = '[a-z0-9](?:[a-z0-9_.-]*[a-z0-9])?';
/** A user ref, alone or within a sentence whose full stop is not part of it. */
const USER_REFS = new RegExp(`(?<![\\w:./-])user:${NAME}/${NAME}`, 'gi');
const PSEUDONYMS = /person:[0-9a-f]{32}/g;
const MARK = '$text';
/** Quotes within strings are escaped in JSON, so that no string can look like a mark. */
const MARKS = /\{"\$text":"([0-9a-f]{64})"\}/g;

export interface SealedText {
  salt: string;
  value: string;
}

export interface Sealed {
  /** Canonical JSON: keys in order, no spaces, people as pseudonyms, texts as digests. */
  data: string;
  /** The texts, in the order of their marks. */
  texts: SealedText[];
}

/** Returns every user ref in a text, in lower case. */
export function userRefsIn(text: string): string[] {
  return (text.match(USER_REFS) ?? []).map(ref =>
    ref.toLocaleLowerCase('en-US'),
  );
}

/** Returns every pseudonym in a text. */
export function pseudonymsIn(text: string): string[] {
  return text.match(PSEUDONYMS) ?? [];
}

/** Returns the digests of an entry's texts, in their order. */
export function digestsIn(data: string): string[] {
  if (!data.includes(MARK)) return [];
  return [...data.matchAll(MARKS)].map(match => match[1]);
}

/** Neither engine keeps half a character, and one keeps no zero: what is hashed is what comes back. */
export function storable(text: string): string {
  return text.replace(/[\0\uD800-\uDFFF]/gu, '\uFFFD');
}

/**
 * Returns a text with pseudonyms in the place of user refs. Throws an `InputError` where a pseudonym stands in it
 * already: somebody wrote it there, and it would be read as a person.
 */
export function withPseudonyms(
  text: string,
  people: ReadonlyMap<string, string>,
): string {
  if (pseudonymsIn(text).length > 0) {
    throw new InputError(`"${text}" cannot be logged: it looks like a person`);
  }
  return text.replace(USER_REFS, ref => {
    const pseudonym = people.get(ref.toLocaleLowerCase('en-US'));
    if (!pseudonym) throw new Error('A user ref has no pseudonym');
    return pseudonym;
  });
}

/**
 * Returns what an entry stores of an event's data. Every string under one of `textKeys`, however deep, is free text.
 * `people` holds a pseudonym for every ref that `userRefsIn` finds. Throws an `InputError` for a number that JSON does not
 * have, and for a key that two values would share.
 */
export function seal(
  data: JsonObject,
  textKeys: ReadonlySet<string>,
  people: ReadonlyMap<string, string>,
): Sealed {
  const texts: SealedText[] = [];

  function textMark(value: string): string {
    const text = { salt: newSalt(), value };
    texts.push(text);
    return `{"${MARK}":"${textDigest(text.salt, value)}"}`;
  }

  function write(value: JsonValue, isText: boolean): string {
    if (typeof value === 'string') {
      const clean = storable(value);
      // What looks like a pseudonym but came from outside is kept beside the entry, where nobody takes it for one.
      if (clean !== '' && (isText || pseudonymsIn(clean).length > 0)) {
        return textMark(clean);
      }
      return JSON.stringify(withPseudonyms(clean, people));
    }
    if (Array.isArray(value)) {
      return `[${value.map(item => write(item ?? null, isText)).join(',')}]`;
    }
    if (value !== null && typeof value === 'object') {
      return writeObject(value, isText);
    }
    if (typeof value === 'number' && !Number.isFinite(value)) {
      throw new InputError(
        `${value} cannot be logged: JSON has no such number`,
      );
    }
    return JSON.stringify(value);
  }

  function writeObject(value: JsonObject, isText: boolean): string {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([key, member]) => ({
        key: withPseudonyms(storable(key), people),
        member: member ?? null,
        isText: isText || textKeys.has(key),
      }))
      .sort((a, b) => (a.key < b.key ? -1 : 1));
    return `{${members
      .map(({ key, member, isText: below }, index) => {
        if (key === MARK || key === members[index - 1]?.key) {
          throw new InputError(`The key "${key}" cannot be logged`);
        }
        return `${JSON.stringify(key)}:${write(member, below)}`;
      })
      .join(',')}}`;
  }

  return { data: write(data, false), texts };
}

/** What people read in the place of what was erased. */
export const ERASED = 'erased';

/**
 * Returns an entry's data with texts and people put back. `texts` are values by digest and `people` refs by
 * pseudonym; null says that one was erased. What neither map knows stays as it stands.
 */
export function unseal(
  data: string,
  texts: ReadonlyMap<string, string | null>,
  people: ReadonlyMap<string, string | null>,
): JsonValue {
  return read(JSON.parse(data));

  function read(value: JsonValue): JsonValue {
    if (typeof value === 'string') return withNames(value, people);
    if (Array.isArray(value)) return value.map(read);
    if (value === null || typeof value !== 'object') return value;
    const digest = value[MARK];
    if (typeof digest === 'string') {
      const text = texts.get(digest);
      return text === undefined ? value : text ?? ERASED;
    }
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [
        // Two erased people must not become one key.
        key.replace(
          PSEUDONYMS,
          pseudonym => people.get(pseudonym) ?? pseudonym,
        ),
        read(member ?? null),
      ]),
    );
  }
}

/** Returns a text with refs in the place of pseudonyms. */
export function withNames(
  text: string,
  people: ReadonlyMap<string, string | null>,
): string {
  return text.replace(PSEUDONYMS, pseudonym => {
    const ref = people.get(pseudonym);
    return ref === undefined ? pseudonym : ref ?? ERASED;
  });
}
