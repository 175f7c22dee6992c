import {
  buildSchema,
  DocumentNode,
  execute,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLError,
  parse,
  SelectionSetNode,
  validate,
} from 'graphql';
import { githubError, githubFault } from '../auth';
import { Exchange, Route, sendJson } from '../exchange';
import { graphqlRepository } from './graphqlRepository';
import { GRAPHQL_SCHEMA } from './graphqlSchema';
import { search } from './graphqlSearch';

const answer = (exchange: Exchange, body: object): void =>
  sendJson(exchange, 200, body, exchange.sim.rateLimits.headers('graphql'));

/** GitHub puts the type beside the message, not below `extensions`. */
const shown = (error: GraphQLError): object => ({
  type: error.extensions.type,
  path: error.path,
  message: error.message,
});

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const schema = buildSchema(GRAPHQL_SCHEMA);

export const graphqlRoutes: Route[] = [
  { method: 'POST', pattern: /^\/graphql$/, handle: graphql },
];

async function graphql(exchange: Exchange): Promise<void> {
  const { sim, body = {} } = exchange;
  const fault = githubFault(exchange);
  if (fault) {
    githubError(exchange, fault.status, fault.message);
    return;
  }
  const { query, variables } = body;
  if (typeof query !== 'string') {
    githubError(exchange, 400, 'A query attribute must be specified');
    return;
  }
  const document = parse(query);
  const faults = validate(schema, document);
  const values = isRecord(variables) ? variables : {};
  const cost = costOf(document, values);
  const limits = sim.rateLimits;
  if (faults.length > 0) {
    answer(exchange, { errors: faults.map(it => ({ message: it.message })) });
    return;
  }
  if (!limits.take('graphql', cost)) {
    const message = 'API rate limit already exceeded';
    answer(exchange, { errors: [{ type: 'RATE_LIMITED', message }] });
    return;
  }
  const limit = limits.of('graphql');
  const result = await execute({
    schema,
    document,
    variableValues: values,
    rootValue: {
      rateLimit: {
        limit: limit.limit,
        cost,
        remaining: limit.limit - limit.used,
        resetAt: new Date(limit.resetsAt * 1000).toISOString(),
      },
      repository: ({ owner, name }: { owner: string; name: string }) => {
        const found = sim.world.code.repository('github', `${owner}/${name}`);
        if (!found) {
          throw new GraphQLError(
            `Could not resolve to a Repository with the name '${owner}/${name}'.`,
            { extensions: { type: 'NOT_FOUND' } },
          );
        }
        return graphqlRepository(sim, found);
      },
      search: (args: { query: string; first?: number; after?: string }) =>
        search(sim, args),
    },
  });
  answer(exchange, {
    data: result.data,
    ...(result.errors && { errors: result.errors.map(shown) }),
  });
}

/** Points of a query: the requests that its connections would take, by a hundred, at least one. */
export function costOf(
  document: DocumentNode,
  variables: Record<string, unknown> = {},
): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const it of document.definitions) {
    if (it.kind === 'FragmentDefinition') {
      fragments.set(it.name.value, it);
    }
  }
  const requests = (set: SelectionSetNode | undefined, times: number): number =>
    (set?.selections ?? []).reduce((sum, it) => {
      if (it.kind === 'FragmentSpread') {
        return (
          sum + requests(fragments.get(it.name.value)?.selectionSet, times)
        );
      }
      if (it.kind === 'InlineFragment') {
        return sum + requests(it.selectionSet, times);
      }
      const size = sizeOf(it, variables);
      const own = size === undefined ? 0 : times;
      return sum + own + requests(it.selectionSet, times * (size ?? 1));
    }, 0);
  const all = document.definitions.reduce(
    (sum, it) =>
      it.kind === 'OperationDefinition'
        ? sum + requests(it.selectionSet, 1)
        : sum,
    0,
  );
  return Math.max(1, Math.round(all / 100));
}

/** How many items a connection is asked for; undefined for what is none. */
function sizeOf(
  field: FieldNode,
  variables: Record<string, unknown>,
): number | undefined {
  const value = field.arguments?.find(it => it.name.value === 'first')?.value;
  if (value?.kind === 'IntValue') {
    return Number(value.value);
  }
  return value?.kind === 'Variable'
    ? Number(variables[value.name.value])
    : undefined;
}
