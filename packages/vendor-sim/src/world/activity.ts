import { fraction } from '../random/hash';
import { toDayNumber } from '../time/days';
import { DECLINE_FROM, workRhythm } from './calendar';
import { Profile, isAway } from './profiles';

const SALT = { github: 101, anthropic: 202 } as const;
const DECLINE = toDayNumber(DECLINE_FROM);
/** Days until somebody uses a new tool as much as they ever will. */
const RAMP_DAYS = 45;

/** What an account did on a day, before any vendor counted it. */
export type Doing = 'nothing' | 'present' | 'active';

/**
 * Whether an account was used on a day. `present` is an open editor: the
 * vendor may list it, and nothing was done.
 *
 * @param availability - the part of normal use that was possible, 0 to 1
 */
export function doingOn(
  seed: number,
  profile: Profile,
  day: number,
  availability: number,
): Doing {
  if (day < profile.start || day >= profile.end) {
    return 'nothing';
  }
  const { account } = profile;
  const machine = account.standing === 'service-account';
  const away =
    account.person !== undefined && isAway(seed, account.person, day);
  if (away) {
    return 'nothing';
  }
  const rhythm = machine ? 0.9 : workRhythm(day);
  const ramp = 0.35 + 0.65 * Math.min(1, (day - profile.start + 1) / RAMP_DAYS);
  const interest = profile.declines && day >= DECLINE ? 0.2 : 1;
  const draw = fraction(seed, account.index, day, SALT[account.vendor]);
  if (draw < profile.chance * rhythm * ramp * interest * availability) {
    return 'active';
  }
  return draw > 1 - 0.06 * rhythm ? 'present' : 'nothing';
}
