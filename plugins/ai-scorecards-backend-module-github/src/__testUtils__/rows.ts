import { failureWithout } from 'backstage-plugin-ai-scorecards-node/testUtils';
import { ConfigReader } from '@backstage/config';
import {
  GithubCodeHost,
  GithubSettings,
  readGithubSettings,
} from '../settings';

/** What tests use as token and in signatures. */
export const SECRETS = /ghp_never-to-be-seen|s3cret/;

/** A row of `users-1-day` of somebody who did nothing, in GitHub's shape, with what a test wants to be otherwise. */
export function idleRow(changes: Record<string, unknown> = {}) {
  return {
    day: '2026-09-21',
    user_id: 7001,
    user_login: 'Mona-Lisa',
    organization_id: '55',
    enterprise_id: '5',
    user_initiated_interaction_count: 0,
    code_generation_activity_count: 0,
    code_acceptance_activity_count: 0,
    loc_suggested_to_add_sum: 0,
    loc_suggested_to_delete_sum: 0,
    loc_added_sum: 0,
    loc_deleted_sum: 0,
    totals_by_ide: [],
    totals_by_feature: [],
    totals_by_language_feature: [],
    totals_by_language_model: [],
    totals_by_model_feature: [],
    totals_by_cli: null,
    used_agent: false,
    used_chat: false,
    used_cli: false,
    ...changes,
  };
}

/** Settings as the configuration gives them, for organisation `acme`. */
export function settingsFor(
  changes: Partial<GithubSettings> = {},
): GithubSettings {
  return {
    baseUrl: 'https://api.github.com',
    organization: 'acme',
    enterprise: undefined,
    token: 'ghp_never-to-be-seen',
    tool: 'resource:default/github-copilot',
    allowInsecureLoopback: false,
    reportHosts: ['copilot-reports.github.com'],
    ...changes,
  };
}

/** Settings of the code host, its defaults where a test wants nothing else. */
export function codeHostFor(
  changes: Partial<GithubCodeHost> = {},
): GithubCodeHost {
  const github = { organization: 'acme', token: 'a', codeHost: {} };
  const read = readGithubSettings(
    new ConfigReader({ aiScorecards: { sources: { github } } }),
  );
  if (read.state !== 'ready' || !read.settings.codeHost) {
    throw new Error('The defaults are faulty');
  }
  return { ...read.settings.codeHost, ...changes };
}

/** The error of a promise that has to fail with a SourceError, in which no credential and no signature may stand. */
export const failureOf = failureWithout(SECRETS);
