import { buildSchema, graphql } from 'graphql';
import { Repository, RepositoryState } from '../../world/code/types';
import { Exchange, Route, Sim, sendJson } from '../exchange';
import { filesOf, headOf, lastCommitOn, SimFile } from './files';
import { GITLAB_SCHEMA } from './gitlabSchema';
import { mergeRequests } from './gitlabMergeRequests';

const LIMIT = 2000;
const schema = buildSchema(GITLAB_SCHEMA);

/** GitLab's limit is so wide, by the minute, that it only has to be shown. */
const limitHeaders = (): Record<string, string> => ({
  'ratelimit-limit': String(LIMIT),
  'ratelimit-remaining': String(LIMIT - 1),
  'ratelimit-reset': String(Math.floor(Date.now() / 60_000) * 60 + 60),
});

const answer = (exchange: Exchange, status: number, body: unknown): void =>
  sendJson(exchange, status, body, limitHeaders());

/** What GitLab tells of code. */
export const gitlabRoutes: Route[] = [
  project(/^\/api\/v4\/projects\/([^/]+)$/, shownProject),
  project(/^\/api\/v4\/projects\/([^/]+)\/approval_rules$/, approvalRules),
  project(/^\/api\/v4\/projects\/([^/]+)\/approvals$/, () => ({
    merge_requests_author_approval: false,
  })),
  project(
    /^\/api\/v4\/projects\/([^/]+)\/protected_branches$/,
    protectedBranches,
  ),
  project(/^\/api\/v4\/projects\/([^/]+)\/repository\/commits$/, commitsOfPath),
  { method: 'POST', pattern: /^\/api\/graphql$/, handle: answerGraphql },
  { method: 'GET', pattern: /^\/api\/v4\/user$/, handle: user },
];

function isRefused(exchange: Exchange): boolean {
  const { req, sim } = exchange;
  if (req.headers['private-token'] === sim.settings.gitlabToken) {
    return false;
  }
  answer(exchange, 401, { message: '401 Unauthorized' });
  return true;
}

function user(exchange: Exchange): void {
  if (!isRefused(exchange)) {
    answer(exchange, 200, { id: 1, username: 'scorecards' });
  }
}

interface Found {
  exchange: Exchange;
  repository: Repository;
  state: RepositoryState;
}

function project(pattern: RegExp, show: (found: Found) => unknown): Route {
  return {
    method: 'GET',
    pattern,
    handle: exchange => {
      if (isRefused(exchange)) {
        return;
      }
      const { sim, params } = exchange;
      const repository = sim.world.code.repository(
        'gitlab',
        decodeURIComponent(params[0]),
      );
      const state = repository && sim.world.code.state(repository);
      const body = repository && state && show({ exchange, repository, state });
      if (body) {
        answer(exchange, 200, body);
      } else {
        answer(exchange, 404, { message: '404 Not Found' });
      }
    },
  };
}

function shownProject({ repository, state }: Found): unknown {
  return {
    id: 700 + repository.index,
    path_with_namespace: repository.slug,
    archived: state.archived,
    ...(state.fork && { forked_from_project: { id: 1 } }),
    last_activity_at: state.pushedOn && `${state.pushedOn}T15:30:00.000Z`,
    default_branch: 'main',
    empty_repo: false,
    merge_requests_template: null,
    only_allow_merge_if_pipeline_succeeds: state.requiredStatusChecks > 0,
    ...(!repository.hidden.includes('security') && {
      secret_push_protection_enabled: state.pushProtection,
    }),
  };
}

function approvalRules({ repository, state }: Found): unknown {
  return repository.hidden.includes('protection')
    ? undefined
    : [
        {
          id: 1,
          rule_type: 'any_approver',
          approvals_required: state.requiredApprovals,
          applies_to_all_protected_branches: false,
          protected_branches: [],
        },
        {
          id: 2,
          rule_type: 'regular',
          approvals_required: 3,
          applies_to_all_protected_branches: false,
          protected_branches: [{ id: 2, name: 'release/*' }],
        },
      ];
}

/** Some projects have many releases; every other one protects its default branch by a pattern alone. */
function protectedBranches({ exchange, repository, state }: Found): unknown {
  const releases = repository.index % 3 === 0 ? 120 : 1;
  const rules = [
    ...Array.from({ length: releases }, (_, n) => ({
      name: `release/${n}.*`,
      push_access_levels: [{ access_level: 40, deploy_key_id: null }],
      code_owner_approval_required: true,
    })),
    {
      name: repository.index % 2 === 0 ? 'main' : '*',
      push_access_levels: [
        {
          access_level: state.botsCanBypassReview ? 40 : 0,
          deploy_key_id: null,
        },
      ],
      code_owner_approval_required: state.codeOwnerReviewRequired,
    },
  ];
  const { searchParams } = exchange.url;
  const size = Math.min(100, Number(searchParams.get('per_page') ?? 20));
  const start = (Number(searchParams.get('page') ?? 1) - 1) * size;
  return rules.slice(start, start + size);
}

function commitsOfPath({ exchange, repository, state }: Found): unknown {
  const { url, sim } = exchange;
  const files = filesOf(repository, state, sim.world.today());
  const newest = lastCommitOn(
    files,
    url.searchParams.get('path') ?? '',
    sim.world.today(),
  );
  return newest ? [{ committed_date: `${newest}T10:00:00.000Z` }] : [];
}

async function answerGraphql(exchange: Exchange): Promise<void> {
  if (isRefused(exchange)) {
    return;
  }
  const { sim, body = {} } = exchange;
  const { query, variables } = body;
  const result = await graphql({
    schema,
    source: String(query),
    variableValues: { ...Object(variables) },
    rootValue: {
      project: ({ fullPath }: { fullPath: string }) =>
        graphqlProject(sim, fullPath),
      group: ({ fullPath }: { fullPath: string }) =>
        fullPath === sim.settings.organization
          ? {
              mergeRequests: (args: Parameters<typeof mergeRequests>[1]) =>
                mergeRequests(sim, args),
            }
          : null,
    },
  });
  answer(exchange, 200, result);
}

function graphqlProject(sim: Sim, fullPath: string): object | null {
  const repository = sim.world.code.repository('gitlab', fullPath);
  if (!repository) {
    return null;
  }
  const state = sim.world.code.state(repository);
  const files = filesOf(repository, state, sim.world.today());
  return {
    vulnerabilitySeveritiesCount: repository.hidden.includes('analysis')
      ? null
      : { critical: 0, high: state.openFindings },
    repository: repository.hidden.includes('files')
      ? null
      : {
          blobs: ({ paths }: { paths: string[] }) => ({
            nodes: paths.flatMap(path => {
              const file = files.get(path);
              return file
                ? [
                    {
                      path,
                      rawTextBlob: file.text,
                      size: String(Buffer.byteLength(file.text)),
                    },
                  ]
                : [];
            }),
          }),
          tree: ({ path = '' }: { path?: string }) => treeAt(files, path),
        },
  };
}

/** The files directly in a folder; null where there is no such folder. */
function treeAt(files: Map<string, SimFile>, folder: string): object | null {
  const prefix = folder === '' ? '' : `${folder}/`;
  const paths = [...files.keys()].filter(path => path.startsWith(prefix));
  const isIn = (path: string) => !path.slice(prefix.length).includes('/');
  return paths.length === 0
    ? null
    : {
        lastCommit: { sha: headOf(files) },
        blobs: { nodes: paths.filter(isIn).map(path => ({ path })) },
        trees: {
          nodes: paths.filter(path => !isIn(path)).map(path => ({ path })),
        },
      };
}
