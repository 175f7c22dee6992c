import type { PeopleToday } from '../people/PeopleDirectory';

/** A ref with what people call it. */
export interface Named {
  ref: string;
  title: string;
}

export function namedUser({ users }: PeopleToday, ref: string): Named {
  return { ref, title: users.get(ref) ?? ref.split('/')[1] ?? ref };
}

export function namedGroup({ groups }: PeopleToday, ref: string): Named {
  return {
    ref,
    title: groups.get(ref)?.title ?? ref.split('/')[1] ?? ref,
  };
}
