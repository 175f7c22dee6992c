import { z } from 'zod';
import { API_VERSION_PREFIX } from '../client/paths';
import { Operation, operations } from './operations';

const AUDIENCE: Record<Operation['audience'], string> = {
  registry:
    'Signed-in catalog users; figures only where they may see the team.',
  policy:
    'Signed-in catalog users, and service tokens restricted to the permission `ai-scorecards.policy.read`.',
  team: 'Who may see the figures of the team.',
  operators: 'Operators.',
  leads: 'Leads of the team and of the teams above it.',
  ingest: 'Services with a token, and operators.',
  organisation: 'Whoever sees the figures, or the cost, of every team.',
  controllers: 'Finance and operators.',
  pushers:
    'Service tokens restricted to the permission `ai-scorecards.ingest`, and operators.',
  self: 'The signed-in user, about nobody else.',
  requests:
    'Users: who files or supports, the team, its leads up the chain, the board, auditors; lists hold what the caller may see.',
  board:
    'Users who sit on a board, speak for a voice, or read the decision log.',
  log: 'Users who read the decision log.',
  admins: 'Admins.',
  speakers: 'Members of the team, its leads and leads of teams above.',
  keepers: 'Practice leads and operators.',
  anyone: 'Any authenticated caller.',
};

const ERRORS = {
  '400': { description: 'Bad input; the message names the field' },
  '401': { description: 'Not signed in' },
  '403': { description: 'Not allowed' },
  '404': { description: 'No such team, tool, source, request or exception' },
  '409': {
    description: 'Not possible from this state; the message names what is',
  },
  '503': { description: 'Not yet: the catalog has not been read' },
} as const;

const PUSH_ERRORS = {
  '408': { description: 'The body stopped coming: try again' },
  '413': { description: 'Too large: send it in parts' },
  '415': { description: 'Another content type or encoding is wanted' },
  '429': { description: 'Too many at once: try again after Retry-After' },
  '503': {
    description: 'A fault of the portal: send the same again after Retry-After',
  },
} as const;

function schemaOf(schema: z.ZodType, io: 'input' | 'output') {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
  });
  return rest;
}

function queryParameters(schema: z.ZodType) {
  const object = schemaOf(schema, 'input') as {
    properties?: Record<string, unknown>;
    required?: string[];
  };
  return Object.entries(object.properties ?? {}).map(([name, property]) => ({
    name,
    in: 'query',
    required: object.required?.includes(name) ?? false,
    schema: property,
  }));
}

function describeOperation(operation: Operation) {
  const names = [...operation.path.matchAll(/:(\w+)/g)].map(match => match[1]);
  return {
    operationId: operation.id,
    summary: operation.summary,
    description: AUDIENCE[operation.audience],
    parameters: [
      ...names.map(name => ({
        name,
        in: 'path',
        required: true,
        schema: { type: 'string' },
      })),
      ...(operation.query ? queryParameters(operation.query) : []),
    ],
    ...(operation.body && {
      requestBody: {
        required: true,
        content: {
          'application/json': { schema: schemaOf(operation.body, 'input') },
          ...Object.fromEntries(
            (operation.bodyTypes ?? []).map(type => [
              type,
              { schema: { type: 'string' } },
            ]),
          ),
        },
      },
    }),
    ...(operation.textBody && {
      requestBody: {
        required: true,
        content: { [operation.textBody]: { schema: { type: 'string' } } },
      },
    }),
    responses: {
      ...(operation.response
        ? {
            '200': {
              description: operation.summary,
              content: {
                [operation.textResponse ?? 'application/json']: {
                  schema: schemaOf(operation.response, 'output'),
                },
              },
            },
          }
        : { '204': { description: 'Done' } }),
      ...ERRORS,
      ...(operation.audience === 'pushers' && PUSH_ERRORS),
    },
  };
}

/** The OpenAPI 3.1 document of the HTTP contract, made from the schemas that the router validates with. */
export function openApiDocument(): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) {
    const path = `${API_VERSION_PREFIX}${operation.path.replace(
      /:(\w+)/g,
      '{$1}',
    )}`;
    paths[path] = {
      ...paths[path],
      [operation.method]: describeOperation(operation),
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'AI Scorecards',
      version: '1',
      description:
        'Days are UTC (`YYYY-MM-DD`), weeks are named by their Monday, money is integer micro-units. Beside every value stands its state: what is missing is never zero.',
    },
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
    },
    security: [{ bearer: [] }],
  };
}
