import { inList, Queryable } from '../../database';
import { appendBehind, takeHead } from './append';
import { PeopleStore } from './PeopleStore';
import { storable, userRefsIn } from './seal';
import { ERASURE, LogHead, LogText } from './types';

/** Texts that one entry lists at most. */
const TEXTS_PER_ENTRY = 1_000;

export interface Erasure {
  /** The user ref to forget. */
  person: string;
  /** Other ways in which texts may name the person: a display name, an e-mail address. */
  names?: readonly string[];
  /** ISO text, UTC. */
  at: string;
  /** Who erases. */
  actor: string;
  rules: string;
}

export interface Erased {
  /** How many texts were emptied. */
  texts: number;
  head: LogHead;
}

type Place = Pick<LogText, 'sequence' | 'n'>;

/**
 * Forgets a person: who the pseudonym stands for, the texts that the person wrote, copies of them in other entries of
 * the same case, and texts that name the person. What was emptied is itself an entry, so that emptying a text by
 * other means is found. Does nothing where the log knows nothing of the person.
 */
export async function eraseFrom(
  trx: Queryable,
  erasure: Erasure,
  key: string,
): Promise<Erased> {
  const head = await takeHead(trx, key);
  const people = new PeopleStore();
  const ref = erasure.person.toLocaleLowerCase('en-US');
  const known = await people.pseudonymOf(trx, ref);
  const places = unique([
    ...(known ? await writtenBy(trx, known) : []),
    ...(await naming(trx, ref, erasure.names ?? [])),
  ]);
  if (!known && places.length === 0) return { texts: 0, head };

  const parts: Place[][] = [];
  for (let start = 0; start < places.length; start += TEXTS_PER_ENTRY) {
    parts.push(places.slice(start, start + TEXTS_PER_ENTRY));
  }
  const next = await appendBehind(
    trx,
    head,
    (parts.length > 0 ? parts : [[]]).map(part => ({
      at: erasure.at,
      type: ERASURE,
      request: null,
      exception: null,
      team: null,
      tool: null,
      actor: erasure.actor,
      data: {
        person: ref,
        texts: part.map(({ sequence, n }) => [sequence, n]),
      },
      rules: erasure.rules,
    })),
    { key, textKeys: new Set() },
  );
  for (const { sequence, n } of places) {
    await trx('decision_log_texts')
      .where({ sequence, n })
      .update({ salt: null, value: null });
  }
  const pseudonym = await people.pseudonymOf(trx, ref);
  if (pseudonym) await people.forget(trx, pseudonym);
  return { texts: places.length, head: next };
}

type Written = Place & Record<Scope | 'value', string | null>;
type Scope = 'request' | 'exception';

/** What a person wrote, and where it was repeated, as what was before and after a change is. */
async function writtenBy(trx: Queryable, actor: string): Promise<Place[]> {
  const texts = () =>
    trx('decision_log as at')
      .join('decision_log_texts as text', 'text.sequence', 'at.sequence')
      .select('at.request', 'at.exception')
      .select('text.sequence', 'text.n', 'text.value')
      .whereNotNull('text.value');
  const own: Written[] = await texts().where('at.actor', actor);
  const places: Place[] = [...own];
  for (const scope of ['request', 'exception'] as const) {
    const key = (text: Written) => JSON.stringify([text[scope], text.value]);
    const written = new Set(own.map(key));
    const cases = new Set(own.flatMap(text => text[scope] ?? []));
    if (cases.size === 0) continue;
    // Compared here: an engine that joins texts by their value may read the whole log for each of them.
    const others: Written[] = await texts().where(
      inList(trx, `at.${scope}`, [...cases]),
    );
    places.push(...others.filter(text => written.has(key(text))));
  }
  return places;
}

async function naming(
  trx: Queryable,
  ref: string,
  names: readonly string[],
): Promise<Place[]> {
  const wanted = [ref, ...names.map(storable).filter(name => name.trim())];
  const found: LogText[] = await trx('decision_log_texts')
    .select('sequence', 'n', 'value')
    .where(any => {
      for (const name of wanted) {
        // The first finds any case of Latin letters on both engines, the second the name as it is written.
        const part = `%${name.replace(/[\\%_]/g, '\\$&')}%`;
        any
          .orWhereRaw(`lower(value) like lower(?) escape '\\'`, [part])
          .orWhereRaw(`value like ? escape '\\'`, [part]);
      }
    });
  return found.filter(({ value }) => isNamedIn(value ?? '', ref, names));
}

/** Whether a text names the person: not `user:default/anna` where `user:default/ann` is meant. */
function isNamedIn(
  value: string,
  ref: string,
  names: readonly string[],
): boolean {
  return (
    userRefsIn(value).includes(ref) ||
    names.some(name => name.trim() && asName(name.trim()).test(value))
  );
}

/** Finds a name as a whole: `Ann` is not in `Annex`. */
function asName(name: string): RegExp {
  const text = name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}])${text}(?![\\p{L}\\p{N}])`, 'iu');
}

function unique(places: readonly Place[]): Place[] {
  const byKey = new Map<string, Place>();
  for (const { sequence, n } of places) {
    byKey.set(`${sequence}:${n}`, { sequence: Number(sequence), n });
  }
  return [...byKey.values()].sort(
    (a, b) => a.sequence - b.sequence || a.n - b.n,
  );
}
