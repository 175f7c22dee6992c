import { daysFromTo } from 'backstage-plugin-ai-scorecards-common';
import { SEATED, SNAPSHOT, STRANGE, World } from './world';

/**
 * The definitions worked out once more, person by person and day by day, without masks, trees or suppression.
 * Shares no code with what it checks.
 */
export class Naive {
  constructor(private readonly world: World) {}

  /** The teams that somebody in a Group stands in on a day, the Group itself first where it is a team. */
  private chain(groupId: number, day: string): number[] {
    const chain: number[] = [];
    let at: number | undefined = groupId;
    while (at !== undefined) {
      const id: number = at;
      if (this.world.groups.find(group => group.id === id)?.isTeam) {
        chain.push(id);
      }
      at = this.world.edges.find(
        edge => edge.groupId === id && edge.from <= day && day < edge.to,
      )?.parentId;
    }
    return chain;
  }

  private isTeam(id: number) {
    return this.world.groups.some(group => group.id === id && group.isTeam);
  }

  /** Teams that stood below a team on one of the days. */
  teamsBelow(team: number, days: string[]): number[] {
    return this.world.groups
      .filter(group => group.isTeam && group.id !== team)
      .map(group => group.id)
      .filter(id => days.some(day => this.chain(id, day).includes(team)));
  }

  /**
   * Whether somebody is, in the same days, in two teams one below the other, at or below a team: counted below, they
   * protect nobody above, so the money of their upper membership may be shown nowhere.
   */
  isNested(top: number, days: string[]): boolean {
    const inside = [top, ...this.teamsBelow(top, days)];
    return this.people.some(person => {
      const teams = new Set(
        days.flatMap(day =>
          this.memberships(person, day).map(range => range.groupId),
        ),
      );
      return inside.some(
        team =>
          teams.has(team) &&
          this.teamsBelow(team, days).some(below => teams.has(below)),
      );
    });
  }

  private memberships(person: number, day: string) {
    return this.world.roster.filter(
      range =>
        range.personId === person &&
        range.from <= day &&
        day < range.to &&
        this.isTeam(range.groupId),
    );
  }

  private accountsOf(person: number) {
    return this.world.identities
      .filter(
        identity =>
          identity.personId === person &&
          (identity.state === 'person' || identity.state === 'left'),
      )
      .map(identity => identity.id);
  }

  private isActive(person: number, day: string, tool?: number) {
    const accounts = this.accountsOf(person);
    return this.world.facts.some(
      fact =>
        fact.active &&
        fact.day === day &&
        accounts.includes(fact.identityId) &&
        (tool === undefined || fact.toolId === tool),
    );
  }

  private isLicensed(person: number, day: string) {
    const accounts = this.accountsOf(person);
    return (
      this.world.seats.some(
        seat =>
          accounts.includes(seat.identityId) &&
          seat.from <= day &&
          day < seat.to,
      ) ||
      (day < SNAPSHOT && this.isActive(person, day, SEATED))
    );
  }

  private get people() {
    return Array.from({ length: this.world.people }, (_, i) => i + 1);
  }

  /** Days on which a person is a developer of a team or of one below it. */
  private developerDays(person: number, team: number, days: string[]) {
    return days.filter(day =>
      this.memberships(person, day).some(
        range => range.counted && this.chain(range.groupId, day).includes(team),
      ),
    );
  }

  rates(team: number, days: string[]) {
    const result = { licensed: [0, 0], roster: [0, 0] };
    for (const person of this.people) {
      const there = this.developerDays(person, team, days);
      const licensed = there.filter(day => this.isLicensed(person, day));
      if (there.length > 0) result.roster[0] += 1;
      if (there.some(day => this.isActive(person, day))) result.roster[1] += 1;
      if (licensed.length > 0) result.licensed[0] += 1;
      if (licensed.some(day => this.isActive(person, day))) {
        result.licensed[1] += 1;
      }
    }
    return result;
  }

