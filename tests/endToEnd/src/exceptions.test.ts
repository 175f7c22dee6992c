import { mockCredentials } from '@backstage/backend-test-utils';
import {
  Exception,
  ExceptionRequest,
  exceptionSchema,
  PolicyAnswer,
  requestSchema,
  RequestPreview,
  requestsResponseSchema,
  scorecardSchema,
} from 'backstage-plugin-ai-scorecards-common';
import {
  AccessWorld,
  policies,
  policyNames,
} from './__testUtils__/access/AccessWorld';
import { TEAM } from './__testUtils__/access/personas';
import type { Portal } from './__testUtils__/portal';

jest.setTimeout(240_000);

const TOOL = 'resource:default/cursor';
const DEVELOPER = 'user:default/persona-developer';
const LEAD = 'user:default/persona-lead';
const BOARD = 'user:default/persona-board';
const OUTSIDER = 'user:default/persona-outsider';

/** Somebody of the board besides the persona, in another part of the organisation. */
function otherBoardMember(access: AccessWorld): string {
  const found = access.world.example.entities.find(
    ({ kind, metadata, spec }) =>
      kind === 'User' &&
      !metadata.name.startsWith('persona') &&
      Array.isArray(spec?.memberOf) &&
      spec.memberOf.includes('ai-board') &&
      !spec.memberOf.includes('payments'),
  );
  if (!found) throw new Error('The board of the example has one member');
  return `user:default/${found.metadata.name}`;
}

