import type { Knex } from 'knex';
import { describeOnEachDatabase } from '../../__testUtils__/databases';
import { StalePeriods } from '../../database';
import type { PracticesLook } from './readRepositories';
import { RepositoryStore } from './RepositoryStore';

const GITHUB = 'github.com/project-slug';
const ATLAS = 'group:default/atlas';
const BOREALIS = 'group:default/borealis';

const look = (
  repositories: [slug: string, ...owners: string[]][],
  groups: PracticesLook['groups'] = [],
): PracticesLook => ({
  repositories: repositories.map(([slug, ...owners]) => ({
    annotation: GITHUB,
    slug,
    owners,
  })),
  groups,
});

describeOnEachDatabase('RepositoryStore', init => {
  async function start(): Promise<{ knex: Knex; store: RepositoryStore }> {
    const knex = await init();
    await knex('groups').insert(
      [ATLAS, BOREALIS].map((ref, index) => ({
        id: index + 1,
        entity_ref: ref,
        title: ref,
        is_team: true,
      })),
    );
    return { knex, store: new RepositoryStore(knex, new StalePeriods(knex)) };
  }

  const slugs = async (store: RepositoryStore, day: string) =>
    (await store.owned(day)).map(({ slug, owners }) => [slug, ...owners]);

  it('keeps whose a repository was, and ends what is gone', async () => {
    const { knex, store } = await start();
    const first = look([
      ['acme/api', ATLAS],
      ['acme/web', ATLAS, BOREALIS, 'group:default/unknown'],
    ]);
    expect(await store.sync(knex, first, '2026-11-20')).toBe(true);
    expect(await store.sync(knex, first, '2026-11-21')).toBe(false);
    expect(
      await store.sync(knex, look([['acme/web', BOREALIS]]), '2026-11-22'),
    ).toBe(true);
    expect(await slugs(store, '2026-11-21')).toEqual([
      ['acme/api', 1],
      ['acme/web', 1, 2],
    ]);
    expect(await slugs(store, '2026-11-22')).toEqual([['acme/web', 2]]);
    // Half a catalog is mended by the next look of the day.
    await store.sync(knex, look([]), '2026-11-23');
    await store.sync(knex, first, '2026-11-23');
    expect(await slugs(store, '2026-11-23')).toEqual([
      ['acme/api', 1],
      ['acme/web', 1, 2],
    ]);
  });

  it('knows since when somebody is practice lead', async () => {
    const { knex, store } = await start();
    const says = (
      lead: string | null,
      document: string | null,
      rotates = false,
    ) => look([], [{ group: ATLAS, document, lead, rotates }]);
    const ada = 'user:default/ada';
    await store.sync(knex, says(ada, null), '2026-05-01');
    await store.sync(
      knex,
      says(ada, 'https://x.example/doc', true),
      '2026-06-01',
    );
    expect((await store.practices()).get(1)).toEqual({
      document: 'https://x.example/doc',
      lead: { ref: ada, rotates: true, since: '2026-05-01' },
    });
    expect(await store.documents()).toEqual(['https://x.example/doc']);
    expect(
      await store.sync(
        knex,
        says(ada, 'https://x.example/doc', true),
        '2026-06-02',
      ),
    ).toBe(false);
    await store.sync(knex, says('user:default/bob', null), '2026-07-01');
    expect((await store.practices()).get(1)?.lead?.since).toBe('2026-07-01');
    await store.sync(knex, look([]), '2026-08-01');
    expect(await store.practices()).toEqual(new Map());
  });
});
