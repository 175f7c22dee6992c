import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { startTestBackend } from '@backstage/backend-test-utils';
import { clockServiceRef } from 'backstage-plugin-ai-scorecards-backend';
import request from 'supertest';
import { devClockFactory } from './clockFactory';

/** Tells what the clock of the plugin says. */
const reader = createBackendPlugin({
  pluginId: 'reader',
  register(env) {
    env.registerInit({
      deps: { clock: clockServiceRef, http: coreServices.httpRouter },
      async init({ clock, http }) {
        http.use((_, response) => {
          response.json(clock.now().toISOString());
        });
        http.addAuthPolicy({ path: '/', allow: 'unauthenticated' });
      },
    });
  },
});

const start = () => startTestBackend({ features: [reader, devClockFactory] });

describe('devClockFactory', () => {
  const { NODE_ENV } = process.env;

  afterEach(() => {
    Object.assign(process.env, { NODE_ENV });
  });

  it.each(['production', ''])(
    'keeps the backend from starting when NODE_ENV is "%s"',
    async environment => {
      Object.assign(process.env, { NODE_ENV: environment });
      await expect(start()).rejects.toThrow(
        `runs only with NODE_ENV=development or test (it is "${environment}")`,
      );
    },
  );

  it('gives the plugin the time that was set, and goes on from there', async () => {
    const { server } = await start();
    const set = await request(server)
      .put('/api/dev-clock')
      .send({ now: '2027-11-24T09:00:00Z' });
    expect(set.status).toBe(200);
    const [read, told] = [
      await request(server).get('/api/reader'),
      await request(server).get('/api/dev-clock'),
    ];
    expect(read.body).toMatch(/^2027-11-24T09:00/);
    expect(told.body.now >= read.body).toBe(true);
  });

  it('refuses what is no time', async () => {
    const { server } = await start();
    const { status, body } = await request(server)
      .put('/api/dev-clock')
      .send({ now: 'tomorrow' });
    expect([status, body.error.message]).toEqual([
      400,
      'now must be a time such as 2026-12-24T09:00:00Z',
    ]);
  });
});