describe.each(policyNames)(
  'the exceptions workflow over HTTP under %s',
  name => {
    let access: AccessWorld;
    let portal: Portal;
    let boardToo: string;

    beforeAll(async () => {
      access = await AccessWorld.start({ developers: 60, days: 15 });
      boardToo = otherBoardMember(access);
      portal = await access.portal(policies[name](), {
        exceptions: { boardGroup: 'group:default/ai-board', logKey: 'k' },
        roles: { auditors: ['user:default/persona-auditor'] },
      });
    });
    afterAll(() => access.close());

    async function as<T>(
      user: string,
      method: string,
      path: string,
      body?: unknown,
    ): Promise<{ status: number; body: T }> {
      const { status, text } = await portal.reach(
        method,
        path,
        mockCredentials.user.header(user),
        body,
      );
      return { status, body: text === '' ? undefined : JSON.parse(text) };
    }

    const ask = (change: object = {}) => ({
      team: TEAM,
      tool: TOOL,
      category: 'capability-gap',
      why: 'Its editor knows our language',
      seats: 3,
      costPerMonth: 60_000_000,
      data: 'public',
      supportOwner: DEVELOPER,
      acceptsSupport: true,
      until: access.world.day(80),
      ...change,
    });
    const vote = (revision: number) => ({
      revision,
      verdict: 'approve',
      reasonCode: 'fills-a-gap',
    });
    const message = (body: unknown) =>
      (body as { error: { message: string } }).error.message;

    it('lives from a preview to a permission that everybody can ask for', async () => {
      const preview = await as<RequestPreview>(
        DEVELOPER,
        'POST',
        '/exception-requests/preview',
        { ask: ask() },
      );
      expect(preview.body).toMatchObject({
        lane: 'express',
        faults: [],
        board: 'ok',
      });
      const policy = () =>
        as<PolicyAnswer>(
          OUTSIDER,
          'GET',
          `/policy?team=${TEAM}&tool=${TOOL}`,
        ).then(({ body }) => body);
      expect((await policy()).allowed).toBe(false);

      const drafted = await as<ExceptionRequest>(
        DEVELOPER,
        'POST',
        '/exception-requests',
        { ask: ask({ seats: null, scope: ['component:default/none'] }) },
      );
      expect(drafted.status).toBe(201);
      const path = `/exception-requests/${drafted.body.id}`;
      const incomplete = await as(DEVELOPER, 'POST', `${path}/submit`);
      // All faults at once.
      expect([incomplete.status, message(incomplete.body)]).toEqual([
        400,
        expect.stringMatching(
          /^seats must say how many seats; .*; scope must name components or systems that the team owns, so not component:default\/none$/,
        ),
      ]);
      await as(DEVELOPER, 'PATCH', path, { revision: 1, ask: ask() });
      const filed = await as<ExceptionRequest>(
        DEVELOPER,
        'POST',
        `${path}/submit`,
      );
      expect(requestSchema.parse(filed.body)).toMatchObject({
        state: 'in_review',
        lane: 'express',
        approvals: { have: 0, needed: 1 },
      });

      const refused = await as(DEVELOPER, 'POST', `${path}/votes`, vote(1));
      expect([refused.status, message(refused.body)]).toEqual([
        403,
        'You filed this request',
      ]);
      expect((await as(LEAD, 'POST', `${path}/votes`, vote(1))).status).toBe(
        403,
      );
      const nothing = await as(BOARD, 'POST', `${path}/votes`, {
        revision: 1,
        verdict: 'reject',
      });
      expect([nothing.status, message(nothing.body)]).toEqual([
        400,
        'reason must say in a sentence why it is rejected',
      ]);
      const queue = await as<unknown>(
        BOARD,
        'GET',
        '/exception-requests?status=open&assignedToMe=true',
      );
      expect(requestsResponseSchema.parse(queue.body)).toMatchObject({
        items: [{ id: drafted.body.id, mayVote: true }],
        counts: { toDecide: 1, overdue: 0 },
      });
      const decided = await as<ExceptionRequest>(
        BOARD,
        'POST',
        `${path}/votes`,
        vote(1),
      );
      expect(decided.body.state).toBe('approved');
      const late = await as(boardToo, 'POST', `${path}/votes`, vote(1));
      expect([late.status, message(late.body)]).toEqual([
        409,
        expect.stringContaining('It is approved'),
      ]);

      const exception = `/exceptions/${decided.body.exception}`;
      expect((await policy()).allowed).toBe(false);
      for (const [user, waiting] of [
        [DEVELOPER, [{ id: decided.body.exception }]],
        [BOARD, []],
      ] as const) {
        const { body } = await as<{ items: Exception[] }>(
          user,
          'GET',
          '/exceptions?assignedToMe=true',
        );
        expect(body.items).toMatchObject(waiting);
      }
      const unread = await as(DEVELOPER, 'POST', `${exception}/accept`, {});
      expect(unread.status).toBe(400);
      const accepted = await as<Exception>(
        DEVELOPER,
        'POST',
        `${exception}/accept`,
        { acceptsConditions: true },
      );
      expect(exceptionSchema.parse(accepted.body).state).toBe('active');
      expect(await policy()).toMatchObject({
        allowed: true,
        basis: 'exception',
        until: access.world.day(80),
      });
      const scorecard = await as<unknown>(
        DEVELOPER,
        'GET',
        '/teams/default/checkout/scorecard',
      );
      expect(
        scorecardSchema
          .parse(scorecard.body)
          .tools.find(({ tool }) => tool === TOOL),
      ).toMatchObject({ state: 'excepted', until: access.world.day(80) });

      const renewal = await as<{ request: string }>(
        DEVELOPER,
        'POST',
        `${exception}/renew`,
      );
      const draft = `/exception-requests/${renewal.body.request}`;
      const renewed = await as<ExceptionRequest>(DEVELOPER, 'GET', draft);
      expect(renewed.body).toMatchObject({
        ask: { acceptsSupport: false },
        faults: [{ field: 'acceptsSupport' }],
      });
      await as(DEVELOPER, 'DELETE', draft);

      const suspended = await as<Exception>(
        boardToo,
        'POST',
        `${exception}/suspend`,
        {
          reason: 'A leak is looked into',
        },
      );
      expect(suspended.body.state).toBe('suspended');
      expect((await policy()).allowed).toBe(false);
      expect(
        (
          await as(DEVELOPER, 'POST', `${exception}/reinstate`, {
            reason: 'Now',
          })
        ).status,
      ).toBe(403);

      const log = await as<{
        verification: { intact: boolean };
        items: unknown[];
      }>('user:default/persona-auditor', 'GET', '/exceptions/log?verify=true');
      expect(log.body.verification).toMatchObject({ intact: true });
      for (const user of [DEVELOPER, 'user:default/persona-auditor']) {
        const { body } = await as<Exception>(user, 'GET', exception);
        const { status } = await as(user, 'GET', `${exception}/dossier`);
        const asked = await as<ExceptionRequest>(user, 'GET', path);
        const mayRead = status === 200;
        expect({
          user,
          dossier: body.may.includes('dossier'),
          circumstances: Boolean(asked.body.decision?.circumstances),
        }).toEqual({ user, dossier: mayRead, circumstances: mayRead });
      }
      const past = await as<unknown>(
        BOARD,
        'GET',
        '/exception-requests?status=approved&order=decided',
      );
      expect(requestsResponseSchema.parse(past.body).items).toMatchObject([
        {
          id: drafted.body.id,
          exception: decided.body.exception,
          decided: { outcome: 'approved', basis: 'votes', by: [BOARD] },
        },
      ]);
      expect(JSON.stringify(log.body.items)).not.toContain('persona-developer');
    });

    it('lists what single reads allow, and tells nobody else', async () => {
      const { body } = await as<{ items: { id: string }[] }>(
        DEVELOPER,
        'GET',
        '/exception-requests',
      );
      expect(body.items.length).toBeGreaterThan(0);
      for (const user of [DEVELOPER, LEAD, BOARD, OUTSIDER]) {
        const list = await as<{ items: { id: string }[] }>(
          user,
          'GET',
          '/exception-requests',
        );
        for (const { id } of body.items) {
          const single = await as(user, 'GET', `/exception-requests/${id}`);
          expect({
            user,
            listed: list.body.items.some(item => item.id === id),
          }).toEqual({ user, listed: single.status === 200 });
        }
      }
    });

    it('takes filings and votes of users only', async () => {
      const service = access.personas.get('service') ?? '';
      for (const [method, path] of [
        ['POST', '/exception-requests'],
        ['GET', '/exception-requests'],
        ['POST', '/exception-requests/x/votes'],
        ['GET', '/exceptions/log'],
      ]) {
        const { status } = await portal.reach(
          method,
          path,
          service,
          method === 'POST' ? { ask: ask() } : undefined,
        );
        expect({ path, status }).toEqual({ path, status: 403 });
      }
    });

    it('lets nobody file for a team that is not theirs', async () => {
      const { status } = await as(OUTSIDER, 'POST', '/exception-requests', {
        ask: ask(),
      });
      expect(status).toBe(403);
    });
  },
);
