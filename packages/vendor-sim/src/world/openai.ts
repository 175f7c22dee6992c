import { Organisation } from '../organisation/types';
import { draws, fraction, hash, hashText } from '../random/hash';
import { toDayNumber } from '../time/days';
import { drawMembers, Member, worksOn } from './members';
import { isShown, Look, partOf, shownPart } from './reveal';

const DRAW = 404;
const MODELS = ['gpt-6-codex', 'gpt-6-mini'];
const FIRST_OFFERED = '2026-03-02';

/** Where people write code with it; null is the project that has no id in reports. */
const PROJECTS = ['proj_AcmeCodex', 'proj_AcmeResearch', null];
/** A project that costs and has no tokens. */
const IMAGES = 'proj_AcmeImages';

/** Somebody of the organisation at OpenAI. */
export interface OpenaiUser extends Member {
  /** what the list of users says of when they came, in seconds */
  addedAt: number;
}

/** What a user, or keys of nobody, did with a model in a project on a day. */
export interface OpenaiUse {
  /** null for keys that name no user */
  user: OpenaiUser | null;
  project: string | null;
  model: string;
  requests: number;
  /** all input, with what was cached */
  input: number;
  cached: number;
  cacheWrite: number;
  output: number;
}

/** A line of the bill. */
export interface OpenaiCost {
  project: string | null;
  lineItem: string;
  /** hundred-millionths of a US dollar, a whole number */
  amount: number;
}

/** The organisation at OpenAI, as a function of the seed. */
export class OpenaiWorld {
  readonly users: readonly OpenaiUser[];

  constructor(organisation: Organisation, private readonly seed: number) {
    const from = toDayNumber(FIRST_OFFERED);
    const people: Member[] = drawMembers(organisation.people, {
      salt: 2,
      share: 0.3,
      offered: FIRST_OFFERED,
      account: ({ name }) => `user-${hashText(name).toString(36)}`,
    });
    const stranger: Member = {
      account: 'user-reviewer0000',
      email: 'reviewer@audit.example',
      standing: 'nobody',
      from,
      volume: 1,
      chance: 0.9,
    };
    this.users = [...people, stranger].map(user => ({
      ...user,
      addedAt: user.from * 86_400 + 32_400,
    }));
  }

  /** The users whom the list names on a day: those who are gone are not on it. */
  *listed(day: number): Generator<OpenaiUser> {
    for (const user of this.users) {
      if (user.from <= day && !(user.to !== undefined && user.to <= day)) {
        yield user;
      }
    }
  }

  /** What really happened on a day. */
  *day(day: number): Generator<OpenaiUse> {
    for (const user of this.users) {
      if (worksOn(this.seed, user, day, DRAW)) {
        yield* this.usesOf(user, PROJECTS, day);
      }
    }
    if (day >= toDayNumber(FIRST_OFFERED)) {
      yield* this.usesOf(null, PROJECTS.slice(0, 1), day);
    }
  }

  /** What the usage report says of a day now. */
  *revealed(day: number, look: Look): Generator<OpenaiUse> {
    for (const use of this.day(day)) {
      const part = shownPart(use.user?.account ?? 'nobody', look);
      if (part > 0) {
        const of = (value: number) => partOf(value, part);
        const [cached, cacheWrite] = [of(use.cached), of(use.cacheWrite)];
        yield part === 100
          ? use
          : {
              ...use,
              requests: of(use.requests),
              cached,
              cacheWrite,
              input:
                cached +
                cacheWrite +
                of(use.input - use.cached - use.cacheWrite),
              output: of(use.output),
            };
      }
    }
  }

  /** What is billed for a day, once it is settled. */
  costs(day: number): OpenaiCost[] {
    const sums = new Map<string, OpenaiCost>();
    const add = (project: string | null, lineItem: string, amount: number) => {
      const key = `${project} ${lineItem}`;
      const known = sums.get(key) ?? { project, lineItem, amount: 0 };
      sums.set(key, { ...known, amount: known.amount + amount });
    };
    for (const { project, model, input, output } of this.day(day)) {
      const price = model === MODELS[0] ? 3 : 1;
      add(project, `${model}, input`, input * price * 40 + 7);
      add(project, `${model}, output`, output * price * 310 + 3);
    }
    if (day >= toDayNumber(FIRST_OFFERED)) {
      const images = 1 + Math.floor(fraction(this.seed, day, 405) * 40);
      add(IMAGES, 'image generation', images * 4_000_001);
    }
    return [...sums.values()];
  }

  /** What the bill of a day says now: less, while it settles. */
  revealedCosts(day: number, look: Look): OpenaiCost[] {
    if (!isShown(look)) return [];
    return this.costs(day).flatMap(line => {
      const part = shownPart(`${line.project} bill`, look);
      return part === 0 ? [] : [{ ...line, amount: partOf(line.amount, part) }];
    });
  }

  private *usesOf(
    user: OpenaiUser | null,
    projects: (string | null)[],
    day: number,
  ): Generator<OpenaiUse> {
    const draw = draws(
      hash(this.seed, hashText(user?.account ?? 'nobody'), day, DRAW),
    );
    // Most work in one project, some in two.
    const first = draw.pick(projects);
    const places = new Set([
      first,
      draw.chance(0.2) ? draw.pick(projects) : first,
    ]);
    for (const project of places) {
      for (const model of draw.chance(0.5) ? MODELS : MODELS.slice(0, 1)) {
        const upTo = (most: number) =>
          1 + Math.floor(draw.fraction() * most * (user?.volume ?? 1));
        const [cached, cacheWrite] = [upTo(900_000), upTo(60_000)];
        yield {
          user,
          project,
          model,
          requests: upTo(80),
          cached,
          cacheWrite,
          input: cached + cacheWrite + upTo(300_000),
          output: upTo(90_000),
        };
      }
    }
  }
}
