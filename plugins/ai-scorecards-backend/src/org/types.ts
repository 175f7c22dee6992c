/** The day before all days: the first day of rows that stand for an unknown past. Never do arithmetic on it. */
export const BEGINNING = '0001-01-01';

/** The first day after a dated row that lasts. */
export const OPEN_END = '9999-12-31';

/**
 * Where a dated row comes from: a look at the catalog, an imported history, or the earliest known state taken for the
 * days before it.
 */
export type Origin = 'catalog' | 'history' | 'assumed';

/** A catalog Group that is or was there. */
export interface Group {
  id: number;
  ref: string;
  title: string;
  type: string | null;
  /** Its type is listed in `aiScorecards.teams.types`. */
  isTeam: boolean;
  /** Is in the catalog now. */
  present: boolean;
  /** Refs of users named as leads on the Group itself. */
  leads: string[];
  /** Names members, and none of them is a User of the catalog: who is in it is not known. */
  membersUnknown?: true;
}

/** A catalog User that was ever on a roster or behind an account. */
export interface Person {
  id: number;
  ref: string;
  title: string | null;
  /** Lower case. */
  email: string | null;
  /** GitHub login, lower case. */
  login: string | null;
  /** Names in the configured annotations, lower case, in their order. */
  accounts: string[];
  present: boolean;
}

/** What people may be found by; texts are lower case. */
export interface PeopleNamed {
  ids?: readonly number[];
  refs?: readonly string[];
  emails?: readonly string[];
  logins?: readonly string[];
  /** Names in the configured annotations. */
  accounts?: readonly string[];
}

/** A person in a Group on the days from `from` up to, but not including, `to`. */
export interface RosterRange {
  personId: number;
  groupId: number;
  from: string;
  to: string;
  /** Counts as a developer. */
  counted: boolean;
  origin: Origin;
}

/** A Group below a parent on the days from `from` up to, but not including, `to`. */
export interface EdgeRange {
  groupId: number;
  parentId: number;
  from: string;
  to: string;
  origin: Origin;
}
