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
      const { req, params, sim } = exchange;
      const { githubToken, organization, enterprise } = sim.settings;
      const [kind, name] = params;
      const token = /^(?:Bearer|token) (.+)$/i.exec(
        req.headers.authorization ?? '',
      )?.[1];
      if (token === TOKEN_WITHOUT_PERMISSION) {
        return githubError(
          exchange,
          403,
          'Resource not accessible by personal access token',
        );
      }
      if (token !== githubToken) {
        return githubError(
          exchange,
          401,
          token ? 'Bad credentials' : 'Requires authentication',
        );
      }
      if (name !== (kind === 'orgs' ? organization : enterprise)) {
        return githubError(exchange, 404, 'Not Found');
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
