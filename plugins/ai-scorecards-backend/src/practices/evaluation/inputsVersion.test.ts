import { describeOnEachDatabase } from '../../__testUtils__/databases';
import { inputsVersion } from './inputsVersion';

const TODAY = '2026-11-23';

describeOnEachDatabase('what evaluation follows', init => {
  it('changes with a day of the last weeks, an exception and an account, and with nothing older', async () => {
    const knex = await init();
    await knex('tools').insert({
      id: 1,
      entity_ref: 'resource:default/copilot',
      title: 'Copilot',
      spec: '{}',
    });
    await knex('sources').insert({
      id: 1,
      key: 'usage',
      config_key: 'github',
      kind: 'usage',
      tool_id: 1,
      title: 'Usage',
    });
    await knex('sources').insert({
      id: 2,
      key: 'outcomes',
      config_key: 'github',
      kind: 'outcomes',
      tool_id: null,
      title: 'Pull requests',
    });
    const seen = [await inputsVersion(knex, TODAY)];
    const day = async (text: string, state: string, source = 1) => {
      await knex('ledger').insert({ source_id: source, day: text, state });
      seen.push(await inputsVersion(knex, TODAY));
    };
    await day('2026-01-01', 'fetched');
    await day('2026-01-01', 'fetched', 2);
    await day('2026-11-20', 'failed');
    expect(new Set(seen).size).toBe(1);
    await day('2026-11-21', 'fetched');
    await day('2026-09-01', 'fetched', 2);
    await knex('identities').insert({
      namespace: 'github',
      account: 'ada',
      kind: 'login',
      state: 'unresolved',
      updated_at: `${TODAY}T09:00:00Z`,
    });
    seen.push(await inputsVersion(knex, TODAY));
    await knex('decision_log').insert({
      sequence: 1,
      at: `${TODAY}T09:00:00Z`,
      type: 'condition-breached',
      actor: 'system',
      data: '{}',
      rules: 'r',
      previous: 'p',
      hash: 'h',
    });
    seen.push(await inputsVersion(knex, TODAY));
    expect(new Set(seen).size).toBe(5);
  });
});
