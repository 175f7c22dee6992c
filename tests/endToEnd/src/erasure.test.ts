import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { stringifyEntityRef } from '@backstage/catalog-model';
import fileModule from 'backstage-plugin-ai-scorecards-backend-module-file';
import gitlab from 'backstage-plugin-ai-scorecards-backend-module-gitlab';
import {
  erasureResponseSchema,
  logResponseSchema,
} from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { otlpPushes, push, PushRequest, rowPushes } from 'vendor-sim';
import { TEAM } from './__testUtils__/access/personas';
import { AllDoors, allDoors } from './__testUtils__/allDoors';
import { openaiTool } from './__testUtils__/doors';
import { liveInPortal } from './__testUtils__/erasure/deeds';
import {
  dropFiles,
  namingPushes,
  refusedPushes,
} from './__testUtils__/erasure/namingDoors';
import {
  publishedAnswers,
  withoutTimes,
} from './__testUtils__/erasure/publishedAnswers';
import {
  memberOfEveryDoor,
  nameIn,
  namesOf,
} from './__testUtils__/erasure/somebody';
import { Traces } from './__testUtils__/erasure/Traces';
import { keptLog } from './__testUtils__/keptLog';
import { Portal } from './__testUtils__/portal';
import { TestWorld } from './__testUtils__/world';
import { WrittenFiles } from './__testUtils__/writtenFiles';

jest.setTimeout(300_000);

/** Days that are collected: a whole month is among them, which one engine shows well enough. */
const DAYS = { SQLITE_3: 54, POSTGRES_18: 25 };
/** Days that are asked for again. */
const DAYS_AGAIN = 25;
const ADMIN = 'user:default/persona-operator';
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

/** Where somebody stands, by a door or a deed, before they are erased. */
const KEPT = [
  'people.entity_ref',
  'identities.account',
  'identities.vendor_id',
  'cost_facts.description',
  'cost_facts.workspace',
  'pushed_rows.record',
  'pushed_sums.account',
  'unreadable_rows.raw',
  'refused_rows.place',
  'refused_rows.first_rows',
  'decision_log_people.ref',
  'decision_log_texts.value',
  'exception_requests.requester',
  'exception_requests.content',
  'exception_deciders.ref',
  'exception_deputies.deputy',
  'exception_outbox.notice',
  'person_reads.by',
  'practice_attestations.statement',
  'practice_results.content',
  'stance_acknowledgements.person',
  'team_checklists.items',
];

