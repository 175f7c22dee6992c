import {
  API_VERSION_PREFIX,
  apiPaths,
  openApiDocument,
} from 'backstage-plugin-ai-scorecards-common';
import express, { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { addCostRoutes } from '../cost/routes';
import { addErasureRoutes } from '../erasure/routes';
import { addExceptionRoutes } from '../exceptions/routes';
import { addMeRoutes } from '../me/routes';
import { addOutcomeRoutes } from '../outcomes/routes';
import { addPracticeRoutes } from '../practices/routes';
import { addScorecardRoutes } from '../scorecards/routes';
import { addToolRoutes } from '../tools/routes';
import { addOtlpRoutes } from '../usage/push/otlp/otlpRoutes';
import { addRowRoutes } from '../usage/push/rowRoutes';
import { addIngestionRoutes } from '../usage/routes';

export type RouterOptions = Parameters<typeof addScorecardRoutes>[1] &
  Parameters<typeof addToolRoutes>[1] &
  Parameters<typeof addMeRoutes>[1] &
  Parameters<typeof addIngestionRoutes>[1] &
  Parameters<typeof addCostRoutes>[1] &
  Parameters<typeof addRowRoutes>[1] &
  Parameters<typeof addOtlpRoutes>[1] &
  Parameters<typeof addExceptionRoutes>[1] &
  Parameters<typeof addOutcomeRoutes>[1] &
  Parameters<typeof addPracticeRoutes>[1] &
  Parameters<typeof addErasureRoutes>[1];

/** A CSV of ten thousand accounts fits. */
const BODY_LIMIT = '6mb';

/** The HTTP contract. Errors are thrown; the backend turns them into answers. */
export function createRouter(options: RouterOptions): Router {
  const routes = PromiseRouter();
  // Before the parser of JSON: these read their bodies themselves, with limits of their own.
  addRowRoutes(routes, options);
  addOtlpRoutes(routes, options);
  routes.use(express.json({ limit: BODY_LIMIT }));
  addScorecardRoutes(routes, options);
  addToolRoutes(routes, options);
  addMeRoutes(routes, options);
  addIngestionRoutes(routes, options);
  addCostRoutes(routes, options);
  addExceptionRoutes(routes, options);
  addPracticeRoutes(routes, options);
  addOutcomeRoutes(routes, options);
  addErasureRoutes(routes, options);

  const document = openApiDocument();
  routes.get(apiPaths.openApi, (_request, response) => {
    response.json(document);
  });

  const router = PromiseRouter();
  router.use(API_VERSION_PREFIX, routes);
  return router;
}
