import { describeOnEachDatabase } from '../../__testUtils__/databases';
import { ATLAS, PracticeWorld } from '../__testUtils__/world';

const nothing = { enable: [], disable: [], changes: {}, checks: [] };

describeOnEachDatabase('a dry run', init => {
  it('names the teams whose level would change, and stores nothing', async () => {
    const world = await PracticeWorld.start(await init(), {
      practices: {
        checks: {
          'tool.default-configured': { disabled: true },
          'tool.sanctioned-only': { disabled: true },
          'secrets.scanning': { effectiveFrom: '2027-01-01' },
        },
      },
    });
    world.tell({ pushProtection: { known: true, value: false } });
    await world.run();
    const rows = await world.rows();
    const { dryRun } = world.services().routes;
    expect(await dryRun.run(nothing)).toMatchObject({ teams: 3, changes: [] });
    const { changes } = await dryRun.run({
      ...nothing,
      enable: ['secrets.scanning'],
    });
    expect(changes.find(({ team }) => team.ref === ATLAS)).toMatchObject({
      before: 1,
      after: 0,
      causes: [expect.stringContaining('does not pass, 0 of 1 repository')],
    });
    const draft = await dryRun.run({
      ...nothing,
      checks: [
        {
          id: 'own.nine-approvals',
          title: 'Nine people approve',
          why: 'A draft.',
          level: 1,
          required: true,
          category: 'review',
          howToPass: 'Ask for nine',
          weight: 50,
          fact: 'requiredApprovals',
          atLeast: 9,
          share: 1,
        },
      ],
    });
    expect(draft.changes.find(({ team }) => team.ref === ATLAS)).toMatchObject({
      after: 0,
      causes: [expect.stringMatching(/^Nine people approve: does not pass/)],
    });
    const optional = await dryRun.run({
      ...nothing,
      enable: ['secrets.scanning'],
      changes: { 'secrets.scanning': { required: false } },
    });
    expect(optional.changes).toEqual([]);
    await expect(
      dryRun.run({ ...nothing, changes: { 'no.such': { level: 2 } } }),
    ).rejects.toThrow('There is no check no.such');
    await expect(
      dryRun.run({ ...nothing, disable: ['no.such'] }),
    ).rejects.toThrow('There is no check no.such');
    expect(await world.rows()).toEqual(rows);
  });
});