describe.each(ENGINES)('erasing a person on %s', engine => {
  const log: string[] = [];
  let world: TestWorld;
  let doors: AllDoors;
  let knex: Knex;
  let portal: Portal;
  let written: WrittenFiles;
  let traces: Traces;
  /** Who is erased. */
  let person: string;
  /** Everything by which they are known. */
  const names: string[] = [];
  let spoken: { person: string; name: string; mail: string };

  beforeAll(async () => {
    world = await TestWorld.start({
      developers: 60,
      days: DAYS[engine],
      entities: [openaiTool],
    });
    doors = allDoors(world);
    knex = await databases.init(engine);
    written = WrittenFiles.watch();
    portal = await world.portal({
      knex,
      features: [keptLog(log), fileModule, gitlab],
      config: {
        ...doors.config(world.sim.url),
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
    await portal.collect();
    person = await memberOfEveryDoor(knex, TEAM);
    names.push(...(await namesOf(knex, person)));
    spoken = { person, name: names[2], mail: names[3] };
    traces = new Traces({
      knex,
      written,
      log,
      person,
      names,
      operators: [world.example.peopleCsv, doors.folder],
    });
  });
  afterAll(async () => {
    written.stop();
    doors.remove();
    await world.close();
  });

  const figures = () => publishedAnswers(portal, knex, { world, user: ADMIN });

  /** The decision log as auditors get it. */
  async function logFile() {
    const as = mockCredentials.user.header(ADMIN);
    const place = '/exceptions/log.ndjson';
    const { status, text } = await portal.reach('GET', place, as);
    expect(status).toBe(200);
    return [{ place, text }];
  }

  /** Keys of the sources that told of the person's use, those of what is pushed without the tool. */
  async function toldBy(): Promise<string[]> {
    const keys: string[] = await knex('usage_facts')
      .join('sources', 'sources.id', 'usage_facts.source_id')
      .join('identities', 'identities.id', 'usage_facts.identity_id')
      .join('people', 'people.id', 'identities.person_id')
      .where('people.entity_ref', person)
      .distinct('sources.key')
      .pluck('sources.key');
    return [...new Set(keys.map(key => key.split(':')[0]))].sort();
  }

  /** Names of accounts that are nobody's and tell whose machine they are of. */
  async function namedKeys(): Promise<string[]> {
    const accounts: string[] = await knex('identities')
      .where({ state: 'service-account' })
      .pluck('account');
    return accounts.filter(account => nameIn(account, names));
  }

  /** Sends everything that can be pushed; what is refused is refused again. */
  async function pushAll(): Promise<void> {
    const taken: PushRequest[] = [
      ...rowPushes(world.sim.world, world.day(-3)),
      ...otlpPushes(world.sim.world, world.day(-3)),
      ...namingPushes(world, spoken),
    ];
    await push(portal.url(), SERVICE, taken);
    for (const refused of refusedPushes(world, spoken)) {
      await expect(push(portal.url(), SERVICE, [refused])).rejects.toThrow(
        refused.path,
      );
    }
  }

  /** A while later everything that was waiting has been done. */
  async function passTime(): Promise<void> {
    portal.clock.advance({ minutes: 15 });
    await portal.tick();
    await portal.collect();
  }

  /** Has days asked for and written again, and all that follows from it worked out again. */
  async function collectAgain() {
    await knex('ledger').update({ checksum: null });
    const { sources } = await portal.status();
    for (const { id } of sources.filter(({ backfill }) => backfill)) {
      await portal.post('/ingestion/backfill', {
        source: id,
        from: world.day(-DAYS_AGAIN),
        to: world.day(-1),
      });
    }
    await passTime();
  }

  /** Rows of a vendor that cannot be read. */
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

  it('leaves no trace of who it was, and every figure as it was', async () => {
    dropFiles(doors.folder, world, spoken.mail);
    await pushAll();
    await passTime();
    await liveInPortal(portal, world, TEAM, spoken);
    await unreadable();
    await passTime();
    names.push(...(await namesOf(knex, person)));
    const before = await figures();
    const rosters = await knex('roster').count({ n: '*' }).first();
    expect(await namedKeys()).toHaveLength(2);
    const found = await traces.found([...before, ...(await logFile())]);
    const kept = new Set(found.map(at => at.split(':')[0]));
    expect(KEPT.filter(place => !kept.has(place))).toEqual([]);
    expect(found.filter(at => at.startsWith('log '))).toEqual([]);
    expect(await toldBy()).toEqual([
      'anthropic-claude-code',
      'anthropic-enterprise-cost',
      'anthropic-enterprise-usage',
      'cursor-usage',
      'file',
      'github-copilot-billing',
      'github-copilot-usage',
      'openai-usage',
      'otlp',
      'push',
    ]);

    const { accounts } = erasureResponseSchema.parse(
      await portal.post('/ingestion/erasures', { person }, ADMIN),
    );
    expect(accounts).toBeGreaterThan(4);
    expect(await namedKeys()).toEqual([]);
    const erased = await figures();
    expect(erased).toEqual(before);
    expect(await traces.left([...erased, ...(await logFile())])).toEqual([]);

    // The catalog still has the User, vendors still report the accounts, and tools push what they pushed.
    portal.clock.advance({ minutes: 15 });
    await collectAgain();
    await pushAll();
    await passTime();
    const again = await figures();
    expect(await traces.left(again)).toEqual([]);
    expect(withoutTimes(again)).toEqual(withoutTimes(before));

    // Of what the operator puts there nothing is moved or kept: the operator takes it out.
    expect(traces.operatorsFiles()).toHaveLength(4);
    traces.cleanFiles();
    await passTime();
    const cleaned = await figures();
    expect(await traces.found(cleaned)).toEqual([]);
    expect(withoutTimes(cleaned)).toEqual(withoutTimes(before));
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
