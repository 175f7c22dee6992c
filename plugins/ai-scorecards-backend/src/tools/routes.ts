import {
  apiPaths,
  policyQuerySchema,
} from 'backstage-plugin-ai-scorecards-common';
import type { Router } from 'express';
import { parse } from '../http/parse';
import { Access } from '../permissions/Access';
import { ToolService } from './ToolService';

/** The registry and the policy answer. */
export function addToolRoutes(
  router: Router,
  { access, tools }: { access: Access; tools: ToolService },
): void {
  router.get(apiPaths.tools, async (request, response) => {
    const withUse = await access.toolUse(request);
    response.json({ items: await tools.list(withUse) });
  });

  router.get(apiPaths.tool, async (request, response) => {
    const withUse = await access.toolUse(request);
    const ref = `resource:${request.params.namespace}/${request.params.name}`;
    response.json(await tools.get(ref.toLocaleLowerCase('en-US'), withUse));
  });

  router.get(apiPaths.policy, async (request, response) => {
    await access.policy(request);
    const query = parse(policyQuerySchema, request.query);
    response.json(await tools.policy(query));
  });
}
