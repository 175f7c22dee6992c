/** What a look at the catalog saw of a Group. */
export interface SnapshotGroup {
  /** Full entity ref, lower case, like all refs here. */
  ref: string;
  title: string;
  type: string | null;
  isTeam: boolean;
  /** Refs of users named as leads on the Group. */
  leads: string[];
  /** The one Group above, cycles being cut already. */
  parent: string | null;
  /** Names members, and none of them is a User of the catalog. */
  membersUnknown?: true;
}

/** What it saw of a User. */
export interface SnapshotPerson {
  ref: string;
  title: string;
  email: string | null;
  login: string | null;
  /** Names in the configured annotations, in their order. */
  accounts: string[];
  counted: boolean;
  /** Direct memberships, by ref. */
  groups: string[];
}

/** The organisation as the catalog shows it at one moment, in one order, so that equal catalogs give equal snapshots. */
export interface OrgSnapshot {
  groups: SnapshotGroup[];
  people: SnapshotPerson[];
  /** What is wrong in the catalog, as sentences. */
  faults: string[];
}
