import {
  IncomingMessage,
  Server,
  ServerResponse,
  createServer,
} from 'node:http';
import { dayOfMoment } from '../time/days';
import { World, WorldOptions } from '../world';
import { anthropicRoutes } from './anthropic';
import { cursorRoutes } from './cursor';
import { cursorTruthRoutes } from './cursorTruth';
import {
  Exchange,
  Route,
  Sim,
  SimSettings,
  readJson,
  sendJson,
} from './exchange';
import { openaiRoutes } from './openai';
import { openaiTruthRoutes } from './openaiTruth';
import { anthropicEnterpriseRoutes } from './anthropicEnterprise';
import { anthropicError, cursorError, githubError, openaiError } from './auth';
import { billingTruthRoutes } from './billingTruth';
import { blobRoutes } from './blobs';
import { graphqlRoutes } from './code/graphql';
import { githubCodeRoutes } from './code/githubRest';
import { gitlabRoutes } from './code/gitlab';
import { RateLimits } from './code/rateLimits';
import { codeTruthRoutes } from './code/truth';
import { controlRoutes } from './control';
import { enterpriseTruthRoutes } from './enterpriseTruth';
import { Fault, Faults } from './faults';
import { githubRoutes } from './github';
import { githubBillingRoutes } from './githubBilling';
import { RequestLog } from './requestLog';
import { truthRoutes } from './truth';

export interface VendorSimOptions extends WorldOptions, Partial<SimSettings> {
  /** 0, the default, takes any free port */
  port?: number;
  /** the interface to listen on; loopback by default */
  host?: string;
}

/** A stand-in that is running. */
export interface VendorSim {
  /** where it is reached, without a slash at the end */
  url: string;
  world: World;
  faults: Faults;
  requests: RequestLog;
  rateLimits: RateLimits;
  /** ends it, with every answer that still hangs */
  close(): Promise<void>;
}

export const DEFAULT_SETTINGS: SimSettings = {
  githubToken: 'sim-github-token',
  anthropicKey: 'sim-anthropic-admin-key',
  cursorKey: 'sim-cursor-admin-key',
  openaiKey: 'sim-openai-admin-key',
  analyticsKey: 'sim-anthropic-analytics-key',
  gitlabToken: 'sim-gitlab-token',
  organization: 'acme',
  enterprise: 'acme-ent',
  linkSeconds: 600,
};

const INTERNAL = /^\/(control|truth|health)(\/|$)/;

const ROUTES: Route[] = [
  ...githubRoutes,
  ...githubBillingRoutes,
  ...graphqlRoutes,
  ...githubCodeRoutes,
  ...gitlabRoutes,
  ...blobRoutes,
  ...anthropicRoutes,
  ...cursorRoutes,
  ...cursorTruthRoutes,
  ...openaiRoutes,
  ...openaiTruthRoutes,
  ...anthropicEnterpriseRoutes,
  ...truthRoutes,
  ...enterpriseTruthRoutes,
  ...billingTruthRoutes,
  ...codeTruthRoutes,
  ...controlRoutes,
  {
    method: 'GET',
    pattern: /^\/health$/,
    handle: exchange =>
      sendJson(exchange, 200, { today: exchange.sim.world.today() }),
  },
];