  /** Developers by tier over 28 days. */
  tiers(team: number, days: string[]) {
    const tiers: Record<string, number> = {};
    for (const person of this.people) {
      const there = this.developerDays(person, team, days);
      const active = there.filter(day => this.isActive(person, day)).length;
      const licensed = there.some(day => this.isLicensed(person, day));
      const accounts = this.accountsOf(person);
      const first = this.world.facts
        .filter(fact => fact.active && accounts.includes(fact.identityId))
        .map(fact => fact.day)
        .sort()[0];
      if (there.length > 0 && (active > 0 || licensed)) {
        let tier: string | null = licensed ? '0-1' : null;
        if (active >= 2) tier = '2-6';
        if (active >= 7) tier = '7-13';
        if (active >= 14) tier = '14+';
        if (days.includes(first)) tier = 'new';
        if (tier) tiers[tier] = (tiers[tier] ?? 0) + 1;
      }
    }
    return tiers;
  }

  /** Every amount of a month: who it is of, when, and how much. */
  amounts(month: string, lastDay: string) {
    const days = daysFromTo('2026-10-01', '2026-11-30').filter(day =>
      day.startsWith(month),
    );
    const list: {
      identityId: number;
      day: string;
      tool: number;
      kind: 'seat' | 'usage' | 'value';
      micros: number;
    }[] = [];
    for (const fact of this.world.facts) {
      const { day, identityId, toolId: tool } = fact;
      if (day.startsWith(month) && fact.usage !== null) {
        list.push({ identityId, day, tool, kind: 'usage', micros: fact.usage });
      }
      if (day.startsWith(month) && fact.value !== null) {
        list.push({ identityId, day, tool, kind: 'value', micros: fact.value });
      }
    }
    const holderOf = (id: number) =>
      this.world.identities.find(identity => identity.id === id)!;
    const nameOf = (id: number) => {
      const { state, personId } = holderOf(id);
      return personId !== null && ['person', 'left'].includes(state)
        ? `p${personId}`
        : `a${id}`;
    };
    const holders = new Map<string, number>();
    for (const seat of this.world.seats) {
      if (days.some(day => seat.from <= day && day < seat.to)) {
        const name = nameOf(seat.identityId);
        holders.set(
          name,
          Math.min(holders.get(name) ?? Infinity, seat.identityId),
        );
      }
    }
    for (const [name, identityId] of holders) {
      let sum = 0n;
      let before = 0n;
      for (const day of days.filter(each => each <= lastDay)) {
        const isPaid = this.world.seats.some(
          seat =>
            nameOf(seat.identityId) === name &&
            seat.from <= day &&
            day < seat.to,
        );
        if (isPaid) {
          sum += day < '2026-10-12' ? 19_000_000n : 21_000_001n;
          const rounded = halfEven(sum, BigInt(days.length));
          list.push({
            identityId,
            day,
            tool: SEATED,
            kind: 'seat',
            micros: Number(rounded - before),
          });
          before = rounded;
        }
      }
    }
    const pool = BigInt(holders.size * 2) * 1_000_000n;
    let used = 0n;
    let cost = 0n;
    for (const day of days.filter(each => each <= lastDay)) {
      const facts = this.world.facts.filter(
        fact => fact.day === day && fact.credits !== null,
      );
      for (const fact of facts) used += BigInt(fact.credits ?? 0);
      const beyond = used > pool ? used - pool : 0n;
      // Millionths of credits × micro-units.
      const upTo = halfEven(beyond * 40_000n, 1_000_000n);
      const shares = divide(
        Number(upTo - cost),
        facts.map(fact => ({
          key: `a${fact.identityId}`,
          weight: BigInt(fact.credits ?? 0),
        })),
      );
      facts.forEach((fact, i) =>
        list.push({
          identityId: fact.identityId,
          day,
          tool: SEATED,
          kind: 'usage',
          micros: shares[i],
        }),
      );
      cost = upTo;
    }
    return list;
  }

