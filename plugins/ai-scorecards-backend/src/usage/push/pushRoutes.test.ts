import { mockServices } from '@backstage/backend-test-utils';
import { MiddlewareFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { apiPaths } from 'backstage-plugin-ai-scorecards-common';
import express from 'express';
import PromiseRouter from 'express-promise-router';
import { Root } from 'protobufjs/light';
import request from 'supertest';
import type { Access } from '../../permissions/Access';
import type { FocusIntake } from './focus/FocusIntake';
import { Gate } from './http/Gate';
import type { OtlpIntake } from './otlp';
import { addOtlpRoutes } from './otlp/otlpRoutes';
import { otlpDescriptor } from './otlp/descriptor';
import type { RowIntake } from './RowIntake';
import { addRowRoutes } from './rowRoutes';

/** The doors over intakes that all fail as a database does. */
function start() {
  const logger = mockServices.logger.mock();
  const fail = async () => {
    throw Object.assign(new Error("insert … values ('ada@example.com')"), {
      name: 'DatabaseError',
      code: '57P01',
    });
  };
  const router = PromiseRouter();
  const options = {
    access: { pusher: async () => undefined } as unknown as Access,
    logger,
    gate: new Gate(),
    refused: { ofPush: async () => undefined },
  };
  addRowRoutes(router, {
    ...options,
    rows: { take: fail } as unknown as RowIntake,
    focus: { take: fail } as unknown as FocusIntake,
  });
  addOtlpRoutes(router, {
    ...options,
    otlp: { metrics: fail, logs: fail } as unknown as OtlpIntake,
  });
  const middleware = MiddlewareFactory.create({
    config: mockServices.rootConfig(),
    logger,
  });
  return { app: express().use(router).use(middleware.error()), logger };
}

const JSON_TYPE = 'application/json';
const PROTOBUF = 'application/x-protobuf';

describe('doors of pushes', () => {
  it.each([
    [apiPaths.ingestUsage, 'text/csv', 'a'],
    [apiPaths.ingestFocus, 'text/csv', 'a'],
    [apiPaths.ingestOtlpMetrics, JSON_TYPE, '{}'],
    [apiPaths.ingestOtlpMetrics, PROTOBUF, ''],
    [apiPaths.ingestOtlpLogs, JSON_TYPE, '{}'],
  ])(
    "ask to send the same again to %s when the fault is not the sender's (%s)",
    async (path, type, body) => {
      const { app, logger } = start();
      const response = await request(app)
        .post(path)
        .set('content-type', type)
        .buffer(true)
        .parse((incoming, done) => {
          const chunks: Buffer[] = [];
          incoming.on('data', chunk => chunks.push(chunk));
          incoming.on('end', () => done(null, Buffer.concat(chunks)));
        })
        .send(body);
      expect(response.status).toBe(503);
      expect(response.headers['retry-after']).toBe('30');
      const text =
        type === PROTOBUF
          ? String(
              Root.fromJSON(otlpDescriptor)
                .lookupType('Status')
                .decode(response.body)
                .toJSON().message,
            )
          : String(response.body);
      expect(text).toContain('send the same again later');
      expect(logger.error).toHaveBeenCalledWith(
        expect.stringContaining('DatabaseError 57P01'),
      );
      expect(JSON.stringify(logger.error.mock.calls)).not.toContain('ada@');
    },
  );
});
