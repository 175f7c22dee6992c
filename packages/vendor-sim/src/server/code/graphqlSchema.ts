/** The part of GitHub's GraphQL schema that the stand-in answers, in its names and nullability. */
export const GRAPHQL_SCHEMA = `
scalar DateTime
scalar GitObjectID

type Query {
  rateLimit: RateLimit
  repository(owner: String!, name: String!): Repository
  search(query: String!, type: SearchType!, first: Int, after: String): SearchResultItemConnection!
}
enum SearchType { ISSUE REPOSITORY USER }
type RateLimit { limit: Int! cost: Int! remaining: Int! resetAt: DateTime! }
type PageInfo { hasNextPage: Boolean! endCursor: String }
type SearchResultItemConnection { issueCount: Int! nodes: [SearchResultItem] pageInfo: PageInfo! }
union SearchResultItem = PullRequest | Issue

type Repository {
  id: ID!
  nameWithOwner: String!
  isArchived: Boolean!
  isFork: Boolean!
  isEmpty: Boolean!
  isPrivate: Boolean!
  pushedAt: DateTime
  defaultBranchRef: Ref
  object(expression: String): GitObject
  pullRequestTemplates: [PullRequestTemplate!]
  rulesets(first: Int, includeParents: Boolean = true): RepositoryRulesetConnection
}
type PullRequestTemplate { body: String filename: String }
type Ref {
  name: String!
  target: GitObject
  branchProtectionRule: BranchProtectionRule
  rules(first: Int): RepositoryRuleConnection
}
interface GitObject { oid: GitObjectID! }
type Commit implements GitObject {
  oid: GitObjectID!
  message: String!
  history(first: Int, path: String): CommitHistoryConnection!
  committedDate: DateTime!
}
type CommitHistoryConnection { nodes: [Commit] }
type Blob implements GitObject { oid: GitObjectID! byteSize: Int! isTruncated: Boolean! text: String }
type Tree implements GitObject { oid: GitObjectID! entries: [TreeEntry!] }
type TreeEntry { name: String! type: String! object: GitObject }

type BranchProtectionRule {
  requiresApprovingReviews: Boolean!
  requiredApprovingReviewCount: Int
  requiresStatusChecks: Boolean!
  requiredStatusCheckContexts: [String]
  requiresCodeOwnerReviews: Boolean!
  isAdminEnforced: Boolean!
  bypassPullRequestAllowances(first: Int): BypassPullRequestAllowanceConnection!
}
type BypassPullRequestAllowanceConnection { nodes: [BypassPullRequestAllowance] }
type BypassPullRequestAllowance { actor: BranchActorAllowanceActor }
union BranchActorAllowanceActor = App | Team | User
type App { slug: String! }
type Team { slug: String! }

type RepositoryRuleConnection { nodes: [RepositoryRule] }
type RepositoryRule { type: RepositoryRuleType! parameters: RuleParameters repositoryRuleset: RepositoryRuleset }
enum RepositoryRuleType { PULL_REQUEST REQUIRED_STATUS_CHECKS CODE_SCANNING DELETION NON_FAST_FORWARD }
union RuleParameters = PullRequestParameters | RequiredStatusChecksParameters | CodeScanningParameters
type PullRequestParameters { requiredApprovingReviewCount: Int! requireCodeOwnerReview: Boolean! }
type RequiredStatusChecksParameters { requiredStatusChecks: [StatusCheckConfiguration!]! }
type StatusCheckConfiguration { context: String! }
type CodeScanningParameters { codeScanningTools: [CodeScanningTool!]! }
type CodeScanningTool { tool: String! }
type RepositoryRulesetConnection { nodes: [RepositoryRuleset] }
enum RuleEnforcement { ACTIVE DISABLED EVALUATE }
type RepositoryRuleset {
  id: ID!
  enforcement: RuleEnforcement!
  bypassActors(first: Int): RepositoryRulesetBypassActorConnection
}
type RepositoryRulesetBypassActorConnection { nodes: [RepositoryRulesetBypassActor] }
enum RepositoryRulesetBypassActorBypassMode { ALWAYS PULL_REQUEST }
type RepositoryRulesetBypassActor {
  actor: BypassActor
  bypassMode: RepositoryRulesetBypassActorBypassMode
  deployKey: Boolean!
}
union BypassActor = App | Team

interface Actor { login: String! }
type User implements Actor { login: String! }
type Bot implements Actor { login: String! }
type UserConnection { nodes: [User] }
type Label { name: String! }
type LabelConnection { nodes: [Label] }
type PullRequest {
  number: Int!
  title: String!
  body: String!
  headRefName: String!
  createdAt: DateTime!
  mergedAt: DateTime
  additions: Int!
  deletions: Int!
  author: Actor
  repository: Repository!
  assignees(first: Int): UserConnection!
  labels(first: Int): LabelConnection
  mergeCommit: Commit
  commits(first: Int): PullRequestCommitConnection!
  reviews(first: Int): PullRequestReviewConnection
}
type PullRequestCommitConnection { nodes: [PullRequestCommit] }
type PullRequestCommit { commit: Commit! }
type PullRequestReviewConnection { nodes: [PullRequestReview] }
enum PullRequestReviewState { APPROVED CHANGES_REQUESTED COMMENTED DISMISSED PENDING }
type PullRequestReview { state: PullRequestReviewState! author: Actor submittedAt: DateTime }
type Issue {
  number: Int!
  title: String!
  body: String!
  createdAt: DateTime!
  closedAt: DateTime
  repository: Repository!
  labels(first: Int): LabelConnection
}
`;
