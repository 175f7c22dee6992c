import fc from 'fast-check';
import type { Knex } from 'knex';
import { describeOnEachDatabase } from '../../__testUtils__/databases';
import {
  createLog,
  dropGuards,
  fill,
  KEY,
  logEvent,
  range,
} from './__testUtils__/chain';
import { hashOf } from './digest';
import { LogRow } from './types';
import { verifyLog } from './verify';

jest.setTimeout(120_000);

const ENTRIES = 8;
const TABLES = [
  'decision_log',
  'decision_log_head',
  'decision_log_texts',
  'decision_log_people',
] as const;
type Row = Record<string, string | number | null>;
type Stored = Record<(typeof TABLES)[number], Row[]>;

/** What somebody does to the tables, with numbers that say where. */
interface Mutation {
  kind: 'cell' | 'delete' | 'swap' | 'cut' | 'copy' | 'rewrite' | 'exchange';
  table: (typeof TABLES)[number];
  a: number;
  b: number;
  value: string | null;
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom(
    'cell',
    'delete',
    'swap',
    'cut',
    'copy',
    'rewrite',
    'exchange',
  ),
  table: fc.constantFrom(...TABLES),
  a: fc.nat(),
  b: fc.nat(),
  value: fc.option(fc.stringMatching(/^[a-z0-9 {}":]{0,12}$/), { freq: 5 }),
});

const NUMBERS = new Set(['id', 'sequence', 'n']);
const NULLABLE = new Set([
  'request',
  'exception',
  'team',
  'tool',
  'salt',
  'value',
  'ref',
]);

function mutate(stored: Stored, { kind, table, a, b, value }: Mutation): void {
  const rows = stored[table];
  const log = stored.decision_log;
  if (rows.length === 0 || log.length === 0) return;
  const row = rows[a % rows.length];
  const other = rows[b % rows.length];
  const names = Object.keys(row).filter(name => name !== 'id');
  const name = names[b % names.length];
  if (kind === 'cell') {
    if (NUMBERS.has(name)) row[name] = a % 50;
    else row[name] = value ?? (NULLABLE.has(name) ? null : '');
  } else if (kind === 'delete') {
    rows.splice(a % rows.length, 1);
  } else if (kind === 'swap') {
    // Two entries change places.
    const one = log[a % log.length];
    const two = log[b % log.length];
    [one.sequence, two.sequence] = [two.sequence, one.sequence];
  } else if (kind === 'exchange') {
    // One value of two rows changes places.
    [row[name], other[name]] = [other[name], row[name]];
  } else if (kind === 'cut') {
    log.splice(a % log.length);
    const last = log[log.length - 1];
    if (b % 2 && last && stored.decision_log_head[0]) {
      Object.assign(stored.decision_log_head[0], {
        sequence: last.sequence,
        hash: last.hash,
      });
    }
  } else if (kind === 'copy') {
    const copied = log[a % log.length];
    const at = b % (log.length + 2);
    for (const later of log)
      if (Number(later.sequence) >= at)
        later.sequence = Number(later.sequence) + 1;
    log.push({ ...copied, sequence: at });
  } else {
    rewrite(stored, a, value ?? '');
  }
}

/** Changes an entry and works every later hash out again, with all but the key. */
function rewrite(stored: Stored, a: number, type: string): void {
  const log = stored.decision_log as unknown as LogRow[];
  log.sort((one, two) => one.sequence - two.sequence);
  const from = a % log.length;
  log[from].type = type;
  for (let at = from; at < log.length; at++) {
    if (at > 0) log[at].previous = log[at - 1].hash;
    log[at].hash = hashOf(log[at]);
  }
  const [head] = stored.decision_log_head;
  if (head) head.hash = log[log.length - 1].hash;
}

async function load(knex: Knex): Promise<Stored> {
  const read = async (table: string): Promise<Row[]> =>
    (await knex(table).select()).map((row: Row) => ({
      ...row,
      ...('sequence' in row ? { sequence: Number(row.sequence) } : {}),
    }));
  return {
    decision_log: await read('decision_log'),
    decision_log_head: await read('decision_log_head'),
    decision_log_texts: await read('decision_log_texts'),
    decision_log_people: await read('decision_log_people'),
  };
}

/** The tables as text, whatever order rows come in. */
function fingerprint(stored: Stored): string {
  return JSON.stringify(
    TABLES.map(table => stored[table].map(row => JSON.stringify(row)).sort()),
  );
}

/** Whether the engine would take the rows: keys are unique. */
function storable(stored: Stored): boolean {
  const unique = (keys: (string | number | null)[]) =>
    new Set(keys).size === keys.length;
  const people = stored.decision_log_people;
  return (
    unique(stored.decision_log.map(row => row.sequence)) &&
    unique(stored.decision_log_texts.map(row => `${row.sequence}:${row.n}`)) &&
    unique(people.map(row => row.pseudonym)) &&
    unique(people.map(row => row.ref).filter(ref => ref !== null))
  );
}

describeOnEachDatabase('a log of eight entries', init => {
  it('does not verify after any change to any of its tables', async () => {
    const knex = await init();
    const log = createLog(knex);
    await fill(
      knex,
      log,
      range(ENTRIES).map(n =>
        logEvent(n, { exception: n % 2 ? `e${n}` : null }),
      ),
    );
    await dropGuards(knex);
    const original = await load(knex);
    let tried = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(mutation, { minLength: 1, maxLength: 3 }),
        async mutations => {
          const stored = structuredClone(original);
          for (const step of mutations) mutate(stored, step);
          fc.pre(fingerprint(stored) !== fingerprint(original));
          fc.pre(storable(stored));
          tried += 1;
          const trx = await knex.transaction();
          try {
            for (const table of TABLES) {
              await trx(table).delete();
              if (stored[table].length > 0)
                await trx(table).insert(stored[table]);
            }
            const { intact, faults } = await verifyLog(trx, KEY);
            expect(intact).toBe(false);
            expect(faults.length).toBeGreaterThan(0);
          } finally {
            await trx.rollback();
          }
        },
      ),
      { numRuns: 200 },
    );
    expect(tried).toBeGreaterThanOrEqual(100);
    expect(await log.verify()).toMatchObject({
      intact: true,
      entries: ENTRIES,
    });
  });
});