  /** Money of a month by direct team and person, or by bucket. */
  placed(month: string, lastDay: string) {
    const piles = new Map<string, { [key: string]: number }>();
    const entries: {
      team?: number;
      counted?: boolean;
      bucket?: string;
      day: string;
      tool: number;
      kind: string;
      micros: number;
    }[] = [];
    for (const amount of this.amounts(month, lastDay)) {
      const { day, tool, kind, micros } = amount;
      const identity = this.world.identities.find(
        each => each.id === amount.identityId,
      )!;
      const person = this.people.find(each =>
        this.accountsOf(each).includes(identity.id),
      );
      if (tool === STRANGE) {
        entries.push({ bucket: 'unknown-tool', day, tool, kind, micros });
      } else if (person === undefined) {
        const bucket =
          identity.state === 'service-account'
            ? 'service-accounts'
            : identity.state;
        entries.push({ bucket, day, tool, kind, micros });
      } else {
        const key = [person, day, tool, kind].join('|');
        const pile = piles.get(key) ?? { micros: 0 };
        pile.micros += micros;
        piles.set(key, pile);
      }
    }
    for (const [key, { micros }] of piles) {
      const [person, day, tool, kind] = key.split('|');
      const ranges = this.memberships(Number(person), day);
      const rest = { day, tool: Number(tool), kind };
      if (ranges.length === 0) {
        // Whether somebody left is said of an account; one is enough.
        const left = this.world.identities.some(
          each => each.personId === Number(person) && each.state === 'left',
        );
        entries.push({
          ...rest,
          bucket: left ? 'left?' : 'without-team',
          micros,
        });
      } else {
        const shares = divide(
          micros,
          ranges.map(range => ({
            key: this.world.groups.find(group => group.id === range.groupId)!
              .ref,
            weight: 1n,
          })),
        );
        ranges.forEach((range, i) =>
          entries.push({
            ...rest,
            team: range.groupId,
            counted: range.counted,
            micros: shares[i],
          }),
        );
      }
    }
    return entries;
  }

  /** Seat and usage cost of a team's developers in a month. */
  developerCost(team: number, month: string, lastDay: string) {
    return this.placed(month, lastDay)
      .filter(
        entry =>
          entry.team !== undefined &&
          entry.counted &&
          entry.kind !== 'value' &&
          this.chain(entry.team, entry.day).includes(team),
      )
      .reduce((sum, entry) => sum + entry.micros, 0);
  }

  /** Active person-months of a team's developers, times the days of the month. */
  developerDaysShared(team: number, days: string[]) {
    let sum = 0;
    for (const person of this.people) {
      const isActive = days.some(
        day =>
          this.isActive(person, day) &&
          this.memberships(person, day).some(range => range.counted),
      );
      for (const day of isActive ? days : []) {
        const ranges = this.memberships(person, day);
        const here = ranges.filter(
          range =>
            range.counted && this.chain(range.groupId, day).includes(team),
        );
        sum += ranges.length === 0 ? 0 : here.length / ranges.length;
      }
    }
    return sum;
  }
}

function halfEven(top: bigint, bottom: bigint): bigint {
  const whole = top / bottom;
  const twice = (top % bottom) * 2n;
  const isUp = twice > bottom || (twice === bottom && whole % 2n === 1n);
  return isUp ? whole + 1n : whole;
}

/** Largest remainder, ties to the smaller key. */
function divide(
  amount: number,
  parts: { key: string; weight: bigint }[],
): number[] {
  let all = parts.reduce((sum, part) => sum + part.weight, 0n);
  const weights = parts.map(part => (all === 0n ? 1n : part.weight));
  if (all === 0n) all = BigInt(parts.length);
  const exact = weights.map(weight => BigInt(amount) * weight);
  const shares = exact.map(value => value / all);
  let rest = BigInt(amount) - shares.reduce((sum, share) => sum + share, 0n);
  const order = parts
    .map((part, i) => ({ i, key: part.key, rest: exact[i] % all }))
    .sort((a, b) => {
      if (a.rest !== b.rest) return a.rest > b.rest ? -1 : 1;
      return a.key < b.key ? -1 : 1;
    });
  for (const { i } of order) {
    if (rest > 0n) {
      shares[i] += 1n;
      rest -= 1n;
    }
  }
  return shares.map(Number);
}
