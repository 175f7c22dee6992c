import { firstDay, lastDay } from 'backstage-plugin-ai-scorecards-common';
import type { Knex } from 'knex';
import { describeOnEachDatabase } from '../__testUtils__/databases';
import { factsOf } from '../scorecards/aggregate/__testUtils__/factsOf';
import { DaySpan } from '../scorecards/aggregate/span';
import { worldConfig } from '../scorecards/refresh/__testUtils__/world';
import { ledgerEntry } from '../usage/__testUtils__/ledger';
import { sourceOf, storeSource } from '../usage/status/__testUtils__/store';
import { MonthCost, MonthCostLoader } from './MonthCostLoader';

const FOREVER = '9999-12-31';

describeOnEachDatabase('MonthCostLoader', init => {
  async function load(
    knex: Knex,
    toolId: number,
    month: string,
    today: string,
  ): Promise<MonthCost> {
    const config = worldConfig(5);
    const [{ ref }] = await knex('tools')
      .where({ id: toolId })
      .select({ ref: 'entity_ref' });
    const loader = new MonthCostLoader({
      knex,
      config: {
        ...config,
        contracts: config.contracts.map(contract => ({
          ...contract,
          tool: ref,
          includedCreditsPerSeat: null,
        })),
      },
    });
    const facts = factsOf(
      { platform: null },
      [],
      [toolId],
      new DaySpan(firstDay(month), lastDay(month)),
    );
    const nobody = { personOf: new Map(), stateOf: new Map() };
    return loader.load(month, facts, nobody, today);
  }

  /** Kinds of money that are known of a tool in a month. */
  async function knownOf(
    knex: Knex,
    toolId: number,
    month: string,
    today: string,
  ): Promise<string[]> {
    const cost = await load(knex, toolId, month, today);
    return cost.channels
      .filter(channel => channel.toolId === toolId && cost.isKnown(channel))
      .map(channel => channel.kind);
  }

  async function tool(knex: Knex): Promise<{ id: number; toolId: number }> {
    const stored = await storeSource(knex, sourceOf());
    await knex('tool_policies')
      .insert({
        tool_id: stored.toolId,
        policy: 'default',
        valid_from: '2026-01-01',
        valid_to: FOREVER,
      })
      .onConflict()
      .ignore();
    return stored;
  }

  async function listSeats(
    knex: Knex,
    { id, toolId }: { id: number; toolId: number },
    day: string,
    from: string,
  ) {
    const list = { source_id: id, tool_id: toolId, total: 1 };
    await knex('seat_snapshots').insert({ ...list, day, without_assignee: 0 });
    await knex('seats').insert({
      tool_id: toolId,
      identity_id: 1,
      valid_from: from,
      valid_to: FOREVER,
    });
  }

  it('knows nothing of the seats of a tool that was never listed', async () => {
    const knex = await init();
    const { toolId } = await tool(knex);
    expect(await knownOf(knex, toolId, '2026-09', '2026-11-16')).toEqual([]);
  });

  it('does not call seats free in months before the first list and the oldest seat on it', async () => {
    const knex = await init();
    const stored = await tool(knex);
    await listSeats(knex, stored, '2026-11-10', '2026-09-20');
    const known = (month: string, today = '2026-11-16') =>
      knownOf(knex, stored.toolId, month, today);
    expect(await known('2026-08')).toEqual([]);
    expect(await known('2026-09')).toEqual(['seat']);
    expect(await known('2026-10')).toEqual(['seat']);
    expect(await known('2026-11')).toEqual(['seat']);
  });

  it('knows seats from the day after the first list, when a first day of them is over', async () => {
    const knex = await init();
    const stored = await tool(knex);
    await listSeats(knex, stored, '2026-11-16', '2026-11-16');
    const known = (today: string) =>
      knownOf(knex, stored.toolId, '2026-11', today);
    expect(await known('2026-11-16')).toEqual([]);
    expect(await known('2026-11-17')).toEqual(['seat']);
  });

  it('tells the days with an amount that is an estimate, by tool and kind', async () => {
    const knex = await init();
    const { id, toolId } = await tool(knex);
    const days = ['2026-10-01', '2026-10-02', '2026-10-03'];
    await storeSource(
      knex,
      sourceOf(),
      days.map((day, i) =>
        ledgerEntry({ day, exactUsage: '1', estimated: i !== 0 }),
      ),
    );
    await knex('usage_facts').insert(
      days.map((day, i) => ({
        day,
        identity_id: 1,
        tool_id: toolId,
        source_id: id,
        active: true,
        usage_micros: i === 2 ? null : 1e6,
        value_micros: 2e6,
        taken: true,
      })),
    );
    const cost = await load(knex, toolId, '2026-10', '2026-11-16');
    const masks = cost.channels.map(({ kind }, c) => [
      kind,
      cost.estimatedDays[c],
    ]);
    expect(masks).toEqual([
      ['usage', 0b010],
      ['seat', 0],
    ]);
  });

  it('says the same of a month whatever is told of other months later', async () => {
    const knex = await init();
    const { toolId } = await tool(knex);
    await storeSource(knex, sourceOf(), [
      ledgerEntry({ day: '2026-09-10', rows: 3 }),
    ]);
    const before = await knownOf(knex, toolId, '2026-09', '2026-11-16');
    await storeSource(knex, sourceOf(), [
      ledgerEntry({ day: '2026-10-10', rows: 3, exactUsage: '4.2' }),
    ]);
    expect(await knownOf(knex, toolId, '2026-09', '2026-11-16')).toEqual(
      before,
    );
    expect(await knownOf(knex, toolId, '2026-10', '2026-11-16')).toEqual([
      'usage',
    ]);
  });
});
