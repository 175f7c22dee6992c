import { findCircles } from '../snapshot/parents';
import { BEGINNING, Origin } from '../types';
import { PastEdge, PastMembership } from './parseHistory';

/** What is known, or taken to be so, of the days before the first look at the catalog. */
export interface Past {
  roster: {
    person: string;
    team: string;
    from: string;
    to: string;
    counted: boolean;
    origin: Origin;
  }[];
  edges: {
    team: string;
    parent: string;
    from: string;
    to: string;
    origin: Origin;
  }[];
}

export interface PastInput {
  /** UTC day of the first look; the catalog governs from then on. */
  firstDay: string;
  /** Memberships and parents on that day, by ref. */
  roster: readonly { person: string; team: string; counted: boolean }[];
  edges: readonly { team: string; parent: string }[];
  people: readonly PastMembership[];
  teams: readonly PastEdge[];
  /** Whether a person counts as a developer, where the file does not say; false for somebody without a User. */
  isCounted: (person: string) => boolean;
}

/**
 * Works out the days before the first look: people and teams that the history names are where it says and nowhere else;
 * all others are assumed to have been where the first look found them. Nothing reaches into the days of the catalog.
 */
export function derivePast(input: PastInput): Past {
  const { firstDay } = input;
  const namedPeople = new Set(input.people.map(row => row.person));
  const namedTeams = new Set(input.teams.map(row => row.team));
  const before = <T extends { from: string; to: string }>(rows: readonly T[]) =>
    rows
      .filter(row => row.from < firstDay)
      .map(row => (row.to > firstDay ? { ...row, to: firstDay } : row));
  const assumed = {
    from: BEGINNING,
    to: firstDay,
    origin: 'assumed',
  } as const;
  return {
    roster: [
      ...before(input.people).map(row => ({
        ...row,
        counted: row.counted ?? input.isCounted(row.person),
        origin: 'history' as const,
      })),
      ...input.roster
        .filter(row => !namedPeople.has(row.person))
        .map(row => ({ ...row, ...assumed })),
    ],
    edges: [
      ...before(input.teams).flatMap(({ parent, ...row }) =>
        parent === null ? [] : [{ ...row, parent, origin: 'history' as const }],
      ),
      ...input.edges
        .filter(row => !namedTeams.has(row.team))
        .map(row => ({ ...row, ...assumed })),
    ],
  };
}

/** Names the circles in which Groups would have stood in the past, with the first day of each, as sentences. */
export function circlesOf({ edges }: Past): string[] {
  const days = [...new Set(edges.map(edge => edge.from))].sort();
  const found = new Map<string, string>();
  for (const day of days) {
    const parents = new Map(
      edges
        .filter(edge => edge.from <= day && day < edge.to)
        .map(edge => [edge.team, edge.parent]),
    );
    for (const circle of findCircles(parents)) {
      const names = circle.join(', ');
      if (!found.has(names)) found.set(names, day);
    }
  }
  return [...found].map(([names, day]) =>
    day === BEGINNING
      ? `${names} would have stood in a circle`
      : `${names} would have stood in a circle on ${day}`,
  );
}
