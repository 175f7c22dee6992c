import {
  Circumstances,
  CircumstancesInWords,
  isBarring,
} from 'backstage-plugin-ai-scorecards-common';
import type { PeopleToday } from '../people/PeopleDirectory';
import { namedGroup, namedUser } from './people';

type Person = Circumstances['people'][number];

function foundInWords({ found, group }: Person, people: PeopleToday): string {
  const where = group === null ? '' : namedGroup(people, group).title;
  switch (found) {
    case null:
      return 'no conflict';
    case 'requester':
      return 'filed the request';
    case 'support-owner':
      return 'would support the tool';
    case 'budget-owner':
      return 'would pay for the tool';
    case 'member':
      return 'is in the team that asks';
    case 'lead':
      return 'leads the team that asks';
    case 'member-below':
      return `is in ${where}, which is part of the team that asks`;
    case 'member-above':
      return `is in ${where}, above the team that asks`;
    case 'lead-above':
      return `leads ${where}, above the team that asks`;
    case 'excepted':
      return `has a place in ${where}, which has nothing above it: no conflict`;
    case 'stepped-aside':
      return 'stepped aside';
    case 'heard-before':
      return 'voted before the appeal';
    default:
      return found satisfies never;
  }
}

function roleInWords({ role, of }: Person, people: PeopleToday): string {
  if (role === 'voice' && of)
    return `speaks for ${namedGroup(people, of).title}`;
  if (role === 'deputy' && of) {
    return `stands in for ${namedUser(people, of).title}`;
  }
  return role === 'fallback' ? 'fallback approver' : role;
}

const ELECTORATES = {
  ok: 'enough were left to decide',
  'no-board': 'no board was configured',
  'no-eligible-approvers': 'too few were left to decide',
};

/** Returns what was kept with a vote or a decision as people read it; null where nothing was. */
export function circumstancesInWords(
  kept: Circumstances | undefined,
  people: PeopleToday,
): CircumstancesInWords | null {
  if (!kept) return null;
  const { looked } = kept;
  const groups = (refs: readonly string[]) =>
    refs.map(ref => namedGroup(people, ref).title).join(', ') || 'none';
  return {
    rules: [
      { label: 'Approvals needed', value: String(kept.needed) },
      {
        label: 'Lane',
        value: kept.datesOnly ? `${kept.lane}, only dates change` : kept.lane,
      },
      {
        label: 'Rejection',
        value:
          kept.rejection === 'single'
            ? 'one rejection with a reason'
            : 'more than half of those who may vote',
      },
      {
        label: 'Board',
        value: kept.board === null ? 'none' : groups([kept.board]),
      },
      ...(kept.chair === null
        ? []
        : [{ label: 'Chair', value: namedUser(people, kept.chair).title }]),
      { label: 'Voices', value: groups(kept.voices) },
      { label: 'Electorate', value: ELECTORATES[kept.electorate] },
      { label: 'Conflicts looked for below', value: groups(looked.below) },
      { label: 'Conflicts looked for above', value: groups(looked.above) },
      {
        label: 'Left out, with nothing above',
        value: groups(looked.excepted),
      },
    ],
    people: kept.people.map(person => ({
      who: namedUser(people, person.who).title,
      role: roleInWords(person, people),
      barred: isBarring(person.found),
      found: foundInWords(person, people),
    })),
  };
}
