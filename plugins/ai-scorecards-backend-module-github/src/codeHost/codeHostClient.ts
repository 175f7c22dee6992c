import { VendorClient } from 'backstage-plugin-ai-scorecards-node';
import { githubClient, GithubTiming } from '../githubApi';
import { GithubCodeHost, GithubSettings } from '../settings';
import { GithubGraph } from './GithubGraph';
import { RateGauge } from './RateGauge';

/** How GitHub is asked for code: REST, GraphQL and how much of their limits is left. */
export interface CodeHostClient {
  rest: VendorClient;
  graph: GithubGraph;
  gauge: RateGauge;
  now: () => Date;
}

export function codeHostClient(
  settings: GithubSettings,
  codeHost: GithubCodeHost,
  timing: GithubTiming,
): CodeHostClient {
  const gauge = new RateGauge();
  const own = { ...settings, token: codeHost.token ?? settings.token };
  const client = (baseUrl: string) =>
    githubClient({ ...own, baseUrl }, timing, gauge.read);
  return {
    rest: client(settings.baseUrl),
    graph: new GithubGraph(client(graphBaseUrl(settings.baseUrl)), timing),
    gauge,
    now: timing.now ?? (() => new Date()),
  };
}

/** GitHub Enterprise Server has REST below `/api/v3` and GraphQL at `/api/graphql`. */
export function graphBaseUrl(baseUrl: string): string {
  return baseUrl.replace(/\/api\/v3\/?$/, '/api');
}

/** Where people look at code, from the address of the API. */
export function defaultWebUrl(baseUrl: string): string {
  const url = new URL(baseUrl);
  return `${url.protocol}//${url.host.replace(/^api\./, '')}`;
}
