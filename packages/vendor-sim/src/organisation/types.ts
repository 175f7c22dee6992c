/** A Group of the example organisation. */
export interface Group {
  name: string;
  title: string;
  /** `organisation`, `division`, `team`, `tribe`, `mailing-list`, `board` or `department` */
  type: string;
  description: string;
  /** name of today's parent Group */
  parent?: string;
  /** names of Users for the annotation `ai-scorecards/leads` */
  leads: string[];
  /** names that the Group itself lists: Users, as mailing lists do, or people who have no User yet */
  members: string[];
}

/** Somebody of the example organisation, also when they have left it. */
export interface Person {
  /** position in the organisation's list; the world hashes it */
  index: number;
  /** entity name; the ref is `user:default/<name>` */
  name: string;
  display: string;
  /** label `job-family`; `engineering` marks developers */
  jobFamily: string;
  /** `spec.profile.email`, absent for people known by login only */
  email?: string;
  /** annotation `github.com/user-login` */
  githubLogin?: string;
  /** annotation `example.com/ai-account`, a name at a vendor */
  aiAccount?: string;
  /** names of all Groups in `spec.memberOf` today */
  memberOf: string[];
  /** first day in the organisation */
  joined: string;
  /** first day away; such people have no User entity */
  left?: string;
}

/** What an account is, once somebody who knows has looked at it. */
export type Standing = 'user' | 'left' | 'service-account' | 'nobody';

/** A vendor's name for somebody or something. */
export interface Account {
  /** position in the organisation's list; the world hashes it */
  index: number;
  vendor: 'github' | 'anthropic';
  kind: 'login' | 'email' | 'api-key';
  /** the login, e-mail or key name as the vendor writes it */
  name: string;
  /** GitHub's number for the account */
  id: number;
  standing: Standing;
  /** whose it is: a position in the list of people */
  person?: number;
  /** first day on which it can be used */
  from: string;
  /** first day on which it no longer can */
  to?: string;
}

/** One stay of a person in a team. */
export interface Membership {
  /** entity name of the User */
  person: string;
  /** entity name of the Group */
  team: string;
  from: string;
  /** first day after, absent while it lasts */
  to?: string;
  /** whether the person was a developer meanwhile */
  counted: boolean;
  /** false for people whom the history file leaves out */
  recorded: boolean;
}

/** Which Group a Group stood under, and when. */
export interface TeamEdge {
  team: string;
  parent: string;
  from: string;
  to?: string;
}

/** The whole example organisation; depends on the number of developers alone. */
export interface Organisation {
  groups: Group[];
  people: Person[];
  accounts: Account[];
  memberships: Membership[];
  teamEdges: TeamEdge[];
}

/** `user:default/<name>` */
export const userRef = (name: string): string => `user:default/${name}`;
/** `group:default/<name>` */
export const groupRef = (name: string): string => `group:default/${name}`;

/** The Group types that the example's configuration takes for teams. */
export const TEAM_TYPES: readonly string[] = ['team', 'division'];
