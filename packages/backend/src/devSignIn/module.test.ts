import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import authPlugin from '@backstage/plugin-auth-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import request from 'supertest';
import { devSignInModule } from './module';

const config = {
  backend: { baseUrl: 'http://localhost' },
  app: { baseUrl: 'http://localhost' },
  auth: { providers: { 'dev-persona': {} } },
  devSignIn: {
    personas: [
      { id: 'lead', title: 'Team lead', userEntityRef: 'user:default/lee' },
      { id: 'gone', title: 'Gone', userEntityRef: 'user:default/nobody' },
    ],
  },
};

const start = (anybody?: boolean) =>
  startTestBackend({
    features: [
      authPlugin,
      devSignInModule,
      mockServices.rootConfig.factory({
        data: { ...config, devSignIn: { ...config.devSignIn, anybody } },
      }),
      catalogServiceMock.factory({
        entities: [
          {
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'User',
            metadata: { name: 'lee' },
            spec: {},
          },
        ],
      }),
    ],
  });

describe('devSignInModule', () => {
  const { NODE_ENV } = process.env;

  afterEach(() => {
    Object.assign(process.env, { NODE_ENV });
  });

  it.each(['production', 'test', ''])(
    'keeps the backend from starting when NODE_ENV is "%s"',
    async environment => {
      Object.assign(process.env, { NODE_ENV: environment });
      await expect(start()).rejects.toThrow(
        `runs only with NODE_ENV=development (it is "${environment}")`,
      );
    },
  );

  it('signs in as the catalog User of the persona in the header', async () => {
    Object.assign(process.env, { NODE_ENV: 'development' });
    const { server } = await start();

    const response = await request(server)
      .get('/api/auth/dev-persona/refresh')
      .set('x-dev-persona', 'lead');

    expect(response.status).toBe(200);
    expect(response.body.backstageIdentity.identity.userEntityRef).toBe(
      'user:default/lee',
    );
  });

  it.each([
    ['user:default/lee', 200],
    ['user:', 400],
    ['user:default/nobody', 404],
  ])(
    'lets anybody in by ref where that is configured: %s',
    async (ref, status) => {
      Object.assign(process.env, { NODE_ENV: 'development' });
      const { server } = await start(true);
      const response = await request(server)
        .get('/api/auth/dev-persona/refresh')
        .set('x-dev-persona', ref);
      expect(response.status).toBe(status);
    },
  );

  it.each([
    ['no header', undefined, 401],
    ['an unknown persona', 'root', 401],
    ['a User ref instead of an id', 'user:default/lee', 401],
    ['a persona whose User the catalog does not know', 'gone', 404],
  ])('refuses %s', async (_what, header, status) => {
    Object.assign(process.env, { NODE_ENV: 'development' });
    const { server } = await start();

    const get = request(server).get('/api/auth/dev-persona/refresh');
    const response = await (header === undefined
      ? get
      : get.set('x-dev-persona', header));

    expect(response.status).toBe(status);
  });
});
