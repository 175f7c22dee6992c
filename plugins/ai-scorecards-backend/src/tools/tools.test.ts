import type { Entity } from '@backstage/catalog-model';
import type { Knex } from 'knex';
import { describeOnEachDatabase } from '../__testUtils__/databases';
import { StalePeriods } from '../database';
import { readTool } from './readTool';
import { ToolStore } from './ToolStore';

function resource(name: string, aiTool: unknown, title?: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: { name, title },
    spec: {
      type: 'ai-coding-tool',
      owner: 'platform',
      aiTool: aiTool as never,
    },
  };
}

describe('readTool', () => {
  it('takes over what the Resource says', () => {
    const entity = resource(
      'Copilot',
      {
        vendor: 'GitHub',
        policy: 'default',
        links: { get: 'https://example.com/get' },
        security: { reviewedOn: '2026-05-04', dataAllowed: ['public'] },
      },
      'GitHub Copilot',
    );
    expect(readTool(entity)).toEqual({
      ref: 'resource:default/copilot',
      title: 'GitHub Copilot',
      policy: 'default',
      spec: {
        description: null,
        owner: 'group:default/platform',
        vendor: 'GitHub',
        links: { get: 'https://example.com/get' },
        security: { reviewedOn: '2026-05-04', dataAllowed: ['public'] },
        fault: null,
      },
    });
  });

  it('prefers the owner that the catalog resolved', () => {
    const entity = {
      ...resource('x', { policy: 'approved' }),
      relations: [{ type: 'ownedBy', targetRef: 'group:other/owners' }],
    };
    expect(readTool(entity).spec.owner).toBe('group:other/owners');
  });

  it.each<[unknown, string]>([
    [
      undefined,
      'spec.aiTool.policy is missing; it must be default, approved, exception-required, prohibited, retired, and counts as exception-required until it is.',
    ],
    [
      { policy: 'ok' },
      'spec.aiTool.policy is "ok"; it must be default, approved, exception-required, prohibited, retired, and counts as exception-required until it is.',
    ],
  ])('takes no permission from the policy of %p', (aiTool, fault) => {
    const tool = readTool(resource('x', aiTool));
    expect(tool.policy).toBe('exception-required');
    expect(tool.spec.fault).toBe(fault);
  });

  it('keeps what can be read beside what cannot', () => {
    const tool = readTool(
      resource('x', {
        policy: 'prohibited',
        vendor: 'Acme',
        links: { get: 'ftp://example.com', help: 'https://example.com' },
        security: { reviewedOn: 'spring', sso: 'enforced' },
      }),
    );
    expect(tool).toMatchObject({
      policy: 'prohibited',
      spec: {
        vendor: 'Acme',
        links: { help: 'https://example.com' },
        security: { sso: 'enforced' },
        fault:
          'spec.aiTool.links.get must be a web address. spec.aiTool.security.reviewedOn must be a day such as 2026-11-22.',
      },
    });
  });
});

describeOnEachDatabase('ToolStore', init => {
  let knex: Knex;
  let store: ToolStore;
  let stale: StalePeriods;
  beforeEach(async () => {
    knex = await init();
    stale = new StalePeriods(knex);
    store = new ToolStore(knex, stale);
    await knex('ledger').insert({
      source_id: 1,
      day: '2026-11-01',
      state: 'fetched',
    });
  });

  const sync = (day: string, ...tools: [string, string][]) =>
    store.sync(
      knex,
      tools.map(([name, policy]) => readTool(resource(name, { policy }))),
      day,
    );
  const staleDays = async () =>
    (await stale.list('day', 1000)).map(({ period }) => period);

  it('judges days before the first look by the earliest known policy', async () => {
    await sync('2026-11-20', ['copilot', 'approved']);
    await sync('2026-11-22', ['copilot', 'default']);
    const tool = await store.byRef('resource:default/copilot');
    expect(tool).toMatchObject({
      policy: 'default',
      policySince: '2026-11-22',
      present: true,
      known: true,
    });
    const on = (day: string) => store.policyOn(tool?.id ?? 0, day);
    expect(await on('2025-01-01')).toBe('approved');
    expect(await on('2026-11-21')).toBe('approved');
    expect(await on('2026-11-22')).toBe('default');
  });

  it('changes nothing, and no day, when it looks again', async () => {
    await sync('2026-11-20', ['copilot', 'approved'], ['cursor', 'retired']);
    await knex('stale_periods').delete();
    const before = await store.list();
    expect(
      await sync('2026-11-21', ['cursor', 'retired'], ['copilot', 'approved']),
    ).toBe(false);
    expect(await store.list()).toEqual(before);
    expect(await staleDays()).toEqual([]);
  });

  it('marks the day of a change of policy', async () => {
    await sync('2026-11-20', ['copilot', 'approved']);
    await knex('stale_periods').delete();
    expect(await sync('2026-11-21', ['copilot', 'default'])).toBe(true);
    expect(await staleDays()).toEqual(['2026-11-21']);
  });

  it('keeps a tool that was renamed, without a policy, beside the new one', async () => {
    await sync('2026-11-20', ['old-name', 'default']);
    await sync('2026-11-22', ['new-name', 'default']);
    expect(await store.list()).toMatchObject([
      { ref: 'resource:default/new-name', present: true, policy: 'default' },
      {
        ref: 'resource:default/old-name',
        present: false,
        policy: null,
        known: true,
      },
    ]);
    const old = await store.byRef('resource:default/old-name');
    expect(await store.policyOn(old?.id ?? 0, '2026-11-21')).toBe('default');
    expect(await store.policyOn(old?.id ?? 0, '2026-11-22')).toBeNull();
  });

  it('takes a tool back that was gone for part of a day', async () => {
    await sync('2026-11-20', ['copilot', 'default']);
    const before = await store.list();
    await sync('2026-11-22');
    await sync('2026-11-22', ['copilot', 'default']);
    expect(await store.list()).toEqual(before);
  });

  it('holds a place for a tool that a source names, until the catalog knows it', async () => {
    const id = await store.ensure(knex, 'resource:default/Copilot');
    expect(await store.ensure(knex, 'resource:default/copilot')).toBe(id);
    expect(await store.list()).toMatchObject([
      { id, title: 'copilot', present: false, known: false, policy: null },
    ]);
    await sync('2026-11-03', ['copilot', 'default']);
    expect(await store.list()).toMatchObject([
      { id, present: true, known: true, policy: 'default', policySince: null },
    ]);
    expect(await staleDays()).toEqual([
      '2026-11-03',
      '2026-11-02',
      '2026-11-01',
    ]);
  });

  it('uses up no ids by looking again', async () => {
    for (let look = 0; look < 20; look += 1) {
      await sync('2026-11-20', ['a', 'default'], ['b', 'default']);
    }
    await sync('2026-11-20', ['a', 'default'], ['c', 'default']);
    expect((await store.byRef('resource:default/c'))?.id).toBe(3);
  });
});
