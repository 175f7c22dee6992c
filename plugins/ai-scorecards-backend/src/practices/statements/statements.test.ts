import type { Entity } from '@backstage/catalog-model';
import { group } from '../../__testUtils__/catalog';
import { describeOnEachDatabase } from '../../__testUtils__/databases';
import { ATLAS, PracticeWorld, TODAY } from '../__testUtils__/world';

const ADA = 'user:default/ada';
const LEA = 'user:default/lea';
const STANCE = { version: '2', url: 'https://acme.example/stance' };
const request = {
  check: 'data.classified',
  statement: 'Our classes of data are in the handbook.',
  href: null,
};

describeOnEachDatabase('what people state', init => {
  const start = async () =>
    PracticeWorld.start(await init(), {
      practices: { stance: STANCE },
    });

  const of = async (world: PracticeWorld, check: string) =>
    (await world.page()).results.find(result => result.check.id === check);

  it.each([
    ['a member', ADA, true],
    ['a lead', 'User:default/lea', true],
    ['somebody of another team', 'user:default/gus', false],
    ['a stranger', 'user:default/nobody', false],
  ])('is taken from %s or not', async (_, user, may) => {
    const world = await start();
    const { statements } = world.services().routes;
    const team = await world.team();
    expect(await statements.maySpeakFor(user, team)).toBe(may);
    const outcome = await statements.attest(user, team, request).then(
      () => 'taken',
      error => error.name,
    );
    expect(outcome).toBe(may ? 'taken' : 'NotAllowedError');
  });

  it('passes a check at once, until it ends', async () => {
    const world = await start();
    await world.run();
    expect(await of(world, 'data.classified')).toMatchObject({ state: 'fail' });
    const { statements } = world.services().routes;
    await statements.attest(ADA, await world.team(), request);
    expect(await of(world, 'data.classified')).toMatchObject({
      state: 'pass',
      attestation: { by: { ref: ADA }, madeOn: TODAY, expiresOn: '2027-05-22' },
    });
    world.days(180);
    await world.run();
    expect(await of(world, 'data.classified')).toMatchObject({
      state: 'expired',
      counts: 'fail',
    });
  });

  it('ends the earlier for having been made earlier, and is made on no day to come', async () => {
    const world = await start();
    const { statements } = world.services().routes;
    const team = await world.team();
    await statements.attest(ADA, team, { ...request, madeOn: '2026-01-05' });
    expect(await of(world, 'data.classified')).toMatchObject({
      state: 'expired',
      attestation: { madeOn: '2026-01-05', expiresOn: '2026-07-04' },
    });
    await expect(
      statements.attest(ADA, team, { ...request, madeOn: '2099-01-01' }),
    ).rejects.toThrow('madeOn must be no later than today');
  });

  it.each([
    ['secrets.scanning', 'proved by what is collected'],
    ['no.such', 'must name a check'],
  ])('says nothing of %s', async (check, message) => {
    const world = await start();
    const { statements } = world.services().routes;
    await expect(
      statements.attest(ADA, await world.team(), { ...request, check }),
    ).rejects.toThrow(message);
  });

  it('is reminded of 14 and 3 days before it ends, once each, and not when renewed', async () => {
    const world = await start();
    const { statements } = world.services().routes;
    await statements.attest(ADA, await world.team(), request);
    const remind = async () => {
      const { reminders, courier } = world.services().tasks;
      await reminders.prepare();
      await courier.deliver();
      return world.sent.splice(0);
    };
    const seen: number[] = [];
    for (const days of [165, 1, 0, 10, 1, 1]) {
      world.days(days);
      const sent = await remind();
      seen.push(sent.length);
      for (const { users } of sent) expect(users).toEqual([ADA, LEA]);
    }
    expect(seen).toEqual([0, 1, 0, 0, 1, 0]);
    await statements.attest(ADA, await world.team(), request);
    expect(await remind()).toEqual([]);
  });

  const ledBy = (practiceLead: string): Entity => {
    const atlas = group('atlas', { parent: 'north' });
    const annotations = {
      'ai-scorecards/leads': LEA,
      'ai-scorecards/practice-lead': practiceLead,
    };
    return { ...atlas, metadata: { ...atlas.metadata, annotations } };
  };
  it.each<[string, string[], Entity[], string[]]>([
    ['whoever made it, and who leads the team', [], [], [ADA, LEA]],
    [
      'the practice lead too',
      ['atlas'],
      [ledBy('user:default/bob')],
      [ADA, 'user:default/bob', LEA],
    ],
    ['who leads the team, when who made it left', ['ada'], [], [LEA]],
    [
      'who leads above, when nobody else is there',
      ['ada', 'atlas', 'north'],
      [
        group('atlas', { parent: 'north' }),
        group('north', { type: 'division', leads: LEA }),
      ],
      [LEA],
    ],
  ])('that is about to end is told of to %s', async (_, gone, more, told) => {
    const world = await start();
    const { statements } = world.services().routes;
    await statements.attest(ADA, await world.team(), request);
    world.entities = [
      ...world.entities.filter(({ metadata }) => !gone.includes(metadata.name)),
      ...more,
    ];
    // A look by which many leave is held for a day.
    for (const days of [169, 1]) {
      world.days(days);
      await world.look();
    }
    await world.run();
    const { reminders, courier } = world.services().tasks;
    await reminders.prepare();
    await courier.deliver();
    expect(world.sent).toEqual([
      {
        users: told,
        title: 'A statement of atlas holds until 2027-05-21',
        link: '/catalog/default/group/atlas/ai-scorecards?check=data.classified',
      },
    ]);
  });

  it('is told to the person alone; of the stance the team is told the share', async () => {
    const world = await start();
    const { statements } = world.services().routes;
    await world.run();
    expect(await of(world, 'stance.acknowledged')).toMatchObject({
      state: 'fail',
    });
    await expect(statements.acknowledge(ADA, '1')).rejects.toThrow(
      'version must be the current one, 2',
    );
    for (const name of ['ada', 'bob', 'cyd', 'dee', 'eve', 'fay']) {
      await statements.acknowledge(`user:default/${name}`, '2');
      await statements.acknowledge(`user:default/${name}`, '2');
    }
    expect(await world.run()).toBe(true);
    expect(await of(world, 'stance.acknowledged')).toMatchObject({
      state: 'pass',
    });
    await statements.attest(ADA, await world.team(), request);
    const { held } = world.services();
    expect(await held.of('user:Default/Ada')).toEqual({
      attestations: [
        expect.objectContaining({ team: ATLAS, check: 'data.classified' }),
      ],
      acknowledgements: [{ version: '2', on: TODAY }],
      stance: { ...STANCE, acknowledgedOn: TODAY },
    });
    expect(await held.of('user:default/gus')).toEqual({
      attestations: [],
      acknowledgements: [],
      stance: { ...STANCE, acknowledgedOn: null },
    });
  });
});
