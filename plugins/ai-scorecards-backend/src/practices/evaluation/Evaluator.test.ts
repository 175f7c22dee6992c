import fc from 'fast-check';
import { SourceError } from 'backstage-plugin-ai-scorecards-node';
import { group, user } from '../../__testUtils__/catalog';
import { describeOnEachDatabase } from '../../__testUtils__/databases';
import { readPart } from '../../database';
import { CheckResults } from './CheckResults';
import { component } from '../__testUtils__/catalog';
import { ATLAS, PracticeWorld, TODAY, UNTOLD } from '../__testUtils__/world';

const known = <T>(value: T) => ({ known: true, value } as const);

describeOnEachDatabase('evaluation', (init, id) => {
  it('raises the level with its day and cause after the next collection', async () => {
    const world = await PracticeWorld.start(await init());
    world.tell({ pushProtection: known(false) });
    await world.run();
    const before = await world.page();
    expect(before).toMatchObject({
      standing: { state: 'assessed', effective: 0 },
      next: 1,
      missing: ['secrets.scanning'],
      repositories: { owned: 1, active: 1, archivedOrForked: 0 },
      trend: [{ week: TODAY, level: 0 }],
    });
    expect(before.results[0]).toMatchObject({
      check: { id: 'secrets.scanning' },
      state: 'fail',
      since: TODAY,
      raw: { text: '0 of 1 repository' },
      evidence: [{ title: 'acme/api', state: 'fail' }],
    });

    world.days(1);
    world.tell();
    await world.run();
    const after = await world.page();
    expect(after.standing.effective).toBe(1);
    expect(after.history[after.history.length - 1]).toEqual({
      day: '2026-11-24',
      before: 0,
      was: 0,
      level: 1,
      causes: [
        'Secret scanning with push protection is on: passes, 1 of 1 repository',
      ],
      others: [],
    });
    expect(after.trend).toEqual([{ week: TODAY, level: 1 }]);
    // The division counts the repository of the team below.
    expect(await world.page('group:default/north')).toMatchObject({
      standing: { effective: 1 },
      repositories: { owned: 1 },
    });
    expect(await world.page('group:default/borealis')).toMatchObject({
      repositories: { owned: 0 },
    });
  });

  it('writes nothing when nothing changed, and runs when something did', async () => {
    const world = await PracticeWorld.start(await init());
    expect(await world.run()).toBe(true);
    const rows = await world.rows();
    expect(await world.run()).toBe(false);
    await world.services().tasks.evaluator.run();
    expect(await world.rows()).toEqual(rows);
    world.tell({ secretScanning: known(false) });
    expect(await world.run()).toBe(true);
    expect(await world.rows()).not.toEqual(rows);
    world.days(1);
    expect(await world.run()).toBe(true);
  });

  it('holds the last result for 30 days while a host fails, then says what it was', async () => {
    const world = await PracticeWorld.start(await init());
    await world.run();
    world.host.fault = {
      after: 0,
      error: new SourceError('forbidden', 'The token may not read settings'),
    };
    world.days(1);
    await world.run();
    const held = await world.page();
    expect(held.standing).toMatchObject({
      state: 'assessed',
      effective: 1,
      held: true,
    });
    expect(held.notice).toBe('GitHub: The token may not read settings');
    expect(
      held.results.find(({ check }) => check.id === 'secrets.scanning'),
    ).toMatchObject({
      state: 'unknown',
      counts: 'pass',
      reason: 'The token may not read settings',
      held: { state: 'pass', until: '2026-12-23' },
    });
    for (const days of [29, 1]) {
      world.days(days);
      await world.run();
    }
    expect((await world.page()).standing).toMatchObject({
      state: 'unknown',
      effective: null,
      was: 1,
    });
    world.host.fault = null;
    world.tell();
    await world.run();
    const { standing, history } = await world.page();
    expect(standing).toMatchObject({
      state: 'assessed',
      effective: 1,
      held: false,
    });
    expect(
      history
        .filter(({ before, level }) => before !== level)
        .map(({ before, was, level, causes }) => [
          before,
          was,
          level,
          causes.some(each => /^Secret scanning .* known any more/.test(each)),
          causes.some(each => /^Secret scanning .*: passes/.test(each)),
        ]),
    ).toEqual([
      [null, null, 1, false, false],
      [1, 1, null, true, false],
      [null, 1, 1, false, true],
    ]);
    expect(history[0].causes).toEqual(['First assessment.']);
  });

  it('holds that a check does not apply as long as any other result', async () => {
    const world = await PracticeWorld.start(await init());
    world.tell({ instructionFiles: known([]) });
    await world.run();
    const resultOf = async () =>
      (await world.page()).results.find(
        ({ check }) => check.id === 'instructions.fresh',
      );
    expect(await resultOf()).toMatchObject({ state: 'not-applicable' });
    world.host.fault = {
      after: 0,
      error: new SourceError('forbidden', 'The token may not read settings'),
    };
    world.days(30);
    await world.run();
    expect(await resultOf()).toMatchObject({
      state: 'unknown',
      counts: 'not-applicable',
      held: { state: 'not-applicable', until: '2026-12-23' },
    });
    world.days(1);
    await world.run();
    expect(await resultOf()).toMatchObject({
      state: 'unknown',
      counts: 'unknown',
      held: null,
    });
  });

  it('waits for the repositories of a Group that has just come, and not for ever', async () => {
    const world = await PracticeWorld.start(await init());
    // Nothing is said to own no code before anybody looked.
    await world.services().tasks.evaluator.runIfDue();
    expect(await world.page()).toMatchObject({
      standing: { state: 'not-assessed-yet' },
    });
    await world.run();
    world.entities.push(
      group('comet', { parent: 'north' }),
      user('gil', ['comet']),
      component('web', 'group:default/comet', 'acme/web'),
    );
    await world.look();
    const { evaluator } = world.services().tasks;
    expect(await evaluator.runIfDue()).toBe(false);
    await world.run();
    expect(await world.page('group:default/comet')).toMatchObject({
      standing: { state: 'not-assessed-yet' },
    });
    world.entities.push(group('dawn', { parent: 'north' }));
    await world.look();
    world.now = `${TODAY}T09:11:00Z`;
    expect(await evaluator.runIfDue()).toBe(true);
  });

  it('names the day or the configuration by which a level moves', async () => {
    const knex = await init();
    const own = (atLeast: number) => ({
      own: [
        {
          id: 'own.approvals',
          title: 'People approve',
          why: 'A test of it.',
          level: 1,
          howToPass: 'Ask for approvals',
          fact: 'requiredApprovals',
          atLeast,
        },
      ],
    });
    const secrets = 'secrets.scanning';
    // From day to day the portal is started with what is configured then.
    for (const [day, change, more] of [
      [0, { effectiveFrom: '2026-11-24' }, {}],
      [1, { effectiveFrom: '2026-11-24' }, {}],
      [2, { disabled: true }, own(1)],
      [3, { disabled: true }, own(2)],
      [4, { disabled: true, required: true }, {}],
      [5, { effectiveFrom: '2026-11-24' }, {}],
    ] as const) {
      const world = await PracticeWorld.start(knex, {
        practices: { checks: { ...UNTOLD, [secrets]: change }, ...more },
      });
      world.days(day);
      world.tell({ pushProtection: known(false) });
      await world.run();
    }
    const world = await PracticeWorld.start(knex);
    const title = 'Secret scanning with push protection is on';
    const fails = 'does not pass, 0 of 1 repository';
    expect(
      (await world.page()).history.map(({ level, causes, others }) => [
        level,
        causes,
        others,
      ]),
    ).toEqual([
      [1, ['First assessment.'], []],
      [
        0,
        [`${title}: ${fails}, and counts from its effective date 2026-11-24`],
        [],
      ],
      [
        1,
        [`${title}: not asked any more`],
        ['People approve: passes, 1 of 1 repository, asked from now on'],
      ],
      [0, [`People approve: ${fails}, by what is asked now`], []],
      [1, ['People approve: not asked any more'], []],
      [0, [`${title}: ${fails}, asked from now on`], []],
    ]);
  });

  it('knows nothing of people whom the catalog does not have', async () => {
    const stance = { version: '1', url: 'https://acme.example/stance' };
    const world = await PracticeWorld.start(await init(), {
      practices: { checks: {}, stance },
    });
    world.entities.push(
      group('freight', {
        parent: 'north',
        relations: [['hasMember', 'user:default/zed']],
      }),
    );
    await world.look();
    await world.run();
    const freight = 'group:default/freight';
    const page = await world.page(freight);
    expect(page.standing.state).toBe('not-assessed-yet');
    expect(page.notice).toMatch(/no User yet/);
    const states = new Map(
      page.results.map(({ check, state }) => [check.id, state]),
    );
    for (const check of [
      'tool.default-configured',
      'tool.sanctioned-only',
      'stance.acknowledged',
      'practices.documented',
      'data.classified',
      'lead.appointed',
      'exceptions.in-good-order',
      'quality.published',
      'attribution.labelled',
      'batches.small',
      'review.not-rubber-stamped',
      'rework.tracked',
    ]) {
      expect([check, states.get(check)]).toEqual([check, 'unknown']);
    }
    expect(states.get('tests.required')).toBe('not-applicable');
    // Of the team above others are known.
    const above = await world.page('group:default/north');
    expect(
      above.results.find(({ check }) => check.id === 'data.classified'),
    ).toMatchObject({ state: 'fail' });

    world.entities.push(user('zed', ['freight']));
    world.days(1);
    await world.look();
    await world.run();
    expect((await world.page(freight)).results).toContainEqual(
      expect.objectContaining({
        check: expect.objectContaining({ id: 'data.classified' }),
        state: 'fail',
      }),
    );
  });

  it('asks nothing of a document that nobody can look at', async () => {
    const world = await PracticeWorld.start(await init());
    const url = 'https://github.example/acme/handbook/blob/main/ai.md';
    world.entities = world.entities.map(entity =>
      entity.kind === 'Group' && entity.metadata.name === 'atlas'
        ? {
            ...entity,
            metadata: {
              ...entity.metadata,
              annotations: { 'ai-scorecards/practices': url },
            },
          }
        : entity,
    );
    await world.look();
    world.host.pages.set(url, {
      url,
      exists: known(true),
      changedOn: known(TODAY),
    });
    const result = async () =>
      (await world.page()).results.find(
        ({ check }) => check.id === 'practices.documented',
      );
    await world.run();
    expect(await result()).toMatchObject({ state: 'pass' });
    world.host.fault = {
      after: 0,
      error: new SourceError('forbidden', 'The token may not read settings'),
    };
    for (const [days, counts] of [
      [1, 'pass'],
      [200, 'unknown'],
    ] as const) {
      world.days(days);
      await world.run();
      expect(await result()).toMatchObject({
        state: 'unknown',
        counts,
        reason: 'The token may not read settings',
      });
    }
  });

  it('holds what the evidence said, not what a person states, while a host fails', async () => {
    const world = await PracticeWorld.start(await init());
    const check = 'security.extra-scrutiny';
    const result = async () =>
      (await world.page()).results.find(each => each.check.id === check);
    world.tell({ codeOwnerReviewRequired: known(false) });
    await world.run();
    await world
      .services()
      .routes.statements.attest('user:default/ada', await world.team(), {
        check,
        statement: 'Two people look at each of them.',
        href: null,
      });
    expect(await result()).toMatchObject({
      state: 'fail',
      mismatch: expect.any(String),
    });
    world.host.fault = {
      after: 0,
      error: new SourceError('forbidden', 'The token may not read settings'),
    };
    for (const days of [1, 29]) {
      world.days(days);
      await world.run();
      expect(await result()).toMatchObject({
        state: 'unknown',
        counts: 'fail',
        held: { state: 'fail', until: '2026-12-23' },
        mismatch: expect.any(String),
      });
    }
    world.days(1);
    await world.run();
    expect(await result()).toMatchObject({ state: 'pass', mismatch: null });
  });

  it('assesses nothing without a code host', async () => {
    const knex = await init();
    const world = await PracticeWorld.start(knex, { connected: false });
    await world.run();
    for (const ref of [ATLAS, 'group:default/north']) {
      const page = await world.page(ref);
      expect(page.standing).toMatchObject({
        state: 'not-assessed-yet',
        effective: null,
      });
      expect(page.notice).toBe('No code host is connected.');
      expect(page.history).toEqual([]);
      const { scores } = world.services();
      const { headline } = await readPart(
        knex,
        scores.part(await world.team(ref)),
      );
      expect(headline).toMatchObject({
        status: 'not-assessed-yet',
        figure: { state: 'no-data', value: null },
      });
    }
  });

  it('excuses a check until the day of its waiver', async () => {
    const knex = await init();
    const world = await PracticeWorld.start(knex, {
      practices: {
        waivers: [
          {
            team: ATLAS,
            check: 'secrets.scanning',
            until: TODAY,
            reason: 'The host moves this week.',
          },
        ],
      },
    });
    world.tell({ pushProtection: known(false) });
    await world.run();
    expect((await world.page()).results).toContainEqual(
      expect.objectContaining({ state: 'waived', waivedUntil: TODAY }),
    );
    const passing = async () =>
      (await new CheckResults(knex).passing()).get('secrets.scanning');
    expect(await passing()).toEqual({ passing: 0, teams: 2 });
    const { passing: passes } = world.services();
    expect((await passes(ATLAS)).get('secrets.scanning')).toEqual({
      title: 'Secret scanning with push protection is on',
      state: 'fails',
    });
    // What is excused stays so, and stays no pass, while nobody can look.
    const error = new SourceError('forbidden', 'The token may not read it');
    world.host.fault = { after: 0, error };
    await world.run();
    expect((await world.page()).results).toContainEqual(
      expect.objectContaining({ state: 'unknown', waivedUntil: TODAY }),
    );
    expect(await passing()).toEqual({ passing: 0, teams: 2 });
    world.host.fault = null;
    world.tell({ pushProtection: known(false) });
    world.days(1);
    await world.run();
    expect(await world.page()).toMatchObject({
      missing: expect.arrayContaining(['secrets.scanning']),
    });
  });

  it('takes out what configuration takes out', async () => {
    const knex = await init();
    const world = await PracticeWorld.start(knex);
    await world.run();
    const without = await PracticeWorld.start(knex, {
      practices: { checks: { 'secrets.scanning': { disabled: true } } },
    });
    expect(await without.run()).toBe(true);
    const ids = (await without.page()).results.map(({ check }) => check.id);
    expect(ids).not.toContain('secrets.scanning');
    expect(
      await knex('practice_results').where({ check_id: 'secrets.scanning' }),
    ).toEqual([]);
  });

  // One engine is enough for what follows from the code alone, and SQLite is the faster one.
  if (id === 'SQLITE_3') {
    it('ends in equal rows however often it runs', async () => {
      const world = await PracticeWorld.start(await init());
      await fc.assert(
        fc.asyncProperty(
          fc.record({
            pushProtection: fc.boolean(),
            requiredApprovals: fc.nat(2),
            archived: fc.boolean(),
            down: fc.boolean(),
            days: fc.nat(2),
          }),
          async ({
            pushProtection,
            requiredApprovals,
            archived,
            down,
            days,
          }) => {
            world.days(days);
            world.tell({
              pushProtection: known(pushProtection),
              requiredApprovals: known(requiredApprovals),
              archived,
            });
            world.host.fault = down
              ? { after: 0, error: new SourceError('unavailable', 'Down') }
              : null;
            await world.run();
            const rows = await world.rows();
            await world.services().tasks.evaluator.run();
            expect(await world.rows()).toEqual(rows);
          },
        ),
        { numRuns: 25 },
      );
    });
  }
});
