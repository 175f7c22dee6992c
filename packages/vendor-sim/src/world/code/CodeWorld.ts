import { Organisation } from '../../organisation/types';
import { addDays, toDayNumber } from '../../time/days';
import { Author, Authors } from './authors';
import {
  Fate,
  fateOf,
  firstNumberOf,
  followUp,
  LONGEST_FATE,
  NUMBERS_A_DAY,
  plainPullRequests,
  updatesOn,
} from './pullRequests';
import { findingsOf, incidentOf, LONGEST_INCIDENT } from './reports';
import { datedLack, makeRepositories, stateOn } from './repositories';
import {
  CodeFinding,
  CodeHost,
  CodeIncident,
  PullRequest,
  Repository,
  RepositoryState,
} from './types';

/** Days whose pull requests are kept at hand. */
const KEPT_DAYS = 60;

interface Following {
  pull: PullRequest;
  fate: Fate;
}

const keyOf = ({ repository, number }: CodeIncident): string =>
  `${repository.slug}#${number}`;

/** The code of the example organisation at its two hosts. Nothing is stored but what was changed by hand. */
export class CodeWorld {
  readonly repositories: readonly Repository[];
  private readonly bySlug: Map<string, Repository>;
  private readonly byTeam = new Map<string, Repository[]>();
  private readonly changed = new Map<string, Partial<RepositoryState>>();
  private readonly states = new Map<string, RepositoryState>();
  private statesOf: string | undefined;
  private readonly authors: Authors;
  private readonly days = new Map<string, PullRequest[]>();
  private readonly answered = new Map<string, CodeIncident>();

  constructor(
    organisation: Organisation,
    private readonly options: {
      seed: number;
      repositoriesPerTeam: number;
      /** the UTC day that what lies some days back is counted from */
      begun: string;
      today: () => string;
      covers: (day: string) => boolean;
    },
  ) {
    this.repositories = makeRepositories(
      organisation,
      options.repositoriesPerTeam,
    ).map(it => ({
      ...it,
      lacks: it.lacks.map(lack => datedLack(lack, options.begun)),
    }));
    this.bySlug = new Map(this.repositories.map(it => [it.slug, it]));
    this.authors = new Authors(organisation);
    for (const repository of this.repositories) {
      if (repository.kind === 'active') {
        const own = this.byTeam.get(repository.team) ?? [];
        own.push(repository);
        this.byTeam.set(repository.team, own);
      }
    }
  }

  /** A repository that the host has, by its name in any case. */
  repository(host: CodeHost, slug: string): Repository | undefined {
    const found = this.bySlug.get(slug.toLowerCase());
    return found?.host === host && found.kind !== 'gone' ? found : undefined;
  }

  /** What a repository is like today. */
  state(repository: Repository): RepositoryState {
    const today = this.options.today();
    if (today !== this.statesOf) {
      this.states.clear();
      this.statesOf = today;
    }
    const { slug } = repository;
    const state = this.states.get(slug) ?? stateOn(repository, today);
    this.states.set(slug, state);
    return { ...state, ...this.changed.get(slug) };
  }

  /** Changes what a repository is like from now on. Throws RangeError for one that does not exist. */
  change(slug: string, facts: Partial<RepositoryState>): Repository {
    const repository = this.bySlug.get(slug);
    if (!repository) {
      throw new RangeError(`there is no repository ${slug}`);
    }
    this.changed.set(slug, { ...this.changed.get(slug), ...facts });
    return repository;
  }

  /** Takes back all changes. */
  clearChanges(): void {
    this.changed.clear();
    this.answered.clear();
  }

  /** Everything merged on a UTC day at both hosts, in the order of repositories and numbers. */
  pullRequests(day: string): PullRequest[] {
    if (!this.options.covers(day)) {
      return [];
    }
    const followed = this.following(day).filter(
      it => it.fate.kind === 'reverted' || it.fate.kind === 'hot-fixed',
    );
    const first = firstNumberOf(toDayNumber(day)) + NUMBERS_A_DAY / 2;
    const taken = new Map<string, number>();
    const mends = followed.map(({ pull, fate }) => {
      const before = taken.get(pull.repository.slug) ?? 0;
      taken.set(pull.repository.slug, before + 1);
      const author = pull.askedBy ?? pull.author;
      return followUp(pull, fate, { day, number: first + before, author });
    });
    return [
      ...this.plain(day),
      ...mends,
      ...updatesOn(this.options.seed, day, this.repositories),
    ];
  }

  /** Findings created on a UTC day. */
  findings(day: string): CodeFinding[] {
    return this.options.covers(day)
      ? findingsOf(this.options.seed, day, this.repositories)
      : [];
  }

  /** Issues opened on a UTC day for what went wrong. */
  incidents(day: string): CodeIncident[] {
    return this.following(day)
      .filter(it => it.fate.kind === 'incident' || it.fate.kind === 'defect')
      .map(({ pull, fate }, place) =>
        incidentOf(this.options.seed, pull, fate, { day, place }),
      )
      .map(it => this.answered.get(keyOf(it)) ?? it);
  }

  /** Incidents that were changed between two times, both included, whenever they were opened. */
  incidentsUpdated(from: string, to: string): CodeIncident[] {
    const days = new Set(
      [...this.answered.values()].map(it => it.openedAt.slice(0, 10)),
    );
    const last = to.slice(0, 10);
    let day = addDays(from.slice(0, 10), -LONGEST_INCIDENT);
    for (; day <= last; day = addDays(day, 1)) days.add(day);
    return [...days]
      .sort()
      .flatMap(it => this.incidents(it))
      .filter(it => it.updatedAt >= from && it.updatedAt <= to);
  }

  /** Answers the post-mortem of an incident at a time after it was opened. */
  answer(
    incident: CodeIncident,
    answers: Pick<CodeIncident, 'aiInvolved' | 'reviewAdequate'>,
    updatedAt: string,
  ): void {
    this.answered.set(keyOf(incident), { ...incident, ...answers, updatedAt });
  }

  /** What was merged earlier and meets its fate on a UTC day. */
  private following(day: string): Following[] {
    const found: Following[] = [];
    for (let after = 1; after <= LONGEST_FATE; after++) {
      for (const pull of this.plain(addDays(day, -after))) {
        const fate = fateOf(this.options.seed, pull);
        if (fate?.after === after) {
          found.push({ pull, fate });
        }
      }
    }
    return found;
  }

  private plain(day: string): PullRequest[] {
    const kept = this.days.get(day);
    if (kept || !this.options.covers(day)) {
      return kept ?? [];
    }
    const authors: Author[] = this.authors.on(
      day,
      team => this.byTeam.get(team)?.[0].host,
    );
    const pulls = plainPullRequests(
      this.options.seed,
      day,
      authors,
      team => this.byTeam.get(team) ?? [],
    );
    this.days.set(day, pulls);
    if (this.days.size > KEPT_DAYS) {
      const [oldest] = this.days.keys();
      this.days.delete(oldest);
    }
    return pulls;
  }
}
