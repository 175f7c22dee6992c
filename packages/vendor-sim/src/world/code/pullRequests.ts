import { Draws, draws, fraction, hash } from '../../random/hash';
import { toDayNumber } from '../../time/days';
import { workRhythm } from '../calendar';
import { Author } from './authors';
import { lacksOn } from './repositories';
import { AiSignal, PullRequest, Repository, Review } from './types';

/** Days after a merge by which its fate has come. */
export const LONGEST_FATE = 9;

const TRAILERS = [
  'Co-authored-by: Copilot <175728472+Copilot@users.noreply.github.com>',
  'Co-Authored-By: Claude <noreply@anthropic.com>',
  'Assisted-by: Cursor',
];

/** Numbers of a repository that a day can give away; what follows of other days takes the later ones. */
export const NUMBERS_A_DAY = 60;
const FIRST_NUMBERED_DAY = toDayNumber('2024-01-01');
const AGENT = 'copilot-swe-agent';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export const firstNumberOf = (day: number): number =>
  (day - FIRST_NUMBERED_DAY) * NUMBERS_A_DAY + 1;

/** What becomes of a pull request, and how many days after its merge. */
export interface Fate {
  kind: 'reverted' | 'hot-fixed' | 'incident' | 'defect';
  after: number;
}

const iso = (ms: number): string =>
  `${new Date(Math.floor(ms)).toISOString().slice(0, 19)}Z`;

/** Pull requests that somebody wrote and that were merged on a UTC day. */
export function plainPullRequests(
  seed: number,
  day: string,
  authors: readonly Author[],
  repositoriesOf: (team: string) => readonly Repository[],
): PullRequest[] {
  const number = toDayNumber(day);
  const rhythm = workRhythm(number);
  const taken = new Map<string, number>();
  const found: PullRequest[] = [];
  for (const author of authors) {
    const own = repositoriesOf(author.team);
    const start = hash(seed, author.person.index, number, 909);
    const draw = draws(start);
    if (own.length === 0 || !draw.chance(0.42 * rhythm)) {
      continue;
    }
    const repository = draw.pick(own);
    const before = taken.get(repository.slug) ?? 0;
    if (before < NUMBERS_A_DAY / 2 - 1) {
      taken.set(repository.slug, before + 1);
      found.push(
        written(
          { seed, day, author, repository, draw },
          {
            number: firstNumberOf(number) + before,
            colleagues: authors.filter(
              it => it.team === author.team && it !== author,
            ),
          },
        ),
      );
    }
  }
  return found;
}

interface Writing {
  seed: number;
  day: string;
  author: Author;
  repository: Repository;
  draw: Draws;
}

function written(
  { seed, day, author, repository, draw }: Writing,
  { number, colleagues }: { number: number; colleagues: Author[] },
): PullRequest {
  const lacks = (check: string) => lacksOn(repository.lacks, check, day);
  const withAi = draw.chance(
    0.15 + 0.5 * fraction(seed, author.person.index, 77),
  );
  const ai = withAi && !lacks('attribution.labelled') ? [signal(draw)] : [];
  const agent = ai.includes('agent');
  const grown = withAi && lacks('batches.small') ? 2.4 : 1;
  // Whoever waves changes through gets large ones: enough to judge the team by.
  const waved = withAi && lacks('review.not-rubber-stamped');
  const large = draw.chance(waved ? 0.4 : 0.12) ? 5 : 1;
  const [least, span] = repository.careful ? [42, 50] : [12, 110];
  const additions = Math.round(
    (least + span * draw.fraction()) * grown * large,
  );
  const deletions = Math.round(additions * 0.4 * draw.fraction());
  const mergedMs =
    toDayNumber(day) * 86_400_000 +
    draw.integer(7, 18) * HOUR +
    draw.integer(0, 3599) * 1000;
  const openedMs = mergedMs - draw.integer(40, 4000) * MINUTE;
  const task = `${draw.pick([
    'Add',
    'Mend',
    'Simplify',
    'Speed up',
  ])} ${draw.pick([
    'the totals',
    'retries',
    'the search',
    'a report',
    'the limits',
    'sign-in',
  ])}`;
  const title = `${task} (${number})`;
  const isLax = repository.unreviewed || lacks('review.same-bar');
  return {
    repository,
    number,
    author: agent ? AGENT : author.login,
    bot: agent,
    askedBy: agent ? author.login : null,
    person: author.person.index,
    openedAt: iso(openedMs),
    mergedAt: iso(mergedMs),
    additions,
    deletions,
    title,
    body: 'What changes and why stands in the commits.',
    branch: `${agent ? 'copilot' : author.login.toLowerCase()}/${number}`,
    labels: ai.includes('label') ? ['ai-assisted'] : [],
    commits: [
      ai.includes('trailer') ? `${title}\n\n${draw.pick(TRAILERS)}` : title,
    ],
    reviews: reviewsOf(draw, {
      colleagues,
      openedMs,
      mergedMs,
      approved: !(isLax && withAi) || draw.chance(0.8),
      fast: waved && additions + deletions > 200 && draw.chance(0.6),
    }),
    ai,
    reverts: [],
    hotFix: false,
    fixes: [],
  };
}

