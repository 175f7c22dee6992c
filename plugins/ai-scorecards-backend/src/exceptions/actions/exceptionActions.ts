import type { JsonObject } from '@backstage/types';
import type { AuditorService } from '@backstage/backend-plugin-api';
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import {
  askSchema,
  dataClassSchema,
  policyQuerySchema,
  reasonCategorySchema,
} from 'backstage-plugin-ai-scorecards-common';
import { audited } from '../../http/audited';
import { parse } from '../../http/parse';
import type { ToolService } from '../../tools/ToolService';
import type { Access } from '../../permissions/Access';
import type { RequestAccess } from '../access/RequestAccess';
import type { RequestReads } from '../RequestReads';
import type { CaseService } from '../service/CaseService';
import { cursorOf, placeIn } from '../store/cursor';

const READS = { readOnly: true, idempotent: true, destructive: false };
const PAGE = 50;
const CURSOR = 'The nextCursor of an answer, to go on after it';

/** What an assistant may do for somebody: read, ask whether a tool is allowed, and draft. It files and decides nothing. */
export function registerExceptionActions(
  registry: ActionsRegistryService,
  services: {
    auditor: AuditorService;
    access: Access;
    requestAccess: RequestAccess;
    reads: RequestReads;
    cases: CaseService;
    tools: ToolService;
    /** What an auditor event says of the decision log. */
    head: () => Promise<JsonObject>;
  },
): void {
  const { auditor, access, requestAccess, reads, cases, tools, head } =
    services;
  registry.register({
    name: 'list-exception-requests',
    title: 'List requests for AI tools',
    description:
      'Requests of teams for AI coding tools other than the default, as far as the caller may see them, the next due first.',
    attributes: READS,
    schema: {
      input: z =>
        z.object({
          team: z.string().optional().describe('A full entity ref'),
          open: z.boolean().optional().describe('Only those that wait'),
          cursor: z.string().optional().describe(CURSOR),
        }),
      output: z =>
        z.object({
          requests: z.array(z.object({}).passthrough()),
          nextCursor: z.string().nullable(),
        }),
    },
    action: async ({ input, credentials }) => {
      const { caller, visible } = await requestAccess.visible(
        credentials,
        'requests',
      );
      const { items, next } = await reads.requests(
        {
          team: input.team?.toLocaleLowerCase('en-US'),
          states: input.open
            ? ['submitted', 'in_review', 'changes_requested']
            : undefined,
          limit: PAGE,
          after: placeIn(input.cursor),
        },
        caller.user,
        visible,
      );
      return { output: { requests: items, nextCursor: cursorOf(next) } };
    },
  });
  registry.register({
    name: 'get-exception-request',
    title: 'Read a request for an AI tool',
    description:
      'One request with what is asked, who may decide, the votes and what the caller may do next.',
    attributes: READS,
    schema: {
      input: z => z.object({ id: z.string() }),
      output: z => z.object({ request: z.object({}).passthrough() }),
    },
    action: async ({ input, credentials }) => {
      const { caller, known } = await requestAccess.reader(
        credentials,
        input.id,
      );
      return { output: { request: await reads.request(known, caller.user) } };
    },
  });
  registry.register({
    name: 'list-ai-tool-exceptions',
    title: 'List exceptions for AI tools',
    description:
      'Which teams may use which AI coding tools by exception, until when and on which conditions.',
    attributes: READS,
    schema: {
      input: z =>
        z.object({
          team: z.string().optional().describe('A full entity ref'),
          tool: z.string().optional().describe('A full entity ref'),
          cursor: z.string().optional().describe(CURSOR),
        }),
      output: z =>
        z.object({
          exceptions: z.array(z.object({}).passthrough()),
          nextCursor: z.string().nullable(),
        }),
    },
    action: async ({ input, credentials }) => {
      const { caller, visible } = await requestAccess.visible(
        credentials,
        'exceptions',
      );
      const { items, next } = await reads.exceptions(
        {
          exceptionStates: ['active', 'suspended'],
          team: input.team?.toLocaleLowerCase('en-US'),
          tool: input.tool?.toLocaleLowerCase('en-US'),
          limit: PAGE,
          after: placeIn(input.cursor),
        },
        caller.user,
        visible,
      );
      return { output: { exceptions: items, nextCursor: cursorOf(next) } };
    },
  });
  registry.register({
    name: 'get-ai-tool-exception',
    title: 'Read an exception for an AI tool',
    description:
      'One exception with its state, days, conditions and how they stand, who supports it, and what the caller may do next.',
    attributes: READS,
    schema: {
      input: z => z.object({ id: z.string() }),
      output: z => z.object({ exception: z.object({}).passthrough() }),
    },
    action: async ({ input, credentials }) => {
      const { caller, known } = await requestAccess.exceptionReader(
        credentials,
        input.id,
      );
      return {
        output: { exception: await reads.exception(known, caller.user) },
      };
    },
  });
  registry.register({
    name: 'check-ai-tool-policy',
    title: 'May a team use an AI tool',
    description:
      'Says whether a team may use an AI coding tool now, why, and until when.',
    attributes: READS,
    schema: {
      input: z =>
        z.object({
          team: z.string().describe('A full entity ref of a team'),
          tool: z.string().describe('A tool: its ref, name or title'),
          component: z.string().optional().describe('A full entity ref'),
          data: z
            .string()
            .optional()
            .describe(dataClassSchema.options.join(', ')),
        }),
      output: z =>
        z.object({ allowed: z.boolean(), reason: z.string() }).passthrough(),
    },
    action: async ({ input, credentials }) => {
      await access.policy(credentials);
      return { output: await tools.policy(parse(policyQuerySchema, input)) };
    },
  });
  registry.register({
    name: 'draft-exception-request',
    title: 'Draft a request for an AI tool',
    description:
      'Saves a draft of a request for a tool that is not the default. A person reads, completes and sends it in the portal.',
    attributes: { readOnly: false, destructive: false, idempotent: false },
    schema: {
      input: z =>
        z.object({
          team: z.string().describe('A full entity ref of a team'),
          tool: z.string().describe('A full entity ref of a tool'),
          category: z
            .string()
            .optional()
            .describe(reasonCategorySchema.options.join(', ')),
          why: z.string().optional().describe('Why the default does not fit'),
          seats: z.number().int().optional(),
          until: z.string().optional().describe('The last day, YYYY-MM-DD'),
          data: z
            .string()
            .optional()
            .describe(dataClassSchema.options.join(', ')),
        }),
      output: z => z.object({ id: z.string(), link: z.string() }),
    },
    action: async ({ input, credentials }) => {
      const { user } = await requestAccess.filer(credentials);
      const ask = parse(askSchema, {
        ...input,
        team: input.team.toLocaleLowerCase('en-US'),
        tool: input.tool.toLocaleLowerCase('en-US'),
      });
      const { request } = await audited(
        auditor,
        undefined,
        'exception-request',
        () =>
          cases.draft(user, {
            kind: 'team',
            wish: { ask, standing: null },
            renews: null,
          }),
        async () => ({
          user,
          action: 'draft-exception-request',
          ...(await head()),
        }),
      );
      return {
        output: {
          id: request.id,
          link: `/ai-scorecards/requests/${request.id}/edit`,
        },
      };
    },
  });
}
