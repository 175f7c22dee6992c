import { FIRST_CHECKLIST } from 'backstage-plugin-ai-scorecards-common';
import { describeOnEachDatabase } from '../../__testUtils__/databases';
import { PracticeWorld, TODAY } from '../__testUtils__/world';

const ADA = 'user:default/ada';
const more = { id: 'docs', text: 'Docs say what changed', minimum: false };

describeOnEachDatabase('the review checklist', init => {
  async function start() {
    const world = await PracticeWorld.start(await init());
    const { checklists } = world.services().routes;
    return { world, checklists, team: await world.team() };
  }

  it('begins with the shipped list, and a new version is another list', async () => {
    const { checklists } = await start();
    const first = await checklists.current();
    expect(first).toMatchObject({ version: 1, items: FIRST_CHECKLIST });
    expect(await checklists.publish(ADA, first.items)).toEqual(first);
    const second = await checklists.publish(ADA, [...first.items, more]);
    expect(second).toMatchObject({ version: 2, publishedOn: TODAY });
    expect(await checklists.current()).toEqual(second);
    await expect(checklists.publish(ADA, [more, more])).rejects.toThrow(
      'items must have an id',
    );
  });

  it('is adopted as it is or adapted, and a newer version proposes itself', async () => {
    const { world, checklists, team } = await start();
    expect(await checklists.ofTeam(team, true)).toMatchObject({
      adopted: null,
      differences: [],
      mayAdopt: true,
    });
    await checklists.adopt(ADA, team, { version: 1 });
    expect((await checklists.ofTeam(team, false)).adopted).toMatchObject({
      mode: 'as-is',
      by: { ref: ADA },
      on: TODAY,
    });
    const own = { id: 'own', text: 'Ask the on-call first', minimum: false };
    await checklists.adopt(ADA, team, {
      version: 1,
      items: [...FIRST_CHECKLIST, own],
    });
    const newer = async (ref?: string) =>
      (await world.page(ref)).newerChecklist;
    expect(await newer()).toBeNull();
    await checklists.publish(ADA, [...FIRST_CHECKLIST, more]);
    expect(await newer()).toBe(2);
    // Who adopted none is behind nothing.
    expect(await newer('group:default/borealis')).toBeNull();
    const page = await checklists.ofTeam(team, false);
    expect(page.adopted?.mode).toBe('adapted');
    expect(page.template).toContain('Ask the on-call first');
    expect(page.differences.map(({ kind, id }) => [kind, id])).toEqual([
      ['new-in-organisation', 'docs'],
      ['added', 'own'],
    ]);
    expect(page.template).not.toContain('Docs say');
    await checklists.publish(ADA, [
      ...FIRST_CHECKLIST,
      { ...more, minimum: true },
    ]);
    expect((await checklists.ofTeam(team, false)).template).toMatch(
      /Ask the on-call first[^]*Docs say what changed[^]*version 1, minimum of version 3/,
    );
  });

  it('keeps its minimum items, and is adopted in the version that was seen', async () => {
    const { checklists, team } = await start();
    await expect(
      checklists.adopt(ADA, team, { version: 1, items: [more] }),
    ).rejects.toThrow('must stay');
    await expect(checklists.adopt(ADA, team, { version: 7 })).rejects.toThrow(
      'Version 1 of the checklist is current',
    );
  });
});
