import {
  apiPaths,
  policyQuerySchema,
} from 'backstage-plugin-ai-scorecards-common';
import type { Router } from 'express';
import { parse } from '../http/parse';
import { Access } from '../permissions/Access';
import { ToolService } from './ToolService';

/** Id that stands for the whole organisation: only who sees every team's figures sees its. */
const ORGANISATION = 0;

/** The registry and the policy answer. */
export function addToolRoutes(
  router: Router,
  { access, tools }: { access: Access; tools: ToolService },
): void {
  router.get(apiPaths.tools, async (request, response) => {
    const { full } = await access.teams(request);
    response.json({ items: await tools.list(full(ORGANISATION)) });
  });

  router.get(apiPaths.tool, async (request, response) => {
    const { full } = await access.teams(request);
    const ref = `resource:${request.params.namespace}/${request.params.name}`;
    response.json(
      await tools.get(ref.toLocaleLowerCase('en-US'), full(ORGANISATION)),
    );
  });

  router.get(apiPaths.policy, async (request, response) => {
    await access.registry(request);
    const query = parse(policyQuerySchema, request.query);
    response.json(await tools.policy(query));
  });
}
