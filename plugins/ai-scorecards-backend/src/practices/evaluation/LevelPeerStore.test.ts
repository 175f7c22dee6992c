import { describeOnEachDatabase } from '../../__testUtils__/databases';
import { LevelPeerStore, levelPeers } from './LevelPeerStore';

const peers = (teamType: string, ...levels: (number | null)[]) =>
  levels.map(level => ({ teamType, level }));

describe('quartiles of levels', () => {
  it('need five teams of a type whose level is known', () => {
    expect(
      levelPeers([
        ...peers('team', 0, 1, 1, 2, 4),
        ...peers('squad', 1, 1, 1, 1, null),
      ]),
    ).toEqual(new Map([['team', { teams: 5, p25: 1, p50: 1, p75: 2 }]]));
  });
});

describeOnEachDatabase('LevelPeerStore', init => {
  it('keeps quartiles, and lets go of types without any', async () => {
    const knex = await init();
    const store = new LevelPeerStore(knex);
    const band = { teams: 6, p25: 0.25, p50: 1.5, p75: 2 };
    await store.replace(knex, new Map([['team', band]]));
    expect(await store.of('team')).toEqual(band);
    expect(await store.of(null)).toBeNull();
    await store.replace(knex, new Map());
    expect(await store.of('team')).toBeNull();
  });
});