function signal(draw: Draws): AiSignal {
  const part = draw.fraction();
  if (part < 0.65) {
    return 'trailer';
  }
  return part < 0.88 ? 'label' : 'agent';
}

function reviewsOf(
  draw: Draws,
  {
    colleagues,
    openedMs,
    mergedMs,
    approved,
    fast,
  }: {
    colleagues: Author[];
    openedMs: number;
    mergedMs: number;
    approved: boolean;
    fast: boolean;
  },
): Review[] {
  const reviews: Review[] = [];
  if (draw.chance(0.3)) {
    reviews.push({
      state: 'COMMENTED',
      login: 'copilot-pull-request-reviewer',
      bot: true,
      at: iso(openedMs + 2 * MINUTE),
    });
  }
  if (colleagues.length > 0 && approved) {
    const wait = fast
      ? draw.integer(20, 110) * 1000
      : (mergedMs - openedMs) * (0.3 + 0.6 * draw.fraction());
    const at = iso(openedMs + wait);
    reviews.push({
      state: 'APPROVED',
      login: draw.pick(colleagues).login,
      bot: false,
      at,
    });
  }
  return reviews;
}

/** How likely a change is taken back, mended or the cause of an incident. */
const USUAL_RISK = 0.06;

function riskOfAi({ lacks, careful }: Repository): number {
  if (lacks.some(it => it.check === 'rework.tracked')) {
    return 0.2;
  }
  return careful ? 0 : USUAL_RISK;
}

/** What becomes of a pull request; most stay as they are. */
export function fateOf(seed: number, pull: PullRequest): Fate | undefined {
  const { repository, number, ai } = pull;
  const draw = draws(hash(seed, repository.index, number, 606));
  if (!draw.chance(ai.length > 0 ? riskOfAi(repository) : USUAL_RISK)) {
    return undefined;
  }
  const part = draw.fraction();
  const after = draw.integer(1, LONGEST_FATE);
  if (part < 0.45) {
    return { kind: 'reverted', after };
  }
  if (part < 0.8) {
    return { kind: 'hot-fixed', after };
  }
  return { kind: part < 0.92 ? 'incident' : 'defect', after };
}

/** The pull request by which another one is taken back or mended, merged on a UTC day. */
export function followUp(
  pull: PullRequest,
  { kind }: Fate,
  { day, number, author }: { day: string; number: number; author: string },
): PullRequest {
  const mergedMs =
    toDayNumber(day) * 86_400_000 + 9 * HOUR + (number % 3600) * 1000;
  const reverted = kind === 'reverted';
  return {
    ...pull,
    number,
    author,
    bot: false,
    askedBy: null,
    openedAt: iso(mergedMs - 50 * MINUTE),
    mergedAt: iso(mergedMs),
    additions: reverted ? pull.deletions : 9,
    deletions: reverted ? pull.additions : 4,
    title: reverted ? `Revert "${pull.title}"` : `Hotfix: ${pull.title}`,
    body: reverted
      ? `Reverts ${pull.repository.slug}#${pull.number}`
      : `Hotfix for #${pull.number}`,
    branch: reverted ? `revert-${pull.number}` : `hotfix/${number}`,
    labels: reverted ? [] : ['hotfix'],
    commits: [reverted ? `Revert "${pull.title}"` : `Hotfix: ${pull.title}`],
    reviews: pull.reviews
      .filter(it => it.state === 'APPROVED' && it.login !== author)
      .map(it => ({ ...it, at: iso(mergedMs - 20 * MINUTE) })),
    ai: [],
    reverts: reverted ? [pull.number] : [],
    hotFix: !reverted,
    fixes: reverted ? [] : [pull.number],
  };
}

/** What a machine that keeps dependencies current had merged on a UTC day; no AI and nobody's output. */
export function updatesOn(
  seed: number,
  day: string,
  repositories: readonly Repository[],
): PullRequest[] {
  const start = toDayNumber(day);
  return repositories
    .filter(
      it =>
        it.kind === 'active' &&
        draws(hash(seed, it.index, start, 313)).chance(0.02),
    )
    .map(repository => ({
      repository,
      number: firstNumberOf(start) + NUMBERS_A_DAY / 2 - 1,
      author: 'dependabot',
      bot: true,
      askedBy: null,
      openedAt: iso(start * 86_400_000 + 3 * HOUR),
      mergedAt: iso(start * 86_400_000 + 10 * HOUR),
      additions: 3,
      deletions: 3,
      title: 'Bump a dependency',
      body: '',
      branch: 'dependabot/npm',
      labels: ['dependencies'],
      commits: ['Bump a dependency'],
      reviews: [],
      ai: [],
      reverts: [],
      hotFix: false,
      fixes: [],
    }));
}
