import { GraphQLError } from 'graphql';
import { Repository, RepositoryState } from '../../world/code/types';
import { Sim } from '../exchange';
import { filesOf, headOf, lastCommitOn, SimFile } from './files';

const blob = (file: SimFile | undefined): object | null =>
  file
    ? {
        __typename: 'Blob',
        oid: '0',
        byteSize: Buffer.byteLength(file.text),
        isTruncated: false,
        text: file.text,
      }
    : null;

const FORBIDDEN = 'Resource not accessible by personal access token';

/** GitHub's error for a field that the token may not see; the field becomes null. */
function forbidden(): never {
  throw new GraphQLError(FORBIDDEN, { extensions: { type: 'FORBIDDEN' } });
}

/** A repository as GraphQL tells of it. */
export function graphqlRepository(sim: Sim, repository: Repository): object {
  const state = sim.world.code.state(repository);
  const files = filesOf(repository, state, sim.world.today());
  const hides = (what: Repository['hidden'][number]) =>
    repository.hidden.includes(what);
  return {
    id: `R_${repository.index}`,
    nameWithOwner: repository.slug,
    isArchived: state.archived,
    isFork: state.fork,
    isEmpty: state.pushedOn === null,
    isPrivate: true,
    pushedAt: state.pushedOn && `${state.pushedOn}T15:30:00Z`,
    defaultBranchRef: state.pushedOn && {
      name: 'main',
      target: commit(files, sim.world.today()),
      branchProtectionRule: () =>
        hides('protection') ? forbidden() : classicRule(repository, state),
      rules: { nodes: rules(repository, state) },
    },
    object: ({ expression }: { expression: string }) =>
      hides('files')
        ? forbidden()
        : gitObject(files, expression.replace(/^(HEAD|main):/, '')),
    pullRequestTemplates: () =>
      hides('files')
        ? forbidden()
        : [...files]
            .filter(([path]) => path.includes('pull_request_template'))
            .map(([path, it]) => ({ filename: path, body: it.text })),
    rulesets: {
      nodes: repository.guard === 'ruleset' ? [ruleset(repository, state)] : [],
    },
  };
}

function commit(files: Map<string, SimFile>, today: string): object {
  return {
    __typename: 'Commit',
    oid: headOf(files),
    message: 'The latest',
    history: ({ path = '' }: { path?: string }) => {
      const day = lastCommitOn(files, path, today);
      return { nodes: day ? [{ committedDate: `${day}T10:00:00Z` }] : [] };
    },
  };
}

function gitObject(files: Map<string, SimFile>, path: string): object | null {
  const file = files.get(path);
  if (file) {
    return blob(file);
  }
  const names = [...files.keys()].filter(it => it.startsWith(`${path}/`));
  return names.length === 0
    ? null
    : {
        __typename: 'Tree',
        oid: '0',
        entries: names.map(name => ({
          name: name.slice(path.length + 1),
          type: 'blob',
          object: blob(files.get(name)),
        })),
      };
}

const checkNames = (state: RepositoryState): string[] =>
  Array.from({ length: state.requiredStatusChecks }, (_, n) =>
    n === 0 ? 'test' : `test-${n + 1}`,
  );

const BOT = { __typename: 'App', slug: 'acme-release-bot' };
const PEOPLE = { __typename: 'Team', slug: 'release-managers' };

function classicRule({ guard }: Repository, state: RepositoryState) {
  if (guard !== 'classic') {
    return null;
  }
  return {
    requiresApprovingReviews: state.requiredApprovals > 0,
    requiredApprovingReviewCount: state.requiredApprovals,
    requiresStatusChecks: state.requiredStatusChecks > 0,
    requiredStatusCheckContexts: checkNames(state),
    requiresCodeOwnerReviews: state.codeOwnerReviewRequired,
    isAdminEnforced: true,
    bypassPullRequestAllowances: {
      nodes: [
        { actor: PEOPLE },
        ...(state.botsCanBypassReview ? [{ actor: BOT }] : []),
      ],
    },
  };
}

function ruleset(repository: Repository, state: RepositoryState): object {
  return {
    id: `RRS_${repository.index}`,
    enforcement: 'ACTIVE',
    // GitHub shows null, not an error, to whoever may not see them.
    bypassActors: repository.hidden.includes('protection')
      ? null
      : {
          nodes: [
            { actor: PEOPLE, bypassMode: 'PULL_REQUEST', deployKey: false },
            ...(state.botsCanBypassReview
              ? [{ actor: BOT, bypassMode: 'ALWAYS', deployKey: false }]
              : []),
          ],
        },
  };
}

function rules(repository: Repository, state: RepositoryState): object[] {
  if (repository.guard !== 'ruleset') {
    return [];
  }
  const repositoryRuleset = ruleset(repository, state);
  const found: object[] = [
    { type: 'DELETION', parameters: null, repositoryRuleset },
  ];
  if (state.requiredApprovals > 0 || state.codeOwnerReviewRequired) {
    found.push({
      type: 'PULL_REQUEST',
      repositoryRuleset,
      parameters: {
        __typename: 'PullRequestParameters',
        requiredApprovingReviewCount: state.requiredApprovals,
        requireCodeOwnerReview: state.codeOwnerReviewRequired,
      },
    });
  }
  if (state.requiredStatusChecks > 0) {
    found.push({
      type: 'REQUIRED_STATUS_CHECKS',
      repositoryRuleset,
      parameters: {
        __typename: 'RequiredStatusChecksParameters',
        requiredStatusChecks: checkNames(state).map(context => ({ context })),
      },
    });
  }
  return found;
}