/** Starts the stand-in and resolves when it answers. */
export async function startVendorSim(
  options: VendorSimOptions = {},
): Promise<VendorSim> {
  let url = '';
  const sim: Sim = {
    world: new World(options),
    faults: new Faults(),
    requests: new RequestLog(),
    rateLimits: new RateLimits(),
    settings: {
      githubToken: options.githubToken ?? DEFAULT_SETTINGS.githubToken,
      anthropicKey: options.anthropicKey ?? DEFAULT_SETTINGS.anthropicKey,
      cursorKey: options.cursorKey ?? DEFAULT_SETTINGS.cursorKey,
      openaiKey: options.openaiKey ?? DEFAULT_SETTINGS.openaiKey,
      analyticsKey: options.analyticsKey ?? DEFAULT_SETTINGS.analyticsKey,
      gitlabToken: options.gitlabToken ?? DEFAULT_SETTINGS.gitlabToken,
      organization: options.organization ?? DEFAULT_SETTINGS.organization,
      enterprise: options.enterprise ?? DEFAULT_SETTINGS.enterprise,
      linkSeconds: options.linkSeconds ?? DEFAULT_SETTINGS.linkSeconds,
    },
    url: () => url,
  };
  const host = options.host ?? '127.0.0.1';
  const server = createServer((req, res) => {
    answer(sim, req, res).catch(error => fail(res, error));
  });
  const port = await listen(server, options.port ?? 0, host);
  url = `http://${host}:${port}`;
  return {
    url,
    world: sim.world,
    faults: sim.faults,
    requests: sim.requests,
    rateLimits: sim.rateLimits,
    close: () => close(server),
  };
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close(error => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}

async function answer(
  sim: Sim,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const url = new URL(req.url ?? '/', sim.url());
  const method = req.method ?? 'GET';
  const internal = INTERNAL.test(url.pathname);
  if (!internal) {
    sim.requests.request(method, url.pathname);
    res.once('finish', () => sim.requests.answer(res.statusCode));
  }
  const body = internal || method === 'GET' ? undefined : await readJson(req);
  const exchange: Exchange = { sim, req, res, url, body, params: [] };
  const fault = internal
    ? undefined
    : sim.faults.meet(url.pathname, dayAsked(url, body));
  if (fault && misbehave(exchange, fault)) {
    return;
  }
  exchange.fault = fault;
  for (const route of ROUTES) {
    const match = route.pattern.exec(url.pathname);
    if (match && route.method === method) {
      exchange.params = match.slice(1);
      await route.handle(exchange);
      return;
    }
  }
  githubError(exchange, 404, 'Not Found');
}

/** The UTC day that a request is about, wherever its vendor puts it. */
function dayAsked(
  { searchParams, pathname }: URL,
  body: Record<string, unknown> = {},
): string | undefined {
  if (typeof body.startDate === 'number') {
    return dayOfMoment(body.startDate);
  }
  const start = searchParams.get('start_time');
  if (start && /^\d+$/.test(start)) {
    return dayOfMoment(Number(start) * 1000);
  }
  const inSearch = dayOfSearch(body.variables);
  if (inSearch) return inSearch;
  const inQuery =
    searchParams.get('day') ??
    searchParams.get('date') ??
    searchParams.get('starting_at');
  return inQuery?.slice(0, 10) ?? /\/(\d{4}-\d{2}-\d{2})\//.exec(pathname)?.[1];
}

/** The day of which a GraphQL query asks what was merged or told. */
function dayOfSearch(variables: unknown): string | undefined {
  return /(?:merged:|created:|"from":")(\d{4}-\d{2}-\d{2})T/.exec(
    JSON.stringify(variables) ?? '',
  )?.[1];
}

/** Answers wrongly if the fault is about the answer itself. */
function misbehave(exchange: Exchange, fault: Fault): boolean {
  const { res, url } = exchange;
  const refuse = (status: number, message: string) => {
    if (url.pathname.startsWith('/teams/')) {
      return cursorError(exchange, status, message);
    }
    if (url.pathname.startsWith('/v1/organization/')) {
      return openaiError(exchange, status, 'server_error', message);
    }
    return url.pathname.startsWith('/v1/')
      ? anthropicError(exchange, status, 'api_error', message)
      : githubError(exchange, status, message);
  };
  switch (fault.kind) {
    case 'rate-limited':
      res.setHeader('retry-after', String(fault.retryAfterSeconds ?? 1));
      refuse(429, 'Too many requests');
      return true;
    case 'limit-used-up':
      res.setHeader('x-ratelimit-limit', '5000');
      res.setHeader('x-ratelimit-remaining', '0');
      res.setHeader(
        'x-ratelimit-reset',
        String(Math.ceil(Date.now() / 1000) + (fault.retryAfterSeconds ?? 1)),
      );
      refuse(403, 'API rate limit exceeded');
      return true;
    case 'secondary-limit':
      refuse(403, 'You have exceeded a secondary rate limit.');
      return true;
    case 'not-found':
      refuse(404, 'Not Found');
      return true;
    case 'server-error':
      refuse(500, 'Something went wrong');
      return true;
    case 'revoked-key':
      refuse(401, 'Bad credentials');
      return true;
    case 'forbidden':
      refuse(403, 'Resource not accessible');
      return true;
    case 'no-content':
      res.writeHead(204).end();
      return true;
    case 'empty-string':
      sendJson(exchange, 200, '');
      return true;
    case 'redirect':
      res
        .writeHead(302, {
          location: fault.location ?? 'https://elsewhere.invalid/report',
        })
        .end();
      return true;
    case 'hang':
      return true;
    default:
      return false;
  }
}

function fail(res: ServerResponse, error: unknown): void {
  const wrongInput =
    error instanceof RangeError || error instanceof SyntaxError;
  const message = error instanceof Error ? error.message : String(error);
  if (res.headersSent || res.destroyed) {
    // The reader went away in the middle; there is nobody left to tell.
    res.destroy();
    return;
  }
  res
    .writeHead(wrongInput ? 400 : 500, { 'content-type': 'application/json' })
    .end(JSON.stringify({ error: message }));
}
