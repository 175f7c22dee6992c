import { Exchange, Route, SimSettings, sendJson } from './exchange';

/** A token that is known and lacks the permission for anything. */
export const TOKEN_WITHOUT_PERMISSION = 'sim-token-without-permission';

/** A GitHub error in GitHub's shape. */
export function githubError(
  exchange: Exchange,
  status: number,
  message: string,
): void {
  sendJson(exchange, status, {
    message,
    documentation_url: 'https://docs.github.com/rest',
    status: String(status),
  });
}

/** An Anthropic error in Anthropic's shape. */
export function anthropicError(
  exchange: Exchange,
  status: number,
  type: string,
  message: string,
): void {
  sendJson(exchange, status, { type: 'error', error: { type, message } });
}

/** Why GitHub refuses a request by its token; undefined for the right one. */
export function githubFault({
  req,
  sim,
}: Exchange): { status: number; message: string } | undefined {
  const token = /^(?:Bearer|token) (.+)$/i.exec(
    req.headers.authorization ?? '',
  )?.[1];
  if (token === TOKEN_WITHOUT_PERMISSION) {
    return {
      status: 403,
      message: 'Resource not accessible by personal access token',
    };
  }
  if (token !== sim.settings.githubToken) {
    return {
      status: 401,
      message: token ? 'Bad credentials' : 'Requires authentication',
    };
  }
  return undefined;
}

/** A route for those who carry the GitHub token and name our organisation. */
export function githubRoute(
  path: RegExp,
  handle: Route['handle'],
  method: 'GET' | 'POST' = 'GET',
): Route {
  return {
    method,
    pattern: path,
    handle: exchange => {
      const { params, sim } = exchange;
      const { organization, enterprise } = sim.settings;
      const [kind, name] = params;
      const fault = githubFault(exchange);
      if (fault) {
        return githubError(exchange, fault.status, fault.message);
      }
      if (name !== (kind === 'orgs' ? organization : enterprise)) {
        return githubError(exchange, 404, 'Not Found');
      }
      return handle(exchange);
    },
  };
}

/** A Cursor error in Cursor's shape. */
export function cursorError(
  exchange: Exchange,
  status: number,
  message: string,
): void {
  sendJson(exchange, status, { error: message, message });
}

/** A route for those who carry the key of the Cursor team as user name. */
export function cursorRoute(
  method: string,
  path: RegExp,
  handle: Route['handle'],
): Route {
  return {
    method,
    pattern: path,
    handle: exchange => {
      const { req, sim } = exchange;
      const basic = /^Basic (.+)$/i.exec(req.headers.authorization ?? '')?.[1];
      const [key, password] = Buffer.from(basic ?? '', 'base64')
        .toString('utf8')
        .split(':');
      if (key === TOKEN_WITHOUT_PERMISSION) {
        return cursorError(exchange, 403, 'This key lacks the scope admin:*');
      }
      if (key !== sim.settings.cursorKey || password !== '') {
        return cursorError(exchange, 401, 'Invalid API key');
      }
      return handle(exchange);
    },
  };
}

/** An OpenAI error in OpenAI's shape. */
export function openaiError(
  exchange: Exchange,
  status: number,
  type: string,
  message: string,
): void {
  sendJson(exchange, status, {
    error: { message, type, param: null, code: null },
  });
}

/** A route for those who carry OpenAI's admin key. */
export function openaiRoute(path: RegExp, handle: Route['handle']): Route {
  return {
    method: 'GET',
    pattern: path,
    handle: exchange => {
      const { req, sim } = exchange;
      const key = /^Bearer (.+)$/.exec(req.headers.authorization ?? '')?.[1];
      if (key === TOKEN_WITHOUT_PERMISSION) {
        return openaiError(
          exchange,
          403,
          'invalid_request_error',
          'You have insufficient permissions for this operation. Missing scopes: api.usage.read.',
        );
      }
      if (key !== sim.settings.openaiKey) {
        return openaiError(
          exchange,
          401,
          'invalid_request_error',
          'Incorrect API key provided',
        );
      }
      return handle(exchange);
    },
  };
}

/** A route for those who carry Anthropic's admin key and a version. */
export function anthropicRoute(path: RegExp, handle: Route['handle']): Route {
  return keyRoute(path, handle, {
    keyOf: ({ anthropicKey }) => anthropicKey,
    denied: 'This key is no admin key',
  });
}

/** A route for those who carry the key of Claude Enterprise's analytics. */
export function analyticsRoute(path: RegExp, handle: Route['handle']): Route {
  return keyRoute(path, handle, {
    keyOf: ({ analyticsKey }) => analyticsKey,
    denied: 'This key has not the scope read:analytics',
  });
}

function keyRoute(
  path: RegExp,
  handle: Route['handle'],
  door: { keyOf: (settings: SimSettings) => string; denied: string },
): Route {
  return {
    method: 'GET',
    pattern: path,
    handle: exchange => {
      const { headers } = exchange.req;
      const key = headers['x-api-key'];
      if (key === TOKEN_WITHOUT_PERMISSION) {
        return anthropicError(exchange, 403, 'permission_error', door.denied);
      }
      if (key !== door.keyOf(exchange.sim.settings)) {
        return anthropicError(
          exchange,
          401,
          'authentication_error',
          'invalid x-api-key',
        );
      }
      if (!headers['anthropic-version']) {
        return anthropicError(
          exchange,
          400,
          'invalid_request_error',
          'anthropic-version: header is required',
        );
      }
      return handle(exchange);
    },
  };
}
