import { addDays, daysFromTo } from 'backstage-plugin-ai-scorecards-common';
import type { OutcomeSource } from 'backstage-plugin-ai-scorecards-node';
import type { Knex } from 'knex';
import { describeOnEachDatabase } from '../__testUtils__/databases';
import { StalePeriods } from '../database';
import { ToolStore } from '../tools';
import { LedgerStore } from '../usage/LedgerStore';
import { SourceStore } from '../usage/SourceStore';
import { ledgerEntry } from '../usage/__testUtils__/ledger';
import { CollectedDays } from './CollectedDays';
import { RepositoriesToCollect } from './RepositoriesToCollect';
import { outcomeSource, told } from './__testUtils__/records';

const TODAY = '2026-11-25';
const DAYS = 90;
const github = outcomeSource(async () => told([]));
const gitlab = outcomeSource(async () => told([]), {
  id: 'gitlab-outcomes',
  title: 'GitLab merge requests',
  slugAnnotation: 'gitlab.com/project-slug',
});

describeOnEachDatabase('CollectedDays', init => {
  let knex: Knex;
  let sources: SourceStore;
  let ledger: LedgerStore;
  beforeEach(async () => {
    knex = await init();
    const stale = new StalePeriods(knex);
    sources = new SourceStore(knex, new ToolStore(knex, stale), stale);
    ledger = new LedgerStore(knex);
  });

  const before = (outcomes: readonly OutcomeSource[], backfillDays = 400) =>
    new CollectedDays({
      knex,
      sources,
      ledger,
      outcomes: () => outcomes,
      backfillDays,
    }).before(TODAY, DAYS);
  /** Of a team without repositories. */
  const whyNot = async (outcomes = [github], backfillDays?: number) =>
    (await before(outcomes, backfillDays))(new Set())?.reason ?? null;

  /** The source was run, with so many repositories of the catalog. */
  const look = async (source: OutcomeSource, repositories = 1) => {
    const { id } = await sources.register(source);
    await new RepositoriesToCollect({
      knex,
      ledger,
      slugsOf: async () =>
        new Set(Array.from({ length: repositories }, (_, i) => `acme/${i}`)),
    }).refresh(source, id, TODAY);
    return id;
  };
  const fetched = (
    id: number,
    days: number,
    more: Partial<Parameters<typeof ledgerEntry>[0]> = {},
  ) =>
    knex.transaction(async trx => {
      for (const day of daysFromTo(addDays(TODAY, -days), addDays(TODAY, -1))) {
        await ledger.put(trx, id, ledgerEntry({ day, ...more }));
      }
    });

  it('knows nothing without a code host, and before anything is collected', async () => {
    expect(await whyNot([])).toBe('No code host tells what was merged.');
    expect(await whyNot()).toBe('What was merged is not collected yet.');
    await look(github, 0);
    expect(await whyNot()).toBe('What was merged is not collected yet.');
    await look(github);
    expect(await whyNot()).toBe(
      'GitHub pull requests: 0 of 90 days are collected.',
    );
  });

  it('knows what is collected but for a week', async () => {
    const id = await look(github);
    await fetched(id, 3);
    expect(await whyNot()).toMatch(/3 of 90 days/);
    await fetched(id, 82);
    expect(await whyNot()).toMatch(/82 of 90 days/);
    await fetched(id, 83);
    expect(await whyNot()).toBeNull();
  });

  it('asks for no more days than are wanted', async () => {
    const id = await look(github);
    await fetched(id, 30);
    expect(await whyNot([github], 30)).toBeNull();
    expect(await whyNot([{ ...github, earliestDay: '2026-10-26' }])).toBeNull();
  });

  it('says why the source gives nothing', async () => {
    const id = await look(github);
    await fetched(id, 90, { state: 'failed', fetchedAt: null });
    const error = 'The token may not read pull requests.';
    await sources.failed(id, new Date(`${TODAY}T09:00:00Z`), error);
    expect(await whyNot()).toBe(error);
  });

  it('asks the code hosts that hold repositories of the team', async () => {
    await fetched(await look(github), 90);
    const of = async (...annotations: string[]) =>
      (await before([github, gitlab]))(new Set(annotations));
    const [hub, lab] = [github.slugAnnotation, gitlab.slugAnnotation];
    expect(await of(hub)).toBeNull();
    const reason = 'What was merged is not collected yet.';
    expect(await of(lab)).toEqual({ known: false, reason });

    const id = await look(gitlab);
    expect(await of(hub)).toBeNull();
    expect((await of(lab))?.reason).toMatch(/^GitLab.*0 of 90 days/);
    expect((await of(hub, lab))?.reason).toMatch(/^GitLab/);
    await fetched(id, 90);
    expect(await of(hub, lab)).toBeNull();
  });

  it('knows code hosts that tell nothing of what was merged', async () => {
    await fetched(await look(github), 90);
    const nothing = {
      known: false,
      reason: 'No code host tells what was merged.',
      notConnected: true,
    };
    expect((await before([]))(new Set())).toEqual(nothing);
    const of = await before([github]);
    expect(of(new Set([gitlab.slugAnnotation]))).toEqual(nothing);
  });

  it('asks every code host of which the catalog names repositories for a team without any', async () => {
    await fetched(await look(github), 90);
    expect(await whyNot([github, gitlab])).toBeNull();
    await look(gitlab);
    expect(await whyNot([github, gitlab])).toMatch(/^GitLab/);
    await look(gitlab, 0);
    expect(await whyNot([github, gitlab])).toBeNull();
  });
});
