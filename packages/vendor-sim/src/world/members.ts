import { Person, Standing } from '../organisation/types';
import { fraction, hashText } from '../random/hash';
import { toDayNumber } from '../time/days';
import { workRhythm } from './calendar';
import { isAway } from './profiles';

/** Draws who has which account, apart from what they do with it: the organisation does not depend on the seed. */
const MEMBER_SEED = 20260205;

/** An account at a vendor whose people are drawn from the organisation's list. */
export interface Member {
  /** the vendor's name for it */
  account: string;
  email: string;
  standing: Standing;
  /** whose it is: a position in the list of people */
  person?: number;
  /** day number of the first use */
  from: number;
  /** first day number without the account; absent while it lasts */
  to?: number;
  /** how much is done on a plain day, 1 for the usual */
  volume: number;
  /** chance of use on a plain working day */
  chance: number;
}

export interface MemberWish {
  /** draws apart for each vendor */
  salt: number;
  /** part of the developers who have an account */
  share: number;
  /** first day on which accounts were handed out */
  offered: string;
  account(person: Person, email: string): string;
}

/**
 * Accounts of developers, also of those who left and of some whose account was taken away while they stayed. People
 * whom the catalog names without an e-mail have none; some are known by another e-mail that it does name.
 */
export function drawMembers(
  people: readonly Person[],
  wish: MemberWish,
): Member[] {
  return people.flatMap(person => {
    const draw = (salt: number) =>
      fraction(MEMBER_SEED, person.index, wish.salt, salt);
    if (person.jobFamily !== 'engineering' || !person.email) return [];
    // Of those who left, most had one: what they cost has to stay somewhere.
    if (draw(1) >= (person.left ? 0.8 : wish.share)) return [];
    const other = person.aiAccount?.includes('@')
      ? person.aiAccount
      : undefined;
    const email = other && draw(2) < 0.5 ? other : person.email;
    const start = toDayNumber(wish.offered) + Math.floor(draw(3) * 120);
    const from = Math.max(toDayNumber(person.joined), start);
    const taken =
      draw(4) < 0.1 ? from + 60 + Math.floor(draw(5) * 60) : undefined;
    const to = person.left ? toDayNumber(person.left) : taken;
    if (to !== undefined && to <= from) return [];
    return [
      {
        account: wish.account(person, email),
        email:
          draw(6) < 0.2 ? email.replace(/^./, c => c.toUpperCase()) : email,
        standing: person.left ? ('left' as const) : ('user' as const),
        person: person.index,
        from,
        to,
        volume: 0.5 + draw(7),
        chance: 0.25 + 0.6 * draw(8),
      },
    ];
  });
}

/** Whether a member does anything on a day, in the rhythm of everybody's work. */
export function worksOn(
  seed: number,
  member: Member,
  day: number,
  salt: number,
): boolean {
  if (day < member.from || (member.to !== undefined && day >= member.to)) {
    return false;
  }
  if (member.person !== undefined && isAway(seed, member.person, day)) {
    return false;
  }
  const rhythm = member.standing === 'service-account' ? 1 : workRhythm(day);
  return (
    fraction(seed, hashText(member.account), day, salt) < member.chance * rhythm
  );
}
