/** An exception for a tool that a team has, as far as checks depend on it. */
export interface Granted {
  /** ref of the team that asked */
  team: string;
  /** ref of the tool */
  tool: string;
  /** whether teams below may use it too */
  includesSubteams?: boolean;
  /** its last UTC day */
  until: string;
  /** that a check of the team passes, or something that nobody has said to be done until a UTC day */
  promises: ({ check: string } | { dueOn: string })[];
}

/** Whether an exception of a team breaks a promise, by the checks that do not pass. */
export function isBroken(
  { promises }: Granted,
  failing: readonly string[],
  today: string,
): boolean {
  return promises.some(it =>
    'check' in it ? failing.includes(it.check) : it.dueOn < today,
  );
}

/** Whom exceptions cover: the team, Groups in it that are no teams, and teams below where they say so. */
export class Coverage {
  constructor(
    private readonly granted: readonly Granted[],
    private readonly organisation: {
      groups: readonly { ref: string; parent: string | null }[];
      teams: readonly string[];
      today: string;
    },
  ) {}

  /** The exceptions for a tool that cover whoever is directly in a Group. */
  of(tool: string, group: string): Granted[] {
    const { teams, today } = this.organisation;
    const chain = this.chainOf(group);
    const nearest = chain.find(it => teams.includes(it));
    return this.granted.filter(
      it =>
        it.tool === tool &&
        it.until >= today &&
        (it.includesSubteams ? chain.includes(it.team) : it.team === nearest),
    );
  }

  /** A Group and those above it, the nearest first. */
  private chainOf(group: string): string[] {
    const { groups } = this.organisation;
    const parent = groups.find(it => it.ref === group)?.parent;
    return [group, ...(parent ? this.chainOf(parent) : [])];
  }

  /** Tools that some exception is for. */
  tools(): string[] {
    return [...new Set(this.granted.map(({ tool }) => tool))];
  }
}
