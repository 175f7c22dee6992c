import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import makeKnex, { Knex } from 'knex';
import { describeOnEachDatabase } from '../__testUtils__/databases';
import { migrate } from '../database';
import { IdentityStore } from '../identities';
import { createPushHarness } from '../usage/push/__testUtils__/pushes';
import { ROWS_DOOR } from '../usage/push/pushedSource';
import { StandIns } from '../usage/push';
import { usageRecord } from '../usage/__testUtils__/records';
import { ErasureService } from './ErasureService';
import { ErasedNames } from './names';

const ANN = 'user:default/ann-lee';
const TOOL = 'resource:default/windsurf';

const row = (account: string, sessions: number) => ({
  tool: TOOL,
  record: usageRecord({
    day: '2026-11-20',
    account: { kind: 'email', key: account, email: account },
    counters: { sessions },
  }),
});

function create(knex: Knex) {
  const harness = createPushHarness(knex);
  const accounts = new IdentityStore(knex, harness.clock);
  const asked: [string, readonly string[], string][] = [];
  const service = new ErasureService({
    knex,
    clock: harness.clock,
    standIns: new StandIns(accounts, () => []),
    eraseDecisions: async (...of) => asked.push(of),
    onChange: () => undefined,
  });
  return { ...harness, accounts, service, asked };
}

async function addAnn(knex: Knex): Promise<number> {
  await knex('people').insert({
    entity_ref: ANN,
    title: 'Ann Lee',
    email: 'ann.lee@example.com',
    login: 'ann-lee-dev',
    accounts: '["annbot"]',
  });
  const { id } = await knex('people').where({ entity_ref: ANN }).first();
  return Number(id);
}

