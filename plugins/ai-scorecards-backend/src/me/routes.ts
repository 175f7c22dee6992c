import { apiPaths, meQuerySchema } from 'backstage-plugin-ai-scorecards-common';
import type { Router } from 'express';
import { parse } from '../http/parse';
import { Access } from '../permissions/Access';
import { MeService } from './MeService';

/** `GET /me`: user principals only, about themselves only. */
export function addMeRoutes(
  router: Router,
  { access, me }: { access: Access; me: MeService },
): void {
  router.get(apiPaths.me, async (request, response) => {
    const caller = await access.user(request);
    const query = parse(meQuerySchema, request.query);
    response.json(await me.describe(caller, query));
  });
}
