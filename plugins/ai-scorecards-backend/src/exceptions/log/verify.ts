import { Queryable } from '../../database';
import { isSigned } from './digest';
import { readHead } from './rows';
import { SideTables } from './SideTables';
import { LogHead, LogVerification } from './types';
import { Faults, missing, Walk } from './Walk';

/** Requests that are named at most: one is enough to know. */
const MOST_REQUESTS = 10;

/**
 * Reads the whole log, some entries at a time, and returns what does not fit. With an `earlier` head it also says
 * whether that one still stands in the chain. Without one it finds a log that was cut off by the requests that are
 * newer; who puts back log and requests together is found by an earlier head alone. Others may go on writing meanwhile.
 */
export async function verifyLog(
  db: Queryable,
  key: string,
  earlier?: LogHead,
): Promise<LogVerification> {
  const faults = new Faults();
  const side = new SideTables(faults);
  const walk = new Walk(faults, side, earlier);
  let head = await readHead(db);
  for (;;) {
    if (!head) {
      faults.add(0, 'The head is missing.');
      break;
    }
    await walk.upTo(db, head.sequence);
    const now = await readHead(db);
    // Somebody appended meanwhile: the new entries are read too, as they may be what explains an erased text.
    if (!now || now.sequence <= head.sequence) break;
    head = now;
  }
  if (head) await checkEnd(db, key, head, walk, faults);
  await checkRequests(db, faults);
  side.finish();
  if (earlier) checkEarlier(key, earlier, walk, faults);
  return {
    intact: faults.list.length === 0,
    entries: walk.entries,
    faults: faults.list,
  };
}

async function checkEnd(
  db: Queryable,
  key: string,
  head: LogHead,
  walk: Walk,
  faults: Faults,
): Promise<void> {
  if (!isSigned(key, head)) {
    faults.add(
      head.sequence,
      'The head was changed: its signature does not fit.',
    );
  }
  if (walk.sequence < head.sequence) {
    faults.add(
      walk.sequence + 1,
      `${missing(walk.sequence + 1, head.sequence)} The end was cut off.`,
    );
  } else if (walk.hash !== head.hash) {
    faults.add(
      head.sequence,
      `The head does not fit entry ${head.sequence}: one of the two was changed.`,
    );
  }
  // One statement, so that an entry appended just now comes with its head.
  const beyond = await db('decision_log_head')
    .select({
      head: 'sequence',
      entry: db('decision_log').max('sequence'),
      text: db('decision_log_texts').max('sequence'),
      mac: 'mac',
      people: db('decision_log_people').count('pseudonym'),
    })
    .where({ id: 1 })
    .first();
  const entry = Number(beyond?.entry ?? 0);
  if (beyond && entry > Number(beyond.head)) {
    const first = Number(beyond.head) + 1;
    faults.add(
      first,
      `${entries(
        first,
        entry,
      )} behind the head: inserted, or the head was set back.`,
    );
  } else if (beyond && Number(beyond.text ?? 0) > Number(beyond.head)) {
    faults.add(
      Number(beyond.text),
      `There is a text of entry ${beyond.text}, which is missing. The end was cut off.`,
    );
  }
  if (beyond && beyond.mac === '' && Number(beyond.people) > 0) {
    faults.add(
      0,
      'The log has no entry, and people whom entries name: it was emptied.',
    );
  }
}

/**
 * Every request stands in the log, up to what happened to it last. Who puts back an earlier log with the head that was
 * signed for it would have to put back the requests too.
 */
async function checkRequests(db: Queryable, faults: Faults): Promise<void> {
  // One statement, so that a request that changed just now comes with its entry.
  const rows: { id: string; entry: unknown }[] = await db(
    'exception_requests as case',
  )
    .select({ id: 'case.id', entry: 'case.log_entry' })
    .where(since =>
      since
        .whereNotNull('case.log_entry')
        .whereNotExists(
          db('decision_log as at')
            .select(db.raw('1'))
            .whereRaw('?? = ??', ['at.sequence', 'case.log_entry'])
            .whereRaw('?? = ??', ['at.request', 'case.id']),
        ),
    )
    .orWhere(before =>
      before
        .whereNull('case.log_entry')
        .whereNotExists(
          db('decision_log as at')
            .select(db.raw('1'))
            .whereRaw('?? = ??', ['at.request', 'case.id']),
        ),
    )
    .orderBy(['case.log_entry', 'case.id'])
    .limit(MOST_REQUESTS);
  for (const { id, entry } of rows) {
    faults.add(
      Number(entry ?? 0),
      entry === null
        ? `Request ${id} is in no entry: the log was emptied or cut off.`
        : `Entry ${entry}, the last of request ${id}, is missing or another one: the end was cut off.`,
    );
  }
}

function checkEarlier(
  key: string,
  earlier: LogHead,
  walk: Walk,
  faults: Faults,
): void {
  if (!isSigned(key, earlier)) {
    faults.add(earlier.sequence, 'The head given was not signed by this log.');
  } else if (earlier.sequence > 0 && walk.atEarlier === null) {
    faults.add(
      earlier.sequence,
      `Entry ${earlier.sequence}, which the head given names, is missing: the log was cut off before it.`,
    );
  } else if (earlier.sequence > 0 && walk.atEarlier !== earlier.hash) {
    faults.add(
      earlier.sequence,
      `Entry ${earlier.sequence} is not the one that the head given names: the log was rewritten.`,
    );
  }
}

function entries(first: number, last: number): string {
  return first === last
    ? `Entry ${first} stands`
    : `Entries ${first} to ${last} stand`;
}
