import type { Membership } from '../org';

/**
 * One row for a time without a gap in a Group, however many sources speak of it, newest first. What a row says of its
 * beginning is what the first of them says.
 */
export function joinMemberships(
  memberships: readonly Membership[],
): Membership[] {
  const joined: Membership[] = [];
  for (const next of [...memberships].sort(byDays)) {
    const last = joined.find(
      before =>
        before.group.ref === next.group.ref &&
        before.counted === next.counted &&
        before.to >= next.from,
    );
    if (!last) joined.push({ ...next });
    else if (next.to > last.to) last.to = next.to;
  }
  return joined.sort((a, b) => -byDays(a, b) || byGroup(a, b));
}

function byDays(a: Membership, b: Membership): number {
  if (a.from === b.from) return 0;
  return a.from < b.from ? -1 : 1;
}

function byGroup(a: Membership, b: Membership): number {
  return a.group.ref < b.group.ref ? -1 : 1;
}
