import { hash, hashText } from '../random/hash';

/** Whole days after which a vendor changes nothing of a day by itself. */
const SETTLED_AFTER = 3;
/** Whole days until the first, preliminary version of a day. */
const FIRST_SHOWN_AFTER = 1;

/** When a day of a vendor is looked at, and how often it was restated. */
export interface Look {
  seed: number;
  /** day number */
  day: number;
  /** whole days since then */
  age: number;
  revision: number;
}

/** Whether a vendor says anything of a day yet. */
export const isShown = ({ age }: Look): boolean => age >= FIRST_SHOWN_AFTER;

/**
 * What part of an account's day the vendor shows, in hundredths: 0 hides it, 100 is the whole. Young days are
 * incomplete; restated ones differ for some.
 */
export function shownPart(account: string, look: Look): number {
  const { seed, day, age, revision } = look;
  const draw = (salt: number) => hash(seed, hashText(account), day, salt) % 100;
  if (!isShown(look)) return 0;
  let part = 100;
  if (age < SETTLED_AFTER) {
    part = draw(606) < 12 ? 0 : 80;
  }
  if (revision > 0 && draw(700 + revision) < 30) {
    part = Math.floor((part * (revision % 2 === 1 ? 125 : 60)) / 100);
  }
  return part;
}

/** A whole number's part. */
export const partOf = (value: number, hundredths: number): number =>
  Math.floor((value * hundredths) / 100);
