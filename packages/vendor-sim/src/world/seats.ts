import { fraction, hash } from '../random/hash';
import { toDay, toDayNumber } from '../time/days';
import { Profile } from './profiles';

/** A Copilot seat over its whole life. Times are UTC days. */
export interface Seat {
  profile: Profile;
  /** day number of its creation */
  from: number;
  /** first day number without it */
  to?: number;
  /** a cancellation that the vendor shows from `announced` on */
  cancellation?: { announced: number; ends: number };
  /** created at, with the time zone that the vendor happens to write */
  createdAt: string;
  /** a second listing under the other organisation of the enterprise */
  secondCreatedAt?: string;
}

const OFFSETS = [0, -360, 120, 330, 540];
/** First days of the months whose eve ends some idle seats. */
const CANCELLATION_MONTHS = [
  '2026-10-01',
  '2026-11-01',
  '2026-12-01',
  '2027-01-01',
  '2027-02-01',
];
/** Days from somebody's leaving until their seat is taken away. */
const LEAVING_LAG = 4;

/** A moment as ISO 8601 text with the offset of a zone, in minutes. */
function zoned(ms: number, offset: number): string {
  if (offset === 0) {
    return new Date(ms).toISOString().replace('.000', '');
  }
  const local = new Date(ms + offset * 60_000).toISOString().slice(0, 19);
  const sign = offset < 0 ? '-' : '+';
  const hours = String(Math.floor(Math.abs(offset) / 60)).padStart(2, '0');
  const minutes = String(Math.abs(offset) % 60).padStart(2, '0');
  return `${local}${sign}${hours}:${minutes}`;
}

/** The seat that belongs to an account, if it ever gets one. */
export function seatOf(seed: number, profile: Profile): Seat | undefined {
  const { account, start, end } = profile;
  if (account.vendor !== 'github' || account.standing === 'service-account') {
    return undefined;
  }
  const draw = (salt: number) => fraction(seed, account.index, salt);
  const moment = (day: number, salt: number) =>
    day * 86_400_000 + Math.floor(draw(salt) * 86_400) * 1000;
  const seat: Seat = {
    profile,
    from: start,
    createdAt: zoned(
      moment(start, 21),
      OFFSETS[hash(seed, account.index, 22) % OFFSETS.length],
    ),
  };
  if (draw(23) < 0.1) {
    const later = start + 3 + Math.floor(draw(24) * 40);
    seat.secondCreatedAt = zoned(moment(later, 25), 0);
  }
  if (account.to) {
    // Now and then nobody takes the seat of somebody who left away.
    const kept = account.standing === 'left' && draw(26) < 0.15;
    seat.to = kept ? undefined : end + LEAVING_LAG;
  } else if (profile.kind === 'idle' && draw(27) < 0.25) {
    const month =
      CANCELLATION_MONTHS[Math.floor(draw(28) * CANCELLATION_MONTHS.length)];
    const ends = toDayNumber(month);
    if (ends > start + 60) {
      seat.cancellation = { announced: ends - 20, ends };
      seat.to = ends;
    }
  }
  return seat;
}

/** True on the days on which the vendor lists the seat. */
export function isListed(seat: Seat, day: number): boolean {
  return seat.from <= day && (seat.to === undefined || day < seat.to);
}

/** The `pending_cancellation_date` that the vendor shows on a day, or null. */
export function pendingCancellation(seat: Seat, today: number): string | null {
  const { cancellation } = seat;
  return cancellation &&
    today >= cancellation.announced &&
    today < cancellation.ends
    ? toDay(cancellation.ends)
    : null;
}
