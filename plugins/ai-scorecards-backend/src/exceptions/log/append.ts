import { InputError } from '@backstage/errors';
import { Queryable, writeRows } from '../../database';
import { hashOf, isSigned, macOf } from './digest';
import { PeopleStore } from './PeopleStore';
import { lockHead } from './rows';
import { seal, storable, userRefsIn, withPseudonyms } from './seal';
import { LogEvent, LogHead, LogRow, LogText } from './types';

const ROWS = {
  sequence: 'integer',
  at: 'text',
  type: 'text',
  request: 'text',
  exception: 'text',
  team: 'text',
  tool: 'text',
  actor: 'text',
  data: 'text',
  rules: 'text',
  previous: 'text',
  hash: 'text',
} as const;
const TEXTS = {
  sequence: 'integer',
  n: 'integer',
  salt: 'text',
  value: 'text',
} as const;

/**
 * Takes the head for this transaction. Throws where the head is not what this log signed last: an entry behind a
 * forged head would sign it.
 */
export async function takeHead(trx: Queryable, key: string): Promise<LogHead> {
  const head = await lockHead(trx);
  if (!head || !isSigned(key, head)) {
    throw new Error(
      'The head of the decision log was changed, or aiScorecards.exceptions.logKey was. Nothing is decided until the log is verified and the head is put back.',
    );
  }
  return head;
}

/** Appends events in their order and returns the new head. The caller has taken the head. */
export async function appendBehind(
  trx: Queryable,
  head: LogHead,
  events: readonly LogEvent[],
  options: { key: string; textKeys: ReadonlySet<string> },
): Promise<LogHead> {
  if (events.length === 0) return head;
  const people = await new PeopleStore().pseudonyms(
    trx,
    events.flatMap(event =>
      userRefsIn(`${event.actor}\n${JSON.stringify(event.data)}`),
    ),
  );
  const rows: LogRow[] = [];
  const texts: LogText[] = [];
  let { sequence, hash: previous } = head;
  for (const event of events) {
    sequence += 1;
    const sealed = seal(event.data, options.textKeys, people);
    for (const [n, text] of sealed.texts.entries()) {
      texts.push({ sequence, n, ...text });
    }
    const row = {
      sequence,
      ...fields(event),
      actor: withPseudonyms(storable(event.actor), people),
      data: sealed.data,
      previous,
    };
    previous = hashOf(row);
    rows.push({ ...row, hash: previous });
  }
  await writeRows(trx, 'decision_log', ROWS, rows);
  await writeRows(trx, 'decision_log_texts', TEXTS, texts);
  const next = {
    sequence,
    hash: previous,
    mac: macOf(options.key, sequence, previous),
  };
  await trx('decision_log_head').where({ id: 1 }).update(next);
  return next;
}

/** The plain columns. Throws an `InputError` for a time that is none. */
function fields(event: LogEvent) {
  if (Number.isNaN(Date.parse(event.at))) {
    throw new InputError('at must be a time such as 2026-11-24T09:00:00.000Z');
  }
  const orNull = (value: string | null) =>
    value === null ? null : storable(value);
  return {
    at: event.at,
    type: storable(event.type),
    request: orNull(event.request),
    exception: orNull(event.exception),
    team: orNull(event.team),
    tool: orNull(event.tool),
    rules: storable(event.rules),
  };
}
