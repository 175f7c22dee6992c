import { describeOnEachDatabase } from '../../__testUtils__/databases';
import { ATLAS, PracticeWorld } from '../__testUtils__/world';

const nothing = { enable: [], disable: [], checks: [] };

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
    await expect(
      dryRun.run({ ...nothing, disable: ['no.such'] }),
    ).rejects.toThrow('There is no check no.such');
    expect(await world.rows()).toEqual(rows);
  });
});
