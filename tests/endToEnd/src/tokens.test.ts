import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import {
  apiPaths,
  policyAnswerSchema,
} from 'backstage-plugin-ai-scorecards-common';
import { AccessWorld } from './__testUtils__/access/AccessWorld';
import { requestRoutes } from './__testUtils__/access/requestRoutes';
import type { Cases } from './__testUtils__/access/RequestWorld';
import { routes } from './__testUtils__/access/routes';
import { Portal } from './__testUtils__/portal';
import { questionOf, tokenAccessOf } from './__testUtils__/recipe';
import { TestWorld } from './__testUtils__/world';

jest.setTimeout(240_000);

const POLICY = 'docs-of-the-policy-token';
const PUSH = 'docs-of-the-push-token';

/** Every route of ours, as the tables of access ask it; which case is meant does not matter to who may not ask. */
function everyRoute(day: string) {
  const anyCase = new Proxy({} as Cases, { get: () => 'some-id' });
  const ofRequests = requestRoutes({
    ask: () => ({}),
    user: () => 'user:default/persona-developer',
    access: { world: { day: () => day } } as unknown as AccessWorld,
  });
  const account = {
    namespace: 'github',
    account: 'nobody',
    state: 'unresolved',
  };
  return [
    ...routes(account, day).values(),
    ...[...ofRequests.values()].map(row => ({
      method: row.method,
      path: row.path,
      url: row.url(anyCase),
      body: row.body,
    })),
  ];
}

/** The documented tokens, on the services that a portal really has. */
describe('a service token restricted as the documentation says', () => {
  let world: TestWorld;
  let portal: Portal;

  const ask = (token: string, url: string, method = 'GET', body?: unknown) =>
    portal.reach(method, url, `Bearer ${token}`, body);

  beforeAll(async () => {
    world = await TestWorld.start({ developers: 60, days: 30 });
    portal = await world.portal({
      features: [
        authServiceFactory,
        httpAuthServiceFactory,
        permissionsServiceFactory,
      ],
      rootConfig: {
        permission: { enabled: true },
        backend: {
          auth: {
            externalAccess: [
              ...tokenAccessOf('exceptions.md', POLICY),
              ...tokenAccessOf('push.md', PUSH),
            ],
          },
        },
      },
    });
    // The organisation and the registry are read.
    await portal.tick();
    await portal.tick();
  });
  afterAll(() => world.close());

  it('is answered what the recipe asks', async () => {
    const { status, text } = await ask(POLICY, questionOf('exceptions.md'));
    expect(status).toBe(200);
    expect(policyAnswerSchema.parse(JSON.parse(text))).toMatchObject({
      allowed: false,
      reason: expect.stringContaining('Cursor'),
    });
    const other = await ask(
      POLICY,
      questionOf('exceptions.md').replace('cursor', 'github-copilot'),
    );
    expect(JSON.parse(other.text)).toMatchObject({ allowed: true });
  });

  it('reads and changes nothing else of ours', async () => {
    const open = new Set<string>();
    for (const { method, path, url, body } of everyRoute(world.day(-10))) {
      const { status, text } = await ask(POLICY, url, method, body);
      if (status === 401 || status === 403) continue;
      // A list leaves out what one may not see; it does not fail because of it.
      if (path === apiPaths.teams && JSON.parse(text).items.length === 0) {
        continue;
      }
      open.add(`${method} ${path}: ${status}`);
    }
    expect([...open]).toEqual([
      `GET ${apiPaths.policy}: 200`,
      `GET ${apiPaths.openApi}: 200`,
    ]);
  });

  it('is another than the one that pushes, and neither does what the other does', async () => {
    const pushed = await ask(PUSH, apiPaths.ingestOtlpMetrics, 'POST', {});
    expect(pushed.status).toBe(200);
    const asked = await ask(PUSH, questionOf('exceptions.md'));
    expect(asked.status).toBe(403);
    const pushes = await ask(POLICY, apiPaths.ingestOtlpMetrics, 'POST', {});
    expect(pushes.status).toBe(403);
  });

  it('is nothing where it is another one', async () => {
    const { status } = await ask('no-such-token', questionOf('exceptions.md'));
    expect(status).toBe(401);
  });
});
