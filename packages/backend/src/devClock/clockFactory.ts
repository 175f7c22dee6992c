import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { clockServiceRef } from 'backstage-plugin-ai-scorecards-backend';
import express from 'express';
import { OffsetClock } from './OffsetClock';

/** Where the clock is read and set. */
export const DEV_CLOCK_PATH = '/api/dev-clock';

/**
 * A clock that anybody can set over HTTP, so that a year of a request's life passes in a test. It moves the plugin's own
 * days and deadlines; tokens and schedules stay with the machine.
 *
 * It makes the backend fail to start unless NODE_ENV is "development" or "test": with it, anybody could let an exception
 * expire or a deadline pass.
 */
export const devClockFactory = createServiceFactory({
  service: clockServiceRef,
  deps: {
    logger: coreServices.rootLogger,
    router: coreServices.rootHttpRouter,
  },
  factory({ logger, router }) {
    const { NODE_ENV = '' } = process.env;
    if (NODE_ENV !== 'development' && NODE_ENV !== 'test') {
      throw new Error(
        `The development clock can be set by anybody, so it runs only with NODE_ENV=development or test (it is "${NODE_ENV}"). Remove devClockFactory from packages/backend/src/index.ts.`,
      );
    }
    const clock = new OffsetClock();
    const routes = express.Router();
    routes.use(express.json());
    const answer: express.RequestHandler = (_, response) => {
      response.json({ now: clock.now().toISOString() });
    };
    routes.get('/', answer);
    routes.put(
      '/',
      (request, _, next) => {
        clock.set(request.body.now);
        next();
      },
      answer,
    );
    router.use(DEV_CLOCK_PATH, routes);
    logger.warn('Anybody who reaches this portal may set its clock');
    return clock;
  },
});
