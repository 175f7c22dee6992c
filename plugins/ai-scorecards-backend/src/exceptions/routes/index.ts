import type { Router } from 'express';
import { addBoardRoutes } from './board';
import { addExceptionReadRoutes } from './exceptions';
import { addExceptionStepRoutes } from './exceptionSteps';
import { addLogRoutes } from './log';
import { ExceptionRouteOptions } from './options';
import { addRequestRoutes } from './requests';
import { addRequestStepRoutes } from './requestSteps';

/** Requests, exceptions and the decision log. */
export function addExceptionRoutes(
  router: Router,
  options: ExceptionRouteOptions,
): void {
  addRequestRoutes(router, options);
  addRequestStepRoutes(router, options);
  // Before the paths with an id, which would take them for one.
  addLogRoutes(router, options);
  addBoardRoutes(router, options);
  addExceptionReadRoutes(router, options);
  addExceptionStepRoutes(router, options);
}
