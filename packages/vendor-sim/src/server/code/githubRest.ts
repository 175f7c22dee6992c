import { addDays } from '../../time/days';
import { hashText } from '../../random/hash';
import { CodeFinding, Repository } from '../../world/code/types';
import { githubError, githubFault } from '../auth';
import { Exchange, Route, sendJson } from '../exchange';

/** What GitHub's REST API tells of code. A conditional request that finds nothing new costs nothing of the limit. */
export const githubCodeRoutes: Route[] = [
  route(/^\/orgs\/([^/]+)\/repos$/, listRepositories),
  route(/^\/orgs\/([^/]+)\/code-scanning\/alerts$/, listAlerts),
  route(/^\/repos\/([^/]+\/[^/]+)$/, oneRepository),
  route(
    /^\/repos\/([^/]+\/[^/]+)\/code-scanning\/default-setup$/,
    defaultSetup,
  ),
];

const LOOK_BACK_DAYS = 400;

interface Answer {
  status: number;
  body: unknown;
  link?: string;
}

function route(pattern: RegExp, answer: (exchange: Exchange) => Answer): Route {
  return {
    method: 'GET',
    pattern,
    handle: exchange => {
      const { sim, req, res } = exchange;
      const fault = githubFault(exchange);
      if (fault) {
        githubError(exchange, fault.status, fault.message);
        return;
      }
      const { status, body, link } = answer(exchange);
      const etag = `W/"${hashText(JSON.stringify(body)).toString(16)}"`;
      const unchanged = status === 200 && req.headers['if-none-match'] === etag;
      const allowed = unchanged || sim.rateLimits.take('core', 1);
      const headers = { ...sim.rateLimits.headers('core'), etag };
      if (!allowed) {
        sendJson(
          exchange,
          403,
          { message: 'API rate limit exceeded' },
          headers,
        );
      } else if (unchanged) {
        res.writeHead(304, headers).end();
      } else {
        sendJson(exchange, status, body, { ...headers, ...(link && { link }) });
      }
    },
  };
}

const refused = (status: number, message: string): Answer => ({
  status,
  body: {
    message,
    documentation_url: 'https://docs.github.com/rest',
    status: String(status),
  },
});

const onOff = (on: boolean) => ({ status: on ? 'enabled' : 'disabled' });

function listRepositories(exchange: Exchange): Answer {
  const { sim, params } = exchange;
  if (params[0] !== sim.settings.organization) {
    return refused(404, 'Not Found');
  }
  const all = sim.world.code.repositories
    .filter(it => it.host === 'github' && it.kind !== 'gone')
    .sort((a, b) => (a.slug < b.slug ? -1 : 1));
  return page(exchange, all, it => listed(exchange, it));
}

function listed({ sim }: Exchange, repository: Repository): object {
  const state = sim.world.code.state(repository);
  return {
    id: 9000 + repository.index,
    name: repository.slug.split('/')[1],
    full_name: repository.slug,
    private: true,
    archived: state.archived,
    fork: state.fork,
    pushed_at: state.pushedOn && `${state.pushedOn}T15:30:00Z`,
    default_branch: 'main',
    // Left out for whoever is no administrator of the repository.
    ...(!repository.hidden.includes('security') && {
      security_and_analysis: {
        code_security: onOff(!repository.hidden.includes('analysis')),
        secret_scanning: onOff(state.secretScanning),
        secret_scanning_push_protection: onOff(state.pushProtection),
      },
    }),
  };
}

function oneRepository(exchange: Exchange): Answer {
  const { sim, params } = exchange;
  const found = sim.world.code.repository('github', params[0]);
  return found
    ? { status: 200, body: listed(exchange, found) }
    : refused(404, 'Not Found');
}

function defaultSetup({ sim, params }: Exchange): Answer {
  const repository = sim.world.code.repository('github', params[0]);
  if (!repository) {
    return refused(404, 'Not Found');
  }
  if (repository.hidden.includes('analysis')) {
    return refused(
      403,
      'Code Security must be enabled for this repository to use code scanning.',
    );
  }
  const state = sim.world.code.state(repository);
  const on =
    state.staticAnalysisOnPullRequests &&
    repository.analysis === 'default-setup';
  return {
    status: 200,
    body: { state: on ? 'configured' : 'not-configured', languages: [] },
  };
}

function listAlerts(exchange: Exchange): Answer {
  const { sim, params, url } = exchange;
  if (params[0] !== sim.settings.organization) {
    return refused(404, 'Not Found');
  }
  const severity = url.searchParams.get('severity');
  const all =
    url.searchParams.get('state') === 'open'
      ? openAlerts(exchange)
      : pastAlerts(exchange);
  const asked = all.filter(it => !severity || it.severity === severity);
  return page(exchange, asked, shownAlert);
}

/** As many as the repository is said to have; they are no findings of a known day. */
function openAlerts({ sim }: Exchange): CodeFinding[] {
  const { code } = sim.world;
  return code.repositories
    .filter(
      it =>
        it.host === 'github' &&
        it.kind !== 'gone' &&
        !it.hidden.includes('analysis'),
    )
    .flatMap(repository =>
      Array.from({ length: code.state(repository).openFindings }, (_, n) => ({
        repository,
        number: n + 1,
        createdAt: `${sim.world.firstDay()}T00:00:00Z`,
        fixedAt: null,
        severity: n % 2 ? ('critical' as const) : ('high' as const),
      })),
    );
}

function pastAlerts({ sim }: Exchange): CodeFinding[] {
  const { world } = sim;
  const found: CodeFinding[] = [];
  for (let back = 0; back < LOOK_BACK_DAYS; back++) {
    found.push(
      ...world.code
        .findings(addDays(world.today(), -back))
        .filter(
          it =>
            it.repository.host === 'github' &&
            !it.repository.hidden.includes('analysis'),
        ),
    );
  }
  return found;
}

function shownAlert(it: CodeFinding): object {
  return {
    number: it.number,
    created_at: it.createdAt,
    fixed_at: it.fixedAt,
    state: it.fixedAt ? 'fixed' : 'open',
    rule: { security_severity_level: it.severity },
    tool: { name: 'CodeQL' },
    repository: { full_name: it.repository.slug },
  };
}

function page<T>(
  { sim, url }: Exchange,
  all: readonly T[],
  show: (item: T) => object,
): Answer {
  const number = Number(url.searchParams.get('page') ?? 1);
  const size = Math.min(100, Number(url.searchParams.get('per_page') ?? 30));
  const next = new URLSearchParams(url.searchParams);
  next.set('page', String(number + 1));
  return {
    status: 200,
    body: all.slice((number - 1) * size, number * size).map(show),
    link:
      number * size < all.length
        ? `<${sim.url()}${url.pathname}?${next}>; rel="next"`
        : undefined,
  };
}
