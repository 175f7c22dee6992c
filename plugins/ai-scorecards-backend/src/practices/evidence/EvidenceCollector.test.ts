import { mockServices } from '@backstage/backend-test-utils';
import { SourceError } from 'backstage-plugin-ai-scorecards-node';
import type { Knex } from 'knex';
import { describeOnEachDatabase } from '../../__testUtils__/databases';
import { fixedClock } from '../../clock';
import { StalePeriods } from '../../database';
import { FakeHost, goodFacts } from '../__testUtils__/host';
import { RepositoryStore } from '../catalog/RepositoryStore';
import { practicesVersion } from '../versions';
import { CodeHostStore } from './CodeHostStore';
import { EvidenceCollector } from './EvidenceCollector';
import { EvidenceStore } from './EvidenceStore';
import { ScannedRepositories } from './ScannedRepositories';

const DAY = '2026-11-23';

describeOnEachDatabase('EvidenceCollector', init => {
  async function start(slugs: string[]) {
    const knex = await init();
    await knex('groups').insert({
      id: 1,
      entity_ref: 'group:default/atlas',
      title: 'Atlas',
      is_team: true,
    });
    const repositories = new RepositoryStore(knex, new StalePeriods(knex));
    const host = new FakeHost();
    await repositories.sync(
      knex,
      {
        repositories: slugs.map(slug => ({
          annotation: host.slugAnnotation,
          slug,
          owners: ['group:default/atlas'],
        })),
        groups: [
          {
            group: 'group:default/atlas',
            document: 'https://github.example/doc',
            lead: null,
            rotates: false,
          },
        ],
      },
      DAY,
    );
    const evidence = new EvidenceStore(knex);
    const hosts = new CodeHostStore(knex);
    const machine = { at: `${DAY}T09:00:00.000Z` };
    const collector = new EvidenceCollector({
      knex,
      repositories,
      evidence,
      scanned: new ScannedRepositories(new StalePeriods(knex)),
      hosts,
      clock: fixedClock(`${DAY}T09:00:00Z`),
      logger: mockServices.logger.mock(),
      machine: { now: () => new Date(machine.at) },
    });
    const collect = (signal = new AbortController().signal) =>
      collector.collect(host, signal);
    return { knex, host, hosts, evidence, machine, collect };
  }

  const bySlug = async (knex: Knex, evidence: EvidenceStore) => {
    const all = await evidence.all();
    const rows = await knex('repositories').orderBy('slug');
    return Object.fromEntries(
      rows.map(row => [row.slug, all.get(Number(row.id))]),
    );
  };

  it('stores each answer, and asks again with the token', async () => {
    const { knex, host, hosts, evidence, machine, collect } = await start([
      'acme/api',
      'acme/gone',
      'acme/left-out',
      'acme/web',
    ]);
    host.tell('acme/api', goodFacts(DAY));
    host.tell('acme/web', goodFacts(DAY, { archived: true }));
    host.answers.set('acme/gone', {
      state: 'missing',
      slug: 'acme/gone',
      reason: 'There is none.',
    });
    host.limit = { limit: 5000, remaining: 4990, resetsAt: `${DAY}T10:00:00Z` };
    expect(await collect()).toBe(true);
    expect(await bySlug(knex, evidence)).toMatchObject({
      'acme/api': { state: 'known', reason: null, facts: { archived: false } },
      'acme/gone': { state: 'missing', reason: 'There is none.', facts: null },
      'acme/left-out': { state: 'failed', facts: null },
      'acme/web': { state: 'known', facts: { archived: true } },
    });
    expect(await hosts.list()).toMatchObject([
      {
        repositories: 4,
        read: 2,
        failingSince: null,
        lastError: 'There is none.',
        resumeAfter: null,
        rateLimit: { remaining: 4990 },
      },
    ]);

    const version = await practicesVersion(knex);
    machine.at = `${DAY}T09:30:00.000Z`;
    host.answers.set('acme/api', { state: 'unchanged', slug: 'acme/api' });
    host.answers.set('acme/web', { state: 'unchanged', slug: 'acme/web' });
    await collect();
    expect(host.asked[1].map(({ token }) => token !== null)).toEqual([
      true,
      false,
      false,
      true,
    ]);
    expect((await bySlug(knex, evidence))['acme/api']).toMatchObject({
      state: 'known',
      fetchedAt: machine.at,
      facts: { fork: false },
    });
    // Nothing is evaluated again for an answer that says what is known.
    expect(await practicesVersion(knex)).toBe(version);
  });

  it('keeps the last facts while a host fails, says why, and waits as long as it wants', async () => {
    const { knex, host, hosts, evidence, machine, collect } = await start([
      'acme/api',
      'acme/web',
    ]);
    host.tell('acme/api', goodFacts(DAY));
    host.tell('acme/web', goodFacts(DAY));
    await collect();
    machine.at = `${DAY}T10:00:00.000Z`;
    host.fault = {
      after: 1,
      error: new SourceError('rate-limited', 'The limit is used up', {
        retryAfterSeconds: 600,
      }),
    };
    expect(await collect()).toBe(false);
    expect(await hosts.byKey(host.id)).toMatchObject({
      failingSince: machine.at,
      lastRunAt: machine.at,
      errorKind: 'rate-limited',
      lastError: 'The limit is used up',
      resumeAfter: `${DAY}T10:10:00.000Z`,
    });
    // What was answered before the fault is kept as new.
    expect(await bySlug(knex, evidence)).toMatchObject({
      'acme/api': { state: 'known', fetchedAt: `${DAY}T10:00:00.000Z` },
      'acme/web': { state: 'known', fetchedAt: `${DAY}T09:00:00.000Z` },
    });

    machine.at = `${DAY}T10:05:00.000Z`;
    await collect();
    expect(host.asked).toHaveLength(2);

    machine.at = `${DAY}T10:30:00.000Z`;
    const version = await practicesVersion(knex);
    host.fault = null;
    expect(await collect()).toBe(true);
    expect(await hosts.byKey(host.id)).toMatchObject({
      failingSince: null,
      lastError: null,
      resumeAfter: null,
    });
    expect(await practicesVersion(knex)).toBeGreaterThan(version);
  });

  it('counts what was read, and waits for the rest as long as a limit wants', async () => {
    const { host, hosts, machine, collect } = await start([
      'acme/api',
      'acme/gone',
      'acme/web',
    ]);
    host.tell('acme/api', goodFacts(DAY));
    host.answers.set('acme/gone', {
      state: 'missing',
      slug: 'acme/gone',
      reason: 'There is none.',
    });
    host.answers.set('acme/web', {
      state: 'failed',
      slug: 'acme/web',
      reason: 'The limit is nearly used up',
      retryAfterSeconds: 600,
    });
    await collect();
    expect(await hosts.byKey(host.id)).toMatchObject({
      repositories: 3,
      read: 1,
      failingSince: null,
      lastError: 'The limit is nearly used up',
      resumeAfter: `${DAY}T09:10:00.000Z`,
    });
    machine.at = `${DAY}T09:05:00.000Z`;
    expect(await collect()).toBe(false);
    expect(host.asked).toHaveLength(1);
    machine.at = `${DAY}T09:30:00.000Z`;
    host.tell('acme/web', goodFacts(DAY));
    await collect();
    expect(await hosts.byKey(host.id)).toMatchObject({
      read: 2,
      resumeAfter: null,
    });
  });

  it('passes on no text of an unforeseen error, and notes nothing when it is told to stop', async () => {
    const { host, hosts, collect } = await start(['acme/api']);
    host.fault = { after: 0, error: new Error('token abc is wrong') };
    await collect();
    expect((await hosts.byKey(host.id))?.lastError).not.toContain('abc');
    const stopped = new AbortController();
    stopped.abort();
    const before = await hosts.byKey(host.id);
    await collect(stopped.signal);
    expect(await hosts.byKey(host.id)).toEqual(before);
  });

  it('looks at the documents that Groups name', async () => {
    const { host, evidence, collect } = await start([]);
    const url = 'https://github.example/doc';
    const answer = {
      url,
      exists: { known: true, value: true },
      changedOn: { known: true, value: '2026-11-01' },
    } as const;
    await collect();
    expect(await evidence.documents()).toEqual(new Map());
    host.pages.set(url, answer);
    await collect();
    expect((await evidence.documents()).get(url)).toEqual(answer);
  });

  it('lets documents wait for a limit, and calls no host failing for it', async () => {
    const { host, hosts, collect } = await start(['acme/api']);
    host.tell('acme/api', goodFacts(DAY));
    host.documentFault = new SourceError('rate-limited', 'It is used up', {
      retryAfterSeconds: 600,
    });
    expect(await collect()).toBe(true);
    expect(await hosts.byKey(host.id)).toMatchObject({
      read: 1,
      failingSince: null,
      resumeAfter: `${DAY}T09:10:00.000Z`,
    });
  });
});
