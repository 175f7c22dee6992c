import type { Knex } from 'knex';
import { describeOnEachDatabase } from '../__testUtils__/databases';
import { ModelSpendStore } from './ModelSpendStore';

async function seed(knex: Knex) {
  await knex('tools').insert({
    id: 1,
    entity_ref: 'resource:default/claude-code',
    title: 'Claude Code',
    spec: '{}',
    present: true,
  });
  await knex('people').insert({ id: 1, entity_ref: 'user:default/ada' });
  for (const [id, state, person] of [
    [1, 'person', 1],
    [2, 'person', 1],
    [3, 'unresolved', null],
  ] as const) {
    await knex('identities').insert({
      id,
      namespace: 'anthropic',
      account: `a${id}`,
      kind: 'login',
      state,
      person_id: person,
      updated_at: '2026-11-01T00:00:00Z',
    });
  }
  for (const [id, key, kind] of [
    [1, 'usage', 'usage'],
    [2, 'bill', 'cost'],
  ] as const) {
    await knex('sources').insert({
      id,
      key,
      config_key: 'anthropic',
      kind,
      tool_id: 1,
      title: key,
    });
  }
}

describeOnEachDatabase('ModelSpendStore', init => {
  it('adds up what counts by model, and knows who has more than models are told of', async () => {
    const knex = await init();
    await seed(knex);
    const fact = async (
      identity: number,
      day: string,
      usage: number,
      models: Record<string, number>,
      more: { source?: number; taken?: boolean } = {},
    ) => {
      const { source = 1, taken = true } = more;
      await knex('usage_facts').insert({
        day,
        identity_id: identity,
        tool_id: 1,
        source_id: source,
        active: true,
        taken,
        usage_micros: usage,
      });
      for (const [model, micros] of Object.entries(models)) {
        await knex('usage_models').insert({
          day,
          identity_id: identity,
          source_id: source,
          model,
          usage_micros: micros,
        });
      }
    };
    await fact(1, '2026-10-01', 30, { opus: 20, haiku: 10 });
    await fact(2, '2026-10-31', 5, { opus: 5 });
    await fact(3, '2026-10-31', 9, { opus: 7 });
    await fact(3, '2026-10-02', 100, { opus: 100 }, { taken: false });
    await fact(3, '2026-11-01', 100, { opus: 100 });
    // A bill that names accounts takes the place of what the other source reckons.
    await fact(1, '2026-10-05', 50, { opus: 50 });
    await fact(1, '2026-10-05', 44, { opus: 44 }, { source: 2 });
    await knex('ledger').insert({
      source_id: 2,
      day: '2026-10-05',
      state: 'fetched',
      by_account: true,
    });
    const { models, holdersWithoutModel } = await new ModelSpendStore(
      knex,
    ).month('2026-10');
    expect(models.sort((a, b) => (a.model < b.model ? -1 : 1))).toEqual([
      { model: 'haiku', usage: 10, value: null, holders: 1 },
      { model: 'opus', usage: 76, value: null, holders: 2 },
    ]);
    expect(holdersWithoutModel).toBe(1);
  });
});
