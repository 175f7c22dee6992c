import { Exchange, Route, sendJson } from './exchange';

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
export function githubRoute(path: RegExp, handle: Route['handle']): Route {
  return {
    method: 'GET',
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

/** A route for those who carry Anthropic's admin key and a version. */
export function anthropicRoute(path: RegExp, handle: Route['handle']): Route {
  return {
    method: 'GET',
    pattern: path,
    handle: exchange => {
      const { headers } = exchange.req;
      const key = headers['x-api-key'];
      if (key === TOKEN_WITHOUT_PERMISSION) {
        return anthropicError(
          exchange,
          403,
          'permission_error',
          'This key is no admin key',
        );
      }
      if (key !== exchange.sim.settings.anthropicKey) {
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
