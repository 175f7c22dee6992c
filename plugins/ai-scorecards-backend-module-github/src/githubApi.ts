import {
  JsonAnswer,
  RetryPolicy,
  SourceError,
  VendorClient,
  Wait,
} from 'backstage-plugin-ai-scorecards-node';
import { GithubSettings } from './settings';

const API_VERSION = '2026-03-10';

/** What tests put in place of clock and patience. */
export interface GithubTiming {
  wait?: Wait;
  now?: () => Date;
  retry?: RetryPolicy;
  timeLimitMs?: number;
}

/** Which of GitHub's two scopes is asked, and how its paths begin. */
export interface GithubScope {
  kind: 'organisation' | 'enterprise';
  name: string;
  /** `/orgs/acme` or `/enterprises/acme`. */
  path: string;
}

/** The enterprise where there is one: its reports hold those of its organisations. */
export function scopeOf(settings: GithubSettings): GithubScope {
  const { organization = '', enterprise } = settings;
  return enterprise
    ? {
        kind: 'enterprise',
        name: enterprise,
        path: `/enterprises/${enterprise}`,
      }
    : {
        kind: 'organisation',
        name: organization,
        path: `/orgs/${organization}`,
      };
}

export function githubClient(
  settings: GithubSettings,
  timing: GithubTiming,
  onAnswer?: (headers: Headers) => void,
): VendorClient {
  return new VendorClient({
    vendor: 'GitHub',
    baseUrl: settings.baseUrl,
    headers: {
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${settings.token}`,
      'user-agent': 'backstage-plugin-ai-scorecards',
      'x-github-api-version': API_VERSION,
    },
    secrets: [settings.token],
    onAnswer,
    ...timing,
  });
}

/** GitHub answers 404 both for what is not there and for what a token may not see. */
export function unknownScope(scope: GithubScope, access: string): SourceError {
  return new SourceError(
    'forbidden',
    `GitHub does not know the ${scope.kind} "${scope.name}", or the token may not see it (404). ${access}`,
  );
}

/** Asks for one seat: the cheapest proof that the scope exists and the token reaches it. */
export function askForOneSeat(
  client: VendorClient,
  scope: GithubScope,
  request: { access: string; signal: AbortSignal },
): Promise<JsonAnswer> {
  return client.getJson(seatsPath(scope), {
    query: [['per_page', '1']],
    ...request,
  });
}

export function seatsPath(scope: GithubScope): string {
  return `${scope.path}/copilot/billing/seats`;
}
