import {
  CaseEvent,
  Dossier,
  ExceptionCase,
  replay,
} from 'backstage-plugin-ai-scorecards-common';
import { describeOnEachDatabase } from '../../__testUtils__/databases';
import { TEAM, user, Workflow } from '../__testUtils__/workflow';
import { LiveExceptions } from '../LiveExceptions';
import { RequestReads } from '../RequestReads';

const BOARD = 'group:default/ai-board';

const readsOf = (flow: Workflow) =>
  new RequestReads({
    cases: flow.cases,
    facts: flow.facts,
    log: flow.log,
    live: { ofTeam: async () => new Map() } as unknown as LiveExceptions,
    pricePerSeat: () => null,
  });

/** What an auditor reads, or somebody else. */
const dossierOf = (
  flow: Workflow,
  known: ExceptionCase,
  who = 'auditor',
): Promise<Dossier> => readsOf(flow).dossier(known, user(who));

/** Puts somebody in the team that asks, and on no board any more. */
function moved(flow: Workflow, who: string): void {
  const groups = new Map(flow.people.groups);
  const team = groups.get(TEAM)!;
  const board = groups.get(BOARD)!;
  groups.set(TEAM, {
    ...team,
    directMembers: [...team.directMembers, user(who)],
  });
  groups.set(BOARD, {
    ...board,
    directMembers: board.directMembers.filter(each => each !== user(who)),
  });
  flow.people = { ...flow.people, version: 'moved', groups };
}

