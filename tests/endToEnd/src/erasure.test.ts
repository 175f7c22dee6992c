import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  coreServices,
  createServiceFactory,
  RootLoggerService,
} from '@backstage/backend-plugin-api';
import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { stringifyEntityRef } from '@backstage/catalog-model';
import fileModule from 'backstage-plugin-ai-scorecards-backend-module-file';
import {
  erasureResponseSchema,
  logResponseSchema,
  requestSchema,
} from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { otlpPushes, push, rowPushes } from 'vendor-sim';
import { TEAM } from './__testUtils__/access/personas';
import { everyText, PlacedText } from './__testUtils__/everyText';
import { Portal } from './__testUtils__/portal';
import { sourcesOf } from './__testUtils__/sources';
import { TestWorld } from './__testUtils__/world';
import { WrittenFiles } from './__testUtils__/writtenFiles';

jest.setTimeout(300_000);

const DAYS = 63;
const ADMIN = 'user:default/persona-operator';
const LEAD = 'user:default/persona-lead';
const BOARD = 'user:default/persona-board';
const TEAM_PATH = `/teams/${TEAM.slice('group:'.length)}`;
const SERVICE = mockCredentials.service.token({
  onBehalfOf: mockCredentials.service('plugin:pusher'),
  targetPluginId: 'ai-scorecards',
});
const ENGINES = (['SQLITE_3', 'POSTGRES_18'] as const).filter(
  id =>
    id === 'SQLITE_3' ||
    process.env.BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING,
);
const databases = TestDatabases.create({
  ids: [...ENGINES],
  disableDocker: true,
});

/** Keeps everything that is logged, whatever its level. */
function keptLog(lines: string[]) {
  const keep = (...said: unknown[]) => {
    const text = said.map(each =>
      each instanceof Error ? each.stack : JSON.stringify(each),
    );
    lines.push(text.join(' '));
  };
  const logger: RootLoggerService = {
    error: keep,
    warn: keep,
    info: keep,
    debug: keep,
    child: () => logger,
  };
  return createServiceFactory({
    service: coreServices.rootLogger,
    deps: {},
    factory: () => logger,
  });
}

