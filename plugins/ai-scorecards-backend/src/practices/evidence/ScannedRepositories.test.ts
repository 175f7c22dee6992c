import type { RepositoryAnswer } from 'backstage-plugin-ai-scorecards-node';
import type { Knex } from 'knex';
import { describeOnEachDatabase } from '../../__testUtils__/databases';
import { StalePeriods } from '../../database';
import { goodFacts } from '../__testUtils__/host';
import { ScannedRepositories } from './ScannedRepositories';

const answer = (told: boolean): RepositoryAnswer => ({
  state: 'known',
  slug: 'acme/api',
  token: 't',
  facts: goodFacts('2026-11-01', {
    openFindings: told
      ? { known: true, value: 0 }
      : { known: false, reason: 'No licence.' },
  }),
});

describeOnEachDatabase('ScannedRepositories', init => {
  let knex: Knex;
  let stale: StalePeriods;
  beforeEach(async () => {
    knex = await init();
    stale = new StalePeriods(knex);
    await knex('repositories').insert({
      id: 7,
      annotation: 'github.com/project-slug',
      slug: 'acme/api',
    });
  });

  const note = (day: string, told: RepositoryAnswer) =>
    new ScannedRepositories(stale).note(knex, [{ id: 7, answer: told }], day);
  const ranges = async () =>
    (await knex('scanned_repositories').orderBy('valid_from')).map(
      row => `${row.valid_from} ${row.valid_to}`,
    );
  const weeks = async () =>
    (await stale.list('merge', 100)).map(({ period }) => period).sort();

  it('keeps from when to when findings were told', async () => {
    await note('2026-11-02', answer(true));
    await note('2026-11-03', answer(true));
    await note('2026-11-04', {
      state: 'unchanged',
      slug: 'acme/api',
    });
    await note('2026-11-05', {
      state: 'failed',
      slug: 'acme/api',
      reason: 'Down.',
    });
    expect(await ranges()).toEqual(['2026-11-02 9999-12-31']);
    await note('2026-11-09', answer(false));
    expect(await ranges()).toEqual(['2026-11-02 2026-11-09']);
    await note('2026-11-20', answer(true));
    await note('2026-11-25', {
      state: 'missing',
      slug: 'acme/api',
      reason: 'Gone.',
    });
    expect(await ranges()).toEqual([
      '2026-11-02 2026-11-09',
      '2026-11-20 2026-11-25',
    ]);
  });

  it('takes back within a day what was no change', async () => {
    await note('2026-11-02', answer(true));
    await note('2026-11-09', answer(false));
    await note('2026-11-09', answer(true));
    expect(await ranges()).toEqual(['2026-11-02 9999-12-31']);
    await knex('scanned_repositories').delete();
    await note('2026-11-10', answer(true));
    await note('2026-11-10', answer(false));
    expect(await ranges()).toEqual([]);
  });

  it('marks the weeks of work that counts from now on', async () => {
    await knex('findings').insert({
      day: '2026-08-05',
      source_id: 1,
      key: 'k',
      repository: 'acme/api',
      severity: 'high',
    });
    await note('2026-11-02', answer(true));
    expect(await weeks()).toEqual([
      '2026-08-03',
      '2026-08-10',
      '2026-08-17',
      '2026-08-24',
      '2026-11-02',
      '2026-11-09',
      '2026-11-16',
      '2026-11-23',
    ]);
    await knex('stale_periods').delete();
    await note('2026-11-03', answer(true));
    expect(await weeks()).toEqual([]);
  });
});
