import { plus } from './days';
import { Granted } from './granted';

/** What the facts alone say of a check; `passing` of `of` repositories where it is about them. */
export interface Found {
  state: 'pass' | 'fail' | 'unknown' | 'not-applicable';
  passing?: number;
  of?: number;
  /**
   * a failure by which only nothing was found, so that somebody's word can make up for it; not known where what cannot be
   * seen might say something
   */
  silent?: true | 'not-known';
  /** exceptions without which what passes would fail */
  excusedBy?: readonly Granted[];
}

export const notApplicable: Found = { state: 'not-applicable' };

export const passed = (holds: boolean): Found => ({
  state: holds ? 'pass' : 'fail',
});

/** A check as it must read. */
export interface CheckTruth extends Pick<Found, 'passing' | 'of'> {
  state: Found['state'] | 'waived' | 'expired';
  counts: Found['state'];
  /** whether somebody's statement says otherwise than the facts */
  mismatch: boolean;
  /** the last UTC day for which an earlier result holds */
  heldUntil: string | null;
  waivedUntil: string | null;
  /** teams and tools of the exceptions that excuse it */
  waivedBy: string[];
}

/** Somebody's word on a check. */
export interface Statement {
  check: string;
  /** the first UTC day on which it no longer holds */
  expiresOn: string;
}

/** A check of a team that is excused up to a UTC day, that day included. */
export interface Waiver {
  team: string;
  check: string;
  until: string;
}

interface Past {
  state: 'pass' | 'fail' | 'not-applicable';
  /** the last UTC day on which it was so */
  on: string;
}

/** What is remembered of a team from the last look. */
export interface Memory {
  /** what was known of each check, in whatever way */
  known: ReadonlyMap<string, Past>;
  /** what the facts alone said */
  found: ReadonlyMap<string, Past>;
  /** the last level that was known */
  level: number | null;
}

/** How a team stands. */
export interface StandingTruth {
  state: 'assessed' | 'unknown' | 'not-assessed-yet' | 'not-applicable';
  /** null while it is not known */
  level: number | null;
  /** without what is excused */
  raw: number | null;
  /** the level that was, while it is not known any more */
  was: number | null;
}

const HOLDS_DAYS = 30;
const NOTHING: Memory = { known: new Map(), found: new Map(), level: null };

/** Checks of which nothing counts but what was collected. */
const PROVED_ALONE = [
  'review.same-bar',
  'tests.required',
  'secrets.scanning',
  'tool.default-configured',
  'tool.sanctioned-only',
  'repo.instructions',
  'sast.on-pr',
  'stance.acknowledged',
  'lead.appointed',
  'exceptions.in-good-order',
  'quality.published',
  'attribution.labelled',
  'batches.small',
  'review.not-rubber-stamped',
  'instructions.fresh',
  'rework.tracked',
  'evals.run',
];

/** Puts the word of people, excuses and the past beside what was found of one team on a UTC day. */
export class Weighing {
  readonly checks = new Map<string, CheckTruth>();
  readonly memory: Memory;
  private readonly last: Memory;

  constructor(
    found: ReadonlyMap<string, Found>,
    private readonly input: {
      today: string;
      statements: readonly Statement[];
      waivers: readonly Omit<Waiver, 'team'>[];
      before?: Memory;
    },
  ) {
    this.last = input.before ?? NOTHING;
    const known = new Map(this.last.known);
    const said = new Map(this.last.found);
    const { today } = input;
    for (const [id, it] of found) {
      const check = this.weigh(id, it);
      this.checks.set(id, check);
      if (check.state === 'pass' || check.state === 'not-applicable') {
        known.set(id, { state: check.state, on: today });
      }
      if (['fail', 'expired', 'waived'].includes(check.state)) {
        known.set(id, { state: 'fail', on: today });
      }
      if (it.state === 'pass' || it.state === 'not-applicable') {
        said.set(id, { state: it.state, on: today });
      } else if (it.state === 'fail' && !it.silent) {
        said.set(id, { state: 'fail', on: today });
      } else if (it.silent === 'not-known' && check.state === 'fail') {
        // Nobody said anything, and what was said before is not taken back.
      } else if (check.state !== 'unknown') {
        // Somebody's word has taken the place of the facts.
        said.delete(id);
      }
    }
    this.memory = { known, found: said, level: this.last.level };
  }

