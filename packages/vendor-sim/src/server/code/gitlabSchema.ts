/** The part of GitLab's GraphQL schema that the stand-in answers. */
export const GITLAB_SCHEMA = `
scalar Time
scalar BigInt

type Query {
  project(fullPath: ID!): Project
  group(fullPath: ID!): Group
}
type Project {
  fullPath: ID!
  vulnerabilitySeveritiesCount: VulnerabilitySeveritiesCount
  repository: Repository
}
type VulnerabilitySeveritiesCount { critical: Int high: Int }
type Repository {
  blobs(paths: [String!]!, ref: String): RepositoryBlobConnection
  tree(path: String, ref: String): Tree
}
type RepositoryBlobConnection { nodes: [RepositoryBlob] }
type RepositoryBlob { path: String! rawTextBlob: String size: BigInt }
type Tree {
  lastCommit: Commit
  blobs(first: Int): BlobConnection!
  trees(first: Int): BlobConnection!
}
type BlobConnection { nodes: [Blob] }
type Blob { path: String! }
type Commit { sha: String! message: String authorEmail: String }

type Group {
  mergeRequests(
    state: MergeRequestState
    mergedAfter: Time
    mergedBefore: Time
    includeSubgroups: Boolean
    first: Int
    after: String
  ): MergeRequestConnection
}
enum MergeRequestState { merged opened closed all }
type PageInfo { hasNextPage: Boolean! endCursor: String }
type MergeRequestConnection { nodes: [MergeRequest] pageInfo: PageInfo! }
type MergeRequest {
  iid: String!
  title: String!
  description: String
  sourceBranch: String!
  createdAt: Time!
  mergedAt: Time
  author: User
  project: Project!
  assignees: UserConnection
  approvedBy: UserConnection
  notes(first: Int): NoteConnection
  labels: LabelConnection
  diffStatsSummary: DiffStatsSummary
  commitsWithoutMergeCommits(first: Int): CommitConnection
}
type User { username: String! bot: Boolean! }
type UserConnection { nodes: [User] }
type NoteConnection { nodes: [Note] }
type Note {
  createdAt: Time!
  author: User
  systemNoteMetadata: SystemNoteMetadata
}
type SystemNoteMetadata { action: String }
type LabelConnection { nodes: [Label] }
type Label { title: String! }
type DiffStatsSummary { additions: Int! deletions: Int! }
type CommitConnection { nodes: [Commit] }
`;