describeOnEachDatabase('ErasureService', init => {
  it('gives the log every name but numbers, and first', async () => {
    const { knex, service, asked, accounts } = create(await init());
    const id = await addAnn(knex);
    const ids = await accounts.upsertAccounts(knex, 'github', [
      { kind: 'login', key: 'Ann-Lee-Dev', vendorId: '10012' },
    ]);
    await accounts.decide(knex, [
      {
        id: ids.get('ann-lee-dev') ?? 0,
        state: 'person',
        personId: id,
        method: 'login',
        leftOn: null,
      },
    ]);
    expect(
      await service.erase('User:default/Ann-Lee', ['Annie'], 'me'),
    ).toEqual({ texts: 1, accounts: 1 });
    expect(asked).toEqual([
      [
        ANN,
        ['Annie', 'Ann Lee', 'ann.lee@example.com', 'ann-lee-dev', 'annbot'],
        'me',
      ],
    ]);
  });

  it('keeps an account one account of the same person, whatever it is called when it comes again', async () => {
    const { knex, service, accounts } = create(await init());
    const person = await addAnn(knex);
    const given = {
      kind: 'email' as const,
      key: 'ann.lee@example.com',
      email: 'ann.lee@example.com',
    };
    const before = await accounts.upsertAccounts(knex, 'cursor', [given]);
    const id = before.get(given.key) ?? 0;
    await accounts.decide(knex, [
      { id, state: 'person', personId: person, method: 'e-mail', leftOn: null },
    ]);
    await service.erase(ANN, [], 'me');
    const again = await accounts.upsertAccounts(knex, 'cursor', [given]);
    expect(again.get(given.key)).toBe(id);
    // A vendor that was never asked before.
    const other = await accounts.upsertAccounts(knex, 'codex', [
      { kind: 'id', key: 'user-1', email: 'Ann.Lee@example.com' },
    ]);
    expect(
      await accounts.upsertAccounts(knex, 'codex', [
        { kind: 'id', key: 'user-1' },
      ]),
    ).toEqual(other);
    expect(
      await knex('identities')
        .orderBy('id')
        .select('namespace', 'state', 'person_id', 'email', 'method'),
    ).toEqual(
      ['cursor', 'codex'].map(namespace => ({
        namespace,
        state: 'person',
        person_id: person,
        email: null,
        method: 'erased',
      })),
    );
    expect(
      await accounts.undecided({ after: 0, limit: 10, unresolved: false }),
    ).toEqual([]);
  });

  it('takes names from what was pushed, and knows what is pushed again', async () => {
    const { knex, service, intake, aggregator } = create(await init());
    await addAnn(knex);
    const rows = [row('Ann.Lee@example.com', 2), row('bob@example.com', 3)];
    await intake.rows(ROWS_DOOR, rows);
    await service.erase(ANN, [], 'me');
    expect(await intake.rows(ROWS_DOOR, rows)).toMatchObject({
      fresh: 0,
      duplicates: 2,
    });
    await aggregator.run();
    const kept = JSON.stringify([
      await knex('pushed_rows'),
      await knex('identities'),
    ]);
    expect(kept).not.toMatch(/ann/i);
    expect(kept).toMatch(/bob/);
    expect(
      await knex('usage_facts').orderBy('sessions').pluck('sessions'),
    ).toEqual([2, 3]);
  });

  it('takes a name of two letters from what was pushed under it', async () => {
    const { knex, service, intake, aggregator } = create(await init());
    await addAnn(knex);
    const login = (key: string) => ({
      tool: TOOL,
      record: usageRecord({
        day: '2026-11-20',
        account: { kind: 'login', key, login: key },
        counters: { sessions: 1 },
      }),
    });
    await intake.rows(ROWS_DOOR, [login('al'), login('alma')]);
    await aggregator.run();
    await service.erase(ANN, ['Al'], 'me');
    const keys = (await knex('pushed_rows').pluck('record')).map(
      record => JSON.parse(record).account.key,
    );
    expect(keys.sort()).toEqual(['alma', expect.stringMatching(/^erased:/)]);
  });

  it('takes the name from keys and service accounts that are called after the person, also from those that come later', async () => {
    const { knex, service, accounts, intake, aggregator } = create(
      await init(),
    );
    await addAnn(knex);
    const keys = (...names: string[]) =>
      names.map(name => ({ kind: 'api-key' as const, key: `api-key:${name}` }));
    const pushed = {
      tool: TOOL,
      record: usageRecord({
        day: '2026-11-20',
        account: { kind: 'service', key: 'service:ann-lee' },
        counters: { sessions: 1 },
      }),
    };
    const before = await accounts.upsertAccounts(
      knex,
      'anthropic',
      keys('Ann_Lee laptop', 'annual-report', 'release'),
    );
    await intake.rows(ROWS_DOOR, [pushed]);
    await aggregator.run();
    await service.erase(ANN, [], 'me');
    const again = await accounts.upsertAccounts(
      knex,
      'anthropic',
      keys('Ann_Lee laptop', 'annual-report', 'release'),
    );
    expect(again).toEqual(before);
    await accounts.upsertAccounts(knex, 'anthropic', keys('ann.lee-2'));
    expect(await intake.rows(ROWS_DOOR, [pushed])).toMatchObject({ fresh: 0 });
    await aggregator.run();
    const stored = await knex('identities').orderBy('account');
    expect(
      stored.map(({ account, state, person_id }) => [
        account.replace(/[0-9a-f]{16}$/, '…'),
        state,
        person_id,
      ]),
    ).toEqual([
      ['api-key:annual-report', 'service-account', null],
      ['api-key:release', 'service-account', null],
      ['erased:…', 'service-account', null],
      ['erased:…', 'service-account', null],
      ['erased:…', 'service-account', null],
    ]);
    expect(JSON.stringify([stored, await knex('pushed_rows')])).not.toMatch(
      /ann.?lee/i,
    );
    expect(await knex('usage_facts').pluck('sessions')).toEqual([1]);
  });

  it('waits for what is being written by the names of before', async () => {
    const { knex, service, accounts } = create(await init());
    await addAnn(knex);
    const writer = await knex.transaction();
    await ErasedNames.load(writer);
    const erasing = service.erase(ANN, [], 'me');
    // On PostgreSQL, far enough for an erasure that does not wait to be over.
    for (let i = 0; i < 50; i++) await writer.raw('select 1');
    await accounts.upsertAccounts(writer, 'cursor', [
      {
        kind: 'email',
        key: 'ann.lee@example.com',
        email: 'ann.lee@example.com',
      },
    ]);
    await writer.commit();
    expect((await erasing).accounts).toBe(1);
    expect(JSON.stringify(await knex('identities'))).not.toMatch(/ann/i);
  });

  it('keeps what a file said of somebody until it says something else of their day', async () => {
    const { knex, service, intake, aggregator } = create(await init());
    await addAnn(knex);
    const ann = (sessions: number) => row('ann.lee@example.com', sessions);
    const bob = row('bob@example.com', 3);
    const read = async (...rows: ReturnType<typeof row>[]) => {
      await intake.rows(ROWS_DOOR, rows, { name: 'a.csv', others: [] });
      await aggregator.run();
      const kept = JSON.stringify(await knex('pushed_rows'));
      const sums = await knex('usage_facts').orderBy('sessions');
      return [/ann/i.test(kept), sums.map(({ sessions }) => Number(sessions))];
    };
    expect(await read(ann(2), bob)).toEqual([true, [2, 3]]);
    await service.erase(ANN, [], 'me');
    expect(await read(ann(2), bob)).toEqual([false, [2, 3]]);
    expect(await read(ann(5), bob)).toEqual([false, [3, 5]]);
    expect(await read(bob)).toEqual([false, [3, 5]]);
    expect(await read(row('cy@example.com', 1))).toEqual([false, [1, 5]]);
  });

  it('forgets somebody of whom nothing but texts was known, and does it twice', async () => {
    const { knex, service, sources } = create(await init());
    await sources.register({
      id: 's',
      configKey: 's',
      kind: 'usage',
      tool: TOOL,
      title: 'S',
    });
    await sources.failed(1, new Date(), 'ann@old.example is unknown');
    await service.erase(ANN, ['ann@old.example'], 'me');
    await service.erase(ANN, ['ann@old.example'], 'me');
    await sources.failed(1, new Date(), 'ann@old.example is unknown');
    expect(await knex('sources').pluck('last_error')).toEqual([
      'erased is unknown',
    ]);
    expect(await knex('people').pluck('entity_ref')).toEqual([
      expect.stringMatching(/^erased:default\/\d+$/),
    ]);
  });

  it('lets somebody come back when asked, and refuses what is no user', async () => {
    const { knex, service } = create(await init());
    await addAnn(knex);
    await service.erase(ANN, [], 'me');
    expect((await ErasedNames.load(knex)).personOf(ANN)).toBeDefined();
    expect(await service.readmit(ANN)).toBe(true);
    expect((await ErasedNames.load(knex)).isEmpty).toBe(true);
    expect(await service.readmit(ANN)).toBe(false);
    await expect(
      service.erase('group:default/payments', [], 'me'),
    ).rejects.toThrow('person must be the ref of a user');
  });
});

describe('a file of SQLite', () => {
  let folder: string;
  let knex: Knex;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'erasure-'));
    knex = makeKnex({
      client: 'better-sqlite3',
      connection: { filename: join(folder, 'db.sqlite') },
      useNullAsDefault: true,
    });
    await migrate(knex);
  });
  afterEach(async () => {
    await knex.destroy();
    await rm(folder, { recursive: true });
  });

  it('holds an erased name in no page, free ones included', async () => {
    const { service, intake, aggregator, sources } = create(knex);
    await addAnn(knex);
    // Enough to split and to free pages.
    const rows = Array.from({ length: 40 }, (_, index) => ({
      ...row('ann.lee@example.com', index),
      id: `row-${index}`,
    }));
    await intake.rows(ROWS_DOOR, rows);
    await aggregator.run();
    const stored = await knex('sources').first('id');
    await sources.failed(stored.id, new Date(), `${'x '.repeat(9_000)}${ANN}`);
    const isHeld = async () =>
      /ann.lee/i.test(
        (await readFile(join(folder, 'db.sqlite'))).toString('latin1'),
      );
    expect(await isHeld()).toBe(true);
    await service.erase(ANN, [], 'me');
    expect(await isHeld()).toBe(false);
  });
});