  private weigh(
    id: string,
    { silent, excusedBy = [], state: plainly, ...counted }: Found,
  ): CheckTruth {
    const { today, statements, waivers } = this.input;
    const word = PROVED_ALONE.includes(id)
      ? undefined
      : statements.find(it => it.check === id);
    // Whether the facts leave it to the word is as unknown as they are.
    const found = word && silent === 'not-known' ? 'unknown' : plainly;
    const isValid = word !== undefined && word.expiresOn > today;
    const remembered = PROVED_ALONE.includes(id)
      ? this.last.known.get(id)
      : this.last.found.get(id) ?? this.last.known.get(id);
    const holds =
      remembered !== undefined && plus(remembered.on, HOLDS_DAYS) >= today;
    const factsHold = holds && this.last.found.has(id);

    let state: CheckTruth['state'] = found;
    let mismatch = false;
    if (found === 'fail' && word) {
      if (!silent) mismatch = isValid;
      else state = isValid ? 'pass' : 'expired';
    }
    if (found === 'unknown' && word) {
      if (factsHold) mismatch = isValid && remembered.state === 'fail';
      else if (isValid) state = 'pass';
      else if (!this.last.found.has(id)) state = 'expired';
    }
    const excuse = waivers
      .filter(it => it.check === id && it.until >= today)
      .map(it => it.until)
      .sort()
      .pop();
    if (excuse && (state === 'fail' || state === 'expired')) state = 'waived';
    const excepted = state === 'pass' ? excusedBy : [];
    if (excepted.length > 0) state = 'waived';
    const held = state === 'unknown' && holds ? remembered : undefined;
    const isExcused =
      excuse !== undefined &&
      excepted.length === 0 &&
      (state === 'waived' || held?.state === 'fail');
    const plain = state === 'expired' ? 'fail' : state;
    return {
      ...counted,
      state,
      counts: isExcused || plain === 'waived' ? 'pass' : held?.state ?? plain,
      mismatch,
      heldUntil: held ? plus(held.on, HOLDS_DAYS) : null,
      waivedUntil:
        excepted.map(({ until }) => until).sort()[0] ??
        (isExcused ? excuse : null),
      waivedBy: [
        ...new Set(excepted.map(({ team, tool }) => `${team} ${tool}`)),
      ].sort(),
    };
  }

  /** The level by the levels of the checks; those that are optional keep no team from one. */
  standing(
    levels: Readonly<Record<string, number>>,
    optional: readonly string[],
  ): StandingTruth {
    const all = [...this.checks];
    const none = { level: null, raw: null, was: null };
    if (all.every(([, { counts }]) => counts === 'not-applicable')) {
      return { state: 'not-applicable', ...none };
    }
    const isNew = (id: string) => !this.memory.known.has(id);
    const isOpen = all.some(
      ([id, { counts }]) =>
        levels[id] === 1 &&
        !optional.includes(id) &&
        counts === 'unknown' &&
        isNew(id),
    );
    if (isOpen) return { state: 'not-assessed-yet', ...none };
    const highest = (countOf: (id: string, check: CheckTruth) => string) => {
      let level = 0;
      for (let next = 1; next <= 4; next++) {
        const counts = all
          .filter(([id]) => levels[id] === next)
          .map(([id, check]) => ({ id, it: countOf(id, check) }));
        const isReached =
          counts.some(({ it }) => it === 'pass') &&
          counts.every(
            ({ id, it }) =>
              it === 'pass' || it === 'not-applicable' || optional.includes(id),
          );
        if (!isReached) break;
        level = next;
      }
      return level;
    };
    const lowest = highest((_, { counts }) => counts);
    // What was known once and is not any more may be either.
    const most = highest((id, { counts }) =>
      counts === 'unknown' && !isNew(id) ? 'pass' : counts,
    );
    if (lowest !== most) {
      return { ...none, state: 'unknown', was: this.last.level };
    }
    const raw = highest((_, { counts, waivedUntil }) =>
      waivedUntil ? 'fail' : counts,
    );
    return { state: 'assessed', level: lowest, raw, was: null };
  }
}