describe.each(ENGINES)('erasing a person on %s', engine => {
  const log: string[] = [];
  let world: TestWorld;
  let knex: Knex;
  let portal: Portal;
  let written: WrittenFiles;
  /** Where the operator puts files of usage. */
  let folder: string;
  /** Who is erased, and everything by which they are known. */
  let person: string;
  let names: string[];

  const start = () =>
    world.portal({
      knex,
      features: [keptLog(log), fileModule],
      config: {
        sources: {
          ...sourcesOf(world.sim.url),
          file: { path: folder },
        },
        roles: {
          finance: ['group:default/finance'],
          operators: ['group:default/platform'],
          admins: [ADMIN],
          auditors: [ADMIN],
        },
        exceptions: { boardGroup: 'group:default/ai-board', logKey: 'k' },
        practices: {
          stance: { version: '3', url: 'https://acme.example/stance' },
        },
      },
    });

  beforeAll(async () => {
    world = await TestWorld.start({ developers: 60, days: DAYS });
    knex = await databases.init(engine);
    folder = mkdtempSync(path.join(tmpdir(), 'usage-files-'));
    written = WrittenFiles.watch();
    portal = await start();
    await portal.collect();
    person = await someMember();
    names = await namesOf(person);
  });
  afterAll(async () => {
    written.stop();
    rmSync(folder, { recursive: true, force: true });
    await world.close();
  });

  /** A developer of the team with accounts at both vendors. */
  async function someMember(): Promise<string> {
    const rows: { entity_ref: string }[] = await knex('people')
      .join('roster', 'roster.person_id', 'people.id')
      .join('groups', 'groups.id', 'roster.group_id')
      .join('identities', 'identities.person_id', 'people.id')
      .where('groups.entity_ref', TEAM)
      .where('roster.valid_to', '9999-12-31')
      .whereNot('people.entity_ref', 'like', '%persona%')
      .groupBy('people.entity_ref')
      .havingRaw('count(distinct identities.namespace) > 1')
      .orderBy('people.entity_ref')
      .select('people.entity_ref');
    const leads: string[] = await knex('groups').pluck('leads');
    const member = rows.find(row => !leads.join().includes(row.entity_ref));
    if (!member) throw new Error('Nobody of the team has two accounts');
    return member.entity_ref;
  }

  async function namesOf(ref: string): Promise<string[]> {
    const row = await knex('people').where({ entity_ref: ref }).first();
    const accounts = await knex('identities').where({ person_id: row.id });
    return [
      ref,
      ref.slice(ref.indexOf('/') + 1),
      row.title,
      row.email,
      row.login,
      ...JSON.parse(row.accounts),
      ...accounts.flatMap(each => [
        each.account,
        each.email,
        each.login,
        each.vendor_id,
      ]),
    ]
      .filter((name): name is string => Boolean(name))
      .map(name => name.toLocaleLowerCase('en-US'));
  }

  /** What the portal hands out as files. */
  async function exports(): Promise<PlacedText[]> {
    const months: string[] = await knex('month_money')
      .distinct()
      .pluck('month');
    const paths = [
      ...months.flatMap(month => [
        `/ingestion/chargeback.csv?month=${month.slice(0, 7)}`,
        `/ingestion/focus.csv?month=${month.slice(0, 7)}`,
      ]),
      '/exceptions/log.ndjson',
    ];
    const as = mockCredentials.user.header(ADMIN);
    return Promise.all(
      paths.map(async place => {
        const { status, text } = await portal.reach('GET', place, as);
        if (status !== 200) throw new Error(`${place}: ${status} ${text}`);
        return { place, text };
      }),
    );
  }

  /** Where any of the names stands. */
  async function found(): Promise<string[]> {
    const texts = [
      ...(await everyText(knex)),
      ...written.texts(),
      ...(await exports()),
      ...log
        // What they did themselves is in the audit log of the installation, which is not this plugin's to rewrite.
        .filter(text => !text.includes(`"actorId":"${person}"`))
        .map((text, line) => ({ place: `log ${line}`, text })),
    ];
    return texts.flatMap(({ place, text }) => {
      const name = isNaming(text);
      return name ? [`${place}: ${name} in ${text.slice(0, 300)}`] : [];
    });
  }

  /** The name of the person in a text. */
  function isNaming(text: string): string | undefined {
    const lower = text.toLocaleLowerCase('en-US');
    return names.find(each => lower.includes(each));
  }

  /** The operator's own files, which name the person until the operator takes them out. */
  function operatorsFiles(): string[] {
    return [
      world.example.peopleCsv,
      ...readdirSync(folder).map(file => path.join(folder, file)),
    ].filter(file => isNaming(file) || isNaming(readFileSync(file, 'utf8')));
  }

  /** Where any of the names stands but in the files that are the operator's. */
  async function left(): Promise<string[]> {
    const own = operatorsFiles();
    return (await found()).filter(
      place => !own.some(file => place.startsWith(`${file}: `)),
    );
  }

  const pushed = () =>
    [...Array(4).keys()]
      .map(back => world.day(-3 - back))
      .flatMap(day => [
        ...rowPushes(world.sim.world, day),
        ...otlpPushes(world.sim.world, day),
      ]);

  /** What teams are shown and what months cost, without when that was worked out. */
  async function published() {
    const teams: string[] = await knex('groups')
      .where({ is_team: true, present: true })
      .orderBy('entity_ref')
      .pluck('entity_ref');
    const cards = [];
    for (const team of teams) {
      const { freshness: _, ...card } = await portal.scorecard(team);
      const trend = await portal.trends(
        team,
        `metric=weeklyActiveRate&grain=week&from=${world.day(
          -DAYS,
        )}&to=${world.day(0)}`,
      );
      cards.push({ ...card, computedAt: null, trend });
    }
    const tables = [];
    for (const table of ['days', 'weeks', 'months']) {
      tables.push(
        await knex(`team_${table}`).orderBy(['period', 'tool_id', 'group_id']),
      );
    }
    return {
      cards,
      tables,
      money: await knex('month_money').orderBy([
        'month',
        'tool_id',
        'kind',
        'bucket',
      ]),
      reconciliation: await portal.reconciliation(),
    };
  }

  /** Has every day asked for and written again, and all that follows from it worked out again. */
  async function collectAgain() {
    await knex('ledger').update({ checksum: null });
    const sources = await knex('sources').where({ pushed: false }).pluck('key');
    for (const source of sources) {
      await portal.post('/ingestion/backfill', {
        source,
        from: world.day(-DAYS),
        to: world.day(-1),
      });
    }
    await portal.tick();
    await portal.collect();
  }

  async function actAs(user: string) {
    await portal.get('/me', user);
    await portal.post('/practices/acknowledgements', { version: '3' }, user);
    await portal.post(
      `${TEAM_PATH}/attestations`,
      {
        check: 'data.classified',
        statement: `Our classes of data are kept by ${names[2]} in the handbook.`,
        href: `https://acme.example/${user.slice(user.indexOf('/') + 1)}/data`,
      },
      LEAD,
    );
    const filed = requestSchema.parse(
      await portal.post(
        '/exception-requests',
        {
          ask: {
            team: TEAM,
            tool: 'resource:default/cursor',
            category: 'capability-gap',
            why: `Its editor knows our language, says ${names[2]}`,
            seats: 3,
            costPerMonth: 60_000_000,
            data: 'public',
            supportOwner: user,
            acceptsSupport: true,
            until: world.day(80),
          },
        },
        user,
      ),
    );
    const request = `/exception-requests/${filed.id}`;
    await portal.post(`${request}/submit`, {}, user);
    await portal.post(
      `${request}/comments`,
      { text: `Ask ${names[3]} when in doubt`, boardOnly: false },
      user,
    );
    await portal.post(
      `${request}/votes`,
      { revision: 1, verdict: 'approve', reasonCode: 'fills-a-gap' },
      BOARD,
    );
  }

  async function unreadable() {
    const source = await knex('sources').first('id');
    await knex('unreadable_rows').insert({
      source_id: source.id,
      day: world.day(-2),
      line: 0,
      raw: JSON.stringify({ user_login: names[4], mail: names[3], n: 'x' }),
      reason: `n of ${names[3]} must be a number`,
    });
  }

  /** Files of the person's use, by themselves and among others, one with faults that a log may tell of. */
  function dropFiles() {
    const row = { day: world.day(-5), tool: 'windsurf', tokensIn: 7 };
    const others = { ...row, account: 'somebody@acme.example' };
    const lines = (...rows: object[]) =>
      rows.map(each => JSON.stringify(each)).join('\n');
    const [account] = names.filter(name => name.includes('@'));
    writeFileSync(
      path.join(folder, 'team.ndjson'),
      lines({ ...row, account }, others),
    );
    writeFileSync(
      path.join(folder, `${account}.ndjson`),
      lines({ ...row, account, id: account }, { ...row, [account]: 1 }),
    );
    writeFileSync(path.join(folder, `${account}.json`), 'not JSON');
  }

  /** What docs/operate.md asks of the operator. */
  function cleanFiles() {
    for (const file of operatorsFiles()) {
      if (isNaming(file)) {
        rmSync(file);
      } else {
        const lines = readFileSync(file, 'utf8').split('\n');
        writeFileSync(file, lines.filter(line => !isNaming(line)).join('\n'));
      }
    }
  }

  it('leaves no trace of who it was, and every figure as it was', async () => {
    dropFiles();
    await push(portal.url(), SERVICE, pushed());
    await portal.collect();
    await actAs(person);
    await unreadable();
    portal.clock.advance({ minutes: 15 });
    await portal.collect();
    const kept = new Set((await found()).map(place => place.split(':')[0]));
    for (const place of [
      'people.entity_ref',
      'identities.account',
      'pushed_rows.record',
      'pushed_sums.account',
      'unreadable_rows.raw',
      'refused_rows.place',
      'refused_rows.first_rows',
      'decision_log_people.ref',
      'exception_requests.requester',
      'person_reads.by',
      'practice_attestations.statement',
      'stance_acknowledgements.person',
    ]) {
      expect(kept).toContain(place);
    }
    expect((await found()).filter(place => place.startsWith('log '))).toEqual(
      [],
    );
    const before = await published();
    const rosters = await knex('roster').count({ n: '*' }).first();

    expect(
      erasureResponseSchema.parse(
        await portal.post('/ingestion/erasures', { person }, ADMIN),
      ),
    ).toEqual({ texts: expect.any(Number), accounts: 3 });
    expect(await left()).toEqual([]);

    // The catalog still has the User, vendors still report the accounts, and tools push what they pushed.
    portal.clock.advance({ minutes: 15 });
    await collectAgain();
    await push(portal.url(), SERVICE, pushed());
    portal.clock.advance({ minutes: 15 });
    await portal.collect();
    expect(await left()).toEqual([]);
    expect(await published()).toEqual(before);

    // Of what the operator puts there nothing is moved or kept: the operator takes it out.
    expect(operatorsFiles()).toHaveLength(4);
    cleanFiles();
    portal.clock.advance({ minutes: 15 });
    await portal.tick();
    await portal.collect();
    expect(await found()).toEqual([]);
    expect(await published()).toEqual(before);
    expect(await knex('roster').count({ n: '*' }).first()).toEqual(rosters);
    expect(
      logResponseSchema.parse(
        await portal.get('/exceptions/log?verify=true', ADMIN),
      ).verification,
    ).toMatchObject({ intact: true });
  });

  it('has them back as somebody new when that is asked for', async () => {
    expect(
      await portal.post('/ingestion/readmissions', { person }, ADMIN),
    ).toEqual({ readmitted: true });
    portal.clock.advance({ minutes: 15 });
    await portal.tick();
    const people = world.example.entities
      .filter(({ kind }) => kind === 'User')
      .map(entity => stringifyEntityRef(entity).toLocaleLowerCase('en-US'));
    const known: string[] = await knex('people')
      .where({ present: true })
      .pluck('entity_ref');
    expect(known.sort()).toEqual(people.sort());
  });
});