describeOnEachDatabase('what was true at a vote and at a decision', init => {
  it('is kept with both, in the case and in the log', async () => {
    const flow = new Workflow(await init(), { chair: user('cy') });
    const id = await flow.running();
    const { request } = (await flow.cases.get(id))!;
    const found = request.votes[0].circumstances;
    expect(found).toMatchObject({
      lane: 'full',
      datesOnly: false,
      needed: 2,
      rejection: 'single',
      board: BOARD,
      chair: user('cy'),
      voices: [],
      electorate: 'ok',
      looked: {
        below: [],
        above: ['group:default/division'],
        excepted: ['group:default/acme'],
      },
    });
    expect(found?.people).toEqual(
      expect.arrayContaining([
        {
          who: user('ada'),
          role: 'board',
          of: null,
          found: null,
          group: null,
        },
        {
          who: user('dora'),
          role: 'board',
          of: null,
          found: 'member-above',
          group: 'group:default/division',
        },
        {
          who: user('mia'),
          role: 'board',
          of: null,
          found: 'member',
          group: TEAM,
        },
      ]),
    );
    expect(found?.people).toHaveLength(6);
    expect(request.decision?.circumstances).toEqual(
      request.votes[1].circumstances,
    );

    const stored = await flow.log.read({
      limit: 100,
      order: 'oldest',
      request: id,
      reveal: false,
    });
    const entries = stored.items.filter(({ type }) =>
      ['vote-cast', 'request-decided'].includes(type),
    );
    expect(entries).toHaveLength(3);
    for (const { data } of entries) {
      expect(data).toMatchObject({
        circumstances: {
          needed: 2,
          people: expect.arrayContaining([
            expect.objectContaining({
              who: expect.stringMatching(/^person:/),
              found: 'member-above',
            }),
          ]),
        },
      });
      expect(JSON.stringify(data)).not.toContain('user:default');
    }
    expect(await flow.log.verify()).toMatchObject({ intact: true });
  });

  it('says who voted as deputy, as voice, as fallback and in an emergency', async () => {
    const flow = new Workflow(await init(), {
      fallbackApprovers: [user('dee')],
      quorum: { full: 5, express: 1, datesOnlyRenewal: 1 },
      routing: [{ when: {}, voice: 'group:default/rho' }],
    });
    await flow.deputies.name({
      member: user('ada'),
      deputy: user('lea'),
      from: '2026-11-20',
      to: '2026-11-30',
    });
    const id = await flow.filed();
    await flow.service.command(id, user('root'), {
      type: 'break-glass',
      revision: 1,
      reason: 'A client waits',
    });
    const { request } = (await flow.cases.get(id))!;
    const { people = [] } = request.decision?.circumstances ?? {};
    const rolesOf = (who: string) =>
      people
        .filter(each => each.who === user(who))
        .map(({ role, of, found }) => [role, of, found]);
    expect(rolesOf('lea')).toEqual([['deputy', user('ada'), 'budget-owner']]);
    expect(rolesOf('dee')).toEqual([['fallback', null, null]]);
    expect(rolesOf('rob')).toEqual([
      ['board', null, null],
      ['voice', 'group:default/rho', null],
    ]);
    expect(rolesOf('root')).toEqual([['admin', null, null]]);
  });

  it('is what a dossier shows, whatever changed since', async () => {
    const knex = await init();
    const flow = new Workflow(knex);
    const id = await flow.running();
    const known = (await flow.cases.get(id))!;
    const before = await dossierOf(flow, known);
    const [vote] = before.votes;
    expect(vote).toMatchObject({ who: user('ada') });
    expect(vote.circumstances?.rules).toEqual(
      expect.arrayContaining([
        { label: 'Approvals needed', value: '2' },
        { label: 'Lane', value: 'full' },
        { label: 'Board', value: 'ai-board' },
      ]),
    );
    expect(vote.circumstances?.people).toEqual(
      expect.arrayContaining([
        {
          who: user('ada'),
          role: 'board',
          barred: false,
          found: 'no conflict',
        },
        {
          who: user('mia'),
          role: 'board',
          barred: true,
          found: 'is in the team that asks',
        },
        {
          who: user('dora'),
          role: 'board',
          barred: true,
          found: 'is in division, above the team that asks',
        },
      ]),
    );
    expect(before.decision).toMatchObject({
      outcome: 'approved',
      basis: 'votes',
      circumstances: vote.circumstances,
    });

    const later = new Workflow(knex, {
      quorum: { full: 4, express: 3, datesOnlyRenewal: 2 },
      rejection: 'majority',
    });
    moved(later, 'ada');
    const after = await dossierOf(later, known);
    expect(after.votes).toEqual(before.votes);
    expect(after.decision).toEqual(before.decision);
  });

  it('is shown of a rejection, which has no dossier, to who may read the log', async () => {
    const flow = new Workflow(await init());
    const id = await flow.filed();
    await flow.vote(id, 'ada', 'reject');
    const known = (await flow.cases.get(id))!;
    const decisionFor = async (readsLog?: boolean) => {
      const who = user('auditor');
      return (await readsOf(flow).request(known, who, readsLog)).decision;
    };
    expect((await decisionFor(true))?.circumstances).toMatchObject({
      rules: expect.arrayContaining([
        { label: 'Approvals needed', value: '2' },
      ]),
    });
    expect(await decisionFor()).not.toHaveProperty('circumstances');
  });

  it('is not recorded for what was decided before it was kept', async () => {
    const flow = new Workflow(await init());
    const known = (await flow.cases.get(await flow.running()))!;
    const { decision, votes } = known.request;
    delete decision!.circumstances;
    votes.forEach(vote => delete vote.circumstances);
    const dossier = await dossierOf(flow, known);
    expect(dossier.decision?.circumstances).toBeNull();
    expect(dossier.votes.map(each => each.circumstances)).toEqual([null, null]);
  });

  it.each([
    ['an auditor', 'auditor', false],
    ['somebody of the board with a part in it', 'mia', false],
    ['somebody of the board who decides', 'cy', true],
  ])(
    'tells %s what happened, and what was said only where they may read it',
    async (_, who, isParty) => {
      const flow = new Workflow(await init());
      const id = await flow.filed({ category: 'accessibility' });
      await flow.service.edit(id, user('rita'), {
        revision: 1,
        wish: flow.wish({
          category: 'accessibility',
          why: 'A screen reader reads it',
          seats: 6,
        }),
      });
      await flow.service.command(id, user('ada'), {
        type: 'comment',
        text: 'Among us: is it enough?',
        audience: 'board',
      });
      await flow.vote(id, 'ada', 'approve', 2);
      await flow.vote(id, 'bob', 'approve', 2);
      const dossier = await dossierOf(flow, (await flow.cases.get(id))!, who);
      const said = JSON.stringify(dossier);
      expect(said).not.toContain('Among us');
      expect(said.includes('A screen reader reads it')).toBe(isParty);
      expect(said.includes('why')).toBe(isParty);
      expect(said.includes('accessibility')).toBe(isParty);
      for (const each of dossier.events) {
        expect(Object.keys(each)).toEqual(['sequence', 'at', 'type', 'actor']);
      }
      expect(dossier.events[0]).toMatchObject({
        type: 'request-drafted',
        actor: user('rita'),
      });
    },
  );

  it.each([
    ['a team-mate', 'owen', null],
    ['an auditor', 'auditor', null],
    ['whoever asked', 'rita', 'accessibility'],
    ['the board', 'cy', 'accessibility'],
  ])(
    'gives a reason that early votes could name to %s as %s',
    async (_, who, reason) => {
      const knex = await init();
      const flow = new Workflow(knex);
      const known = (await flow.cases.get(await flow.running()))!;
      for (const vote of known.request.votes) vote.reasonCode = 'accessibility';
      known.request.decision!.reason = 'accessibility';
      await flow.cases.save(knex, known, { refs: [], awaited: [] });
      const reads = readsOf(flow);
      const request = await reads.request(known, user(who));
      const dossier = await dossierOf(flow, known, who);
      expect([
        request.votes.map(({ reasonCode }) => reasonCode),
        request.decision?.reason,
        dossier.votes.map(vote => vote.reason),
        dossier.decision?.reason,
      ]).toEqual([[reason, reason], reason, [reason, reason], reason]);
      const { ask } = flow.wish();
      const { precedents } = await reads.preview(ask, user(who), 'none');
      expect(precedents.map(each => each.reason)).toEqual([null]);
    },
  );

  it('has every entry of the log, however many there are', async () => {
    const knex = await init();
    const flow = new Workflow(knex);
    const id = await flow.running();
    await knex.transaction(trx =>
      flow.log.append(
        trx,
        Array.from({ length: 1_100 }, () => ({
          at: flow.at,
          type: 'condition-checked',
          request: id,
          exception: null,
          team: TEAM,
          tool: null,
          actor: 'system',
          data: {},
          rules: 'r',
        })),
      ),
    );
    const { events } = await dossierOf(flow, (await flow.cases.get(id))!);
    expect(events.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 1_108 }, (_, n) => n + 1),
    );
  });

  it('forgets somebody who is named in nothing else', async () => {
    const knex = await init();
    const flow = new Workflow(knex);
    const id = await flow.running();
    expect((await flow.cases.get(id))?.request.votes[0]).toMatchObject({
      circumstances: { people: expect.any(Array) },
    });
    await flow.service.erase(user('cy'), ['Cy'], user('root'));
    const known = await flow.cases.get(id);
    const kept = JSON.stringify([
      known,
      await knex('decision_log'),
      await knex('decision_log_people'),
      await knex('decision_log_texts'),
    ]);
    expect(kept).not.toContain('default/cy"');
    const { people = [] } = known?.request.votes[0].circumstances ?? {};
    expect(people.map(({ who }) => who)).toContain('erased');
    expect(people.map(({ who }) => who)).toContain(user('bob'));
    expect(await flow.log.verify()).toMatchObject({ intact: true });
    const events = await knex.transaction(trx => flow.log.eventsOf(trx, id));
    expect(replay(events as unknown as CaseEvent[])).toEqual(known);
  });
});
