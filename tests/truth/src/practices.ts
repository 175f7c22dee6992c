import { besideWhole } from './beside';
import {
  binnedMedian,
  Change,
  Changes,
  daysUpTo,
  LINES,
  linesOf,
} from './changes';
import { RepositoryTruth } from './code';
import { plus } from './days';
import { Facts } from './facts';
import { Coverage, Granted, isBroken } from './granted';
import { TeamHistory } from './organisation';
import { OutcomeTruth } from './outcomes';
import { Settings } from './settings';
import { isOn, Stay } from './stays';
import {
  CheckTruth,
  Found,
  Memory,
  notApplicable,
  passed,
  StandingTruth,
  Statement,
  Waiver,
  Weighing,
} from './standing';
import { ofTools } from './toolChecks';
import { Truth } from './truth';
import { Report } from './vendorReports';

/** What must be read of a team. */
export interface PracticesOfTeam {
  checks: Map<string, CheckTruth>;
  standing: StandingTruth;
  /** for the next look */
  memory: Memory;
}

/** What the catalog and people say, and what is excused. */
export interface Statements {
  /** annotations of a Group, by its ref */
  annotations: ReadonlyMap<string, Record<string, string>>;
  /** the newest statement on each check for a team, by its ref */
  attested: ReadonlyMap<string, readonly Statement[]>;
  waivers: readonly Waiver[];
  /** refs of the people who know the current stance */
  acknowledged: ReadonlySet<string>;
  /** parts of paths that the organisation calls sensitive */
  sensitivePaths: readonly string[];
  /** the UTC day on which the portal first saw who is practice lead */
  leadsSince: string;
}

/** The level of each check of the catalogue. */
const LEVELS: Record<string, number> = {
  'review.same-bar': 1,
  'tests.required': 1,
  'security.extra-scrutiny': 1,
  'secrets.scanning': 1,
  'tool.default-configured': 1,
  'tool.sanctioned-only': 1,
  'stance.acknowledged': 1,
  'practices.documented': 2,
  'review.checklist': 2,
  'repo.instructions': 2,
  'sast.on-pr': 2,
  'data.classified': 2,
  'lead.appointed': 2,
  'exceptions.in-good-order': 2,
  'quality.published': 3,
  'attribution.labelled': 3,
  'batches.small': 3,
  'review.not-rubber-stamped': 3,
  'instructions.fresh': 3,
  'rework.tracked': 4,
  'agents.least-privilege': 4,
  'evals.run': 4,
};

/** Checks that are shown and keep no team from a level, as the portal is configured. */
const OPTIONAL = ['stance.acknowledged'];

/** Checks about merged changes. */
const ABOUT_CHANGES = [
  'attribution.labelled',
  'batches.small',
  'review.not-rubber-stamped',
  'rework.tracked',
];

const IN_ORDER = 'exceptions.in-good-order';

/** Checks of which nothing is asked where nobody is, and no code. */
const OF_PEOPLE = [
  'data.classified',
  'lead.appointed',
  IN_ORDER,
  'quality.published',
];

/** Words of which a template with the minimum items has one each. */
const MINIMUM = ['secret', 'sql injection', 'error handling', 'unlicensed'];

const holdsMinimum = ({ pullRequestTemplate }: RepositoryTruth['facts']) =>
  MINIMUM.every(word => pullRequestTemplate?.toLowerCase().includes(word));

const isLabelled = (it: Change) => it.ai.length > 0;
const isSettled = (it: Change, today: string) => it.day <= plus(today, -14);

/** Parts of the merged changes, each with what it may not be told beside. */
const PARTS = {
  all: { of: 'all', keep: () => true },
  ai: { of: 'all', keep: isLabelled },
  rest: { of: 'all', keep: it => !isLabelled(it) },
  aiLarge: { of: 'ai', keep: it => isLabelled(it) && linesOf(it) > 200 },
  aiSettled: {
    of: 'ai',
    keep: (it, today) => isLabelled(it) && isSettled(it, today),
  },
  restSettled: {
    of: 'rest',
    keep: (it, today) => !isLabelled(it) && isSettled(it, today),
  },
} satisfies Record<
  string,
  {
    of: 'all' | 'ai' | 'rest';
    keep: (change: Change, today: string) => boolean;
  }
>;
type Part = keyof typeof PARTS;

type Judged = boolean | undefined;

const unknown: Found = { state: 'unknown' };

/** A failure that only says that nothing was found, as far as it is seen. */
const silently = (found: Found, isAllSeen: boolean): Found =>
  found.state === 'fail'
    ? { ...found, silent: isAllSeen || 'not-known' }
    : found;

/** Of a team in which nobody ever was there is no week to speak of, whoever joined today. */
const PUBLISHED: Record<ReturnType<OutcomeTruth['isPublished']>, Found> = {
  nobody: unknown,
  shown: { state: 'pass' },
  hidden: notApplicable,
  none: { state: 'fail' },
};

/** All must hold: one that does not decides, one that is not known leaves it open. */
const all = (...parts: Judged[]): Judged => {
  if (parts.includes(false)) return false;
  return parts.includes(undefined) ? undefined : true;
};

/** Works out each check of each team from what is so, by the rules in words. */
export class PracticeTruth {
  private readonly today: string;
  private readonly stays: Stay[];
  private readonly parts = new Map<Part, ReturnType<Changes['published']>>();

  constructor(
    private readonly input: {
      truth: Truth;
      repositories: RepositoryTruth[];
      changes: Changes;
      reports: ReadonlyMap<string, Report[]>;
      outcomes: OutcomeTruth;
      history: TeamHistory;
      facts: Facts;
      settings: Settings;
      statements: Statements;
      /** what the board has granted by now */
      granted?: readonly Granted[];
      /** hosts that cannot be read since the last look */
      down?: readonly RepositoryTruth['host'][];
      /** hosts of which more than a week of what was merged is not collected */
      unmerged?: readonly RepositoryTruth['host'][];
      /** what is remembered of the last look, by team */
      before?: ReadonlyMap<string, Memory>;
    },
  ) {
    this.today = input.settings.today;
    const { roster, users } = input.truth.organisation;
    // Of Groups that are no teams no history is kept: whoever is in one was always.
    this.stays = [
      ...roster,
      ...users.flatMap(({ ref, developer, memberOf }) =>
        memberOf
          .filter(group => !input.history.teams.includes(group))
          .map(team => ({
            person: ref,
            team,
            from: null,
            to: null,
            counted: developer,
            assumed: false,
          })),
      ),
    ];
  }

  of(team: string): PracticesOfTeam {
    const { statements, before, granted = [] } = this.input;
    const found = this.found(team);
    const weigh = () =>
      new Weighing(found, {
        today: this.today,
        statements: statements.attested.get(team) ?? [],
        waivers: statements.waivers.filter(it => it.team === team),
        before: before?.get(team),
      });
    // What is excused meets no condition, and what nobody knows breaks none.
    const broken = ['fail', 'expired', 'waived'];
    const { checks } = weigh();
    const failing = [...checks]
      .filter(([, { state }]) => broken.includes(state))
      .map(([id]) => id);
    const own = granted.filter(
      it => it.team === team && it.until >= this.today,
    );
    if (own.some(it => isBroken(it, failing, this.today))) {
      found.set(IN_ORDER, passed(false));
    }
    const weighing = weigh();
    const standing = weighing.standing(LEVELS, OPTIONAL);
    return {
      checks: weighing.checks,
      standing,
      memory: {
        ...weighing.memory,
        level: standing.level ?? weighing.memory.level,
      },
    };
  }

  /** What the facts alone say of a team. */
  private found(team: string): Map<string, Found> {
    return new Map<string, Found>([
      ...this.ofRepositories(team),
      ...(this.isOfStrangers(team)
        ? this.ofStrangers(team)
        : [
            ...this.ofTools(team),
            ...this.ofPeople(team),
            ...this.ofChanges(team),
          ]),
    ]);
  }

  /** Nobody is in the team that anybody knows, and its Groups list people whom nobody knows. */
  private isOfStrangers(team: string): boolean {
    const { groups, users } = this.input.truth.organisation;
    const own = this.groups(team);
    const isKnown = (ref: string) => users.some(it => it.ref === ref);
    return (
      !this.stays.some(it => own.has(it.team) && isOn(it, this.today)) &&
      groups.some(
        ({ ref, members }) =>
          own.has(ref) && members.length > 0 && !members.some(isKnown),
      )
    );
  }

  private *ofStrangers(team: string): Generator<[string, Found]> {
    const ids = [
      'tool.default-configured',
      'tool.sanctioned-only',
      ...OF_PEOPLE,
      ...ABOUT_CHANGES,
    ];
    for (const id of [...ids, 'stance.acknowledged']) yield [id, unknown];
    yield ['practices.documented', this.documented(team, () => unknown)];
  }

  /** Groups at and below a team. */
  private groups(team: string): Set<string> {
    const found = new Set([team]);
    const { groups } = this.input.truth.organisation;
    for (let before = 0; before < found.size; ) {
      before = found.size;
      for (const { ref, parent } of groups) {
        if (parent !== null && found.has(parent)) found.add(ref);
      }
    }
    return found;
  }

  private repositories(team: string): RepositoryTruth[] {
    const groups = this.groups(team);
    const oldest = plus(this.today, -90);
    return this.input.repositories.filter(
      ({ team: owner, kind, facts }) =>
        groups.has(`group:default/${owner}`) &&
        (kind === 'gone' ||
          (!facts.archived &&
            !facts.fork &&
            facts.pushedOn !== null &&
            facts.pushedOn >= oldest)),
    );
  }

  private *ofRepositories(team: string): Generator<[string, Found]> {
    const repositories = this.repositories(team);
    const count = (
      judge: (it: RepositoryTruth) => Judged,
      share = 1,
      of = repositories,
    ): Found => {
      const judged = of.map(it => (this.isUnseen(it) ? undefined : judge(it)));
      const passing = judged.filter(it => it === true).length;
      const open = judged.filter(it => it === undefined).length;
      const needed = Math.max(1, Math.ceil(share * of.length - 1e-9));
      if (of.length === 0) return notApplicable;
      const raw = { passing, of: of.length };
      if (passing >= needed) return { state: 'pass', ...raw };
      if (passing + open < needed) return { state: 'fail', ...raw };
      return { state: 'unknown', ...raw };
    };
    const oldestFresh = plus(this.today, -180);
    const told =
      (what: RepositoryTruth['hidden'][number]) =>
      (judge: (facts: RepositoryTruth['facts']) => boolean) =>
      ({ hidden, facts }: RepositoryTruth): Judged =>
        hidden.includes(what) ? undefined : judge(facts);
    const [protection, security, files] = (
      ['protection', 'security', 'files'] as const
    ).map(told);

    yield [
      'review.same-bar',
      this.withReviews(
        team,
        count(
          protection(it => it.requiredApprovals > 0 && !it.botsCanBypassReview),
        ),
      ),
    ];
    yield [
      'tests.required',
      count(
        protection(it => it.requiredStatusChecks > 0),
        0.95,
      ),
    ];
    const { sensitivePaths } = this.input.statements;
    const scrutiny = count(it =>
      all(
        files(({ codeOwnerPaths }) => isOwned(codeOwnerPaths, sensitivePaths))(
          it,
        ),
        reviewedByOwners(it),
      ),
    );
    // Where nobody lists what is sensitive, a person has to say that it is what has owners.
    const isOpen =
      sensitivePaths.length === 0 &&
      repositories.some(({ facts }) => !facts.codeOwnerPaths.some(isAllOfIt));
    yield [
      'security.extra-scrutiny',
      scrutiny.state === 'pass' && isOpen
        ? { state: 'fail', silent: true }
        : scrutiny,
    ];
    yield [
      'secrets.scanning',
      count(security(it => it.secretScanning && it.pushProtection)),
    ];
    const checklist = count(files(holdsMinimum));
    const hasTemplates = repositories.some(
      it =>
        !this.isUnseen(it) &&
        files(({ pullRequestTemplate }) => pullRequestTemplate !== null)(it),
    );
    const isAllSeen = repositories.every(
      it => !this.isUnseen(it) && !it.hidden.includes('files'),
    );
    yield [
      'review.checklist',
      hasTemplates ? checklist : silently(checklist, isAllSeen),
    ];
    yield [
      'repo.instructions',
      count(
        files(it => it.instructionFiles.length > 0),
        0.8,
      ),
    ];
    yield ['sast.on-pr', count(analyses)];
    const instructed = repositories.filter(
      it =>
        this.isUnseen(it) ||
        it.hidden.includes('files') ||
        it.facts.instructionFiles.length > 0,
    );
    yield [
      'instructions.fresh',
      count(
        files(it =>
          it.instructionFiles.every(
            ({ bytes, changedOn }) =>
              bytes <= 32 * 1024 && changedOn >= oldestFresh,
          ),
        ),
        1,
        instructed,
      ),
    ];
    const confined = count(
      files(it => it.agentPermissionsAsCode && !it.agentsMayDoAnything),
    );
    const saysAnything = files(
      it => it.agentPermissionsAsCode || it.agentsMayDoAnything,
    );
    const isAnySaid = repositories.some(
      it => !this.isUnseen(it) && saysAnything(it),
    );
    yield [
      'agents.least-privilege',
      isAnySaid ? confined : silently(confined, isAllSeen),
    ];
    yield [
      'evals.run',
      count(
        files(it => it.evaluationsInCi),
        0,
      ),
    ];
  }

  /** Nothing is told of it: the host has it no more, or cannot be read. */
  private isUnseen({ kind, host }: RepositoryTruth): boolean {
    return kind === 'gone' || (this.input.down ?? []).includes(host);
  }

  private ofTools(team: string): Generator<[string, Found]> {
    const { facts, settings, truth, history, statements } = this.input;
    return ofTools({
      ...{ facts, settings },
      stays: this.stays.filter(it => this.groups(team).has(it.team)),
      everywhere: this.stays,
      tools: [...new Set(truth.rows.map(({ tool }) => tool))],
      acknowledged: statements.acknowledged,
      coverage: new Coverage(this.input.granted ?? [], {
        groups: truth.organisation.groups,
        teams: history.teams,
        today: this.today,
      }),
    });
  }

  private *ofPeople(team: string): Generator<[string, Found]> {
    const { outcomes } = this.input;
    const annotations = this.annotations(team);
    const groups = this.groups(team);
    const isEmpty =
      this.repositories(team).length === 0 &&
      !this.stays.some(it => groups.has(it.team) && isOn(it, this.today));
    yield [
      'practices.documented',
      this.documented(team, () =>
        isEmpty ? notApplicable : { state: 'fail', silent: true },
      ),
    ];
    if (isEmpty) {
      for (const id of OF_PEOPLE) yield [id, notApplicable];
      return;
    }
    yield ['data.classified', { state: 'fail', silent: true }];
    const lead = annotations['ai-scorecards/practice-lead'];
    const isDue =
      annotations['ai-scorecards/practice-lead-rotates'] === 'true' &&
      plus(this.input.statements.leadsSince, 183) < this.today;
    yield [
      'lead.appointed',
      passed(
        !isDue &&
          this.stays.some(
            it =>
              it.person === lead && groups.has(it.team) && isOn(it, this.today),
          ),
      ),
    ];
    yield [IN_ORDER, passed(true)];
    const published = outcomes.isPublished(team);
    yield [
      'quality.published',
      published === 'none' && this.isHidden(team)
        ? unknown
        : PUBLISHED[published],
    ];
  }

  private annotations(team: string): Record<string, string> {
    return this.input.statements.annotations.get(team) ?? {};
  }

  /** The document that the Group names is there and was edited within 180 days. */
  private documented(team: string, withoutOne: () => Found): Found {
    const document = this.annotations(team)['ai-scorecards/practices'];
    if (!document) return withoutOne();
    const home = this.input.repositories.find(({ slug }) =>
      document.includes(`/${slug}/`),
    );
    if (!home) return passed(false);
    return this.isUnseen(home) || home.hidden.includes('files')
      ? unknown
      : passed(home.documentChangedOn >= plus(this.today, -180));
  }

  /** Changes of the last 90 days by team, as a part of them is published. */
  private published(part: Part): ReturnType<Changes['published']> {
    const days = daysUpTo(plus(this.today, -1), 90);
    const published =
      this.parts.get(part) ??
      this.input.changes.published(days, [this.today], it =>
        PARTS[part].keep(it, this.today),
      );
    this.parts.set(part, published);
    return published;
  }

  /** A part of the changes of a team, where it may stand beside what it is part of; of nobody there is none. */
  private recent(team: string, part: Part): Change[] | undefined {
    const { changes, settings } = this.input;
    const shown = this.published(part).get(team);
    if (!shown || shown.people === 0) return [];
    const allowed = besideWhole(
      changes.parents([this.today]),
      settings.minimum,
      this.published(PARTS[part].of),
      this.published(part),
    );
    return allowed.has(team) ? shown.changes : undefined;
  }

  /** Changes that AI had a part in and the others; nothing where too few people stand behind any of it. */
  private byHands(team: string): { ai: Change[]; rest: Change[] } | undefined {
    if (!this.published('all').get(team)?.shown) return undefined;
    const ai = this.recent(team, 'ai');
    const rest = this.recent(team, 'rest');
    return ai && rest ? { ai, rest } : undefined;
  }

  /** Nothing is seen of its code, or more than a week is not collected of a host of it, or of any where it has none. */
  private isUnmerged(team: string): boolean {
    const { unmerged = [] } = this.input;
    const hosts = this.repositories(team).map(it => it.host);
    return (
      this.isHidden(team) ||
      unmerged.some(it => hosts.length === 0 || hosts.includes(it))
    );
  }

  /** None of the team's repositories can be seen, so that nothing is known of what it merged. */
  private isHidden(team: string): boolean {
    const repositories = this.repositories(team);
    return (
      repositories.length > 0 && repositories.every(it => this.isUnseen(it))
    );
  }

  private withReviews(team: string, protection: Found): Found {
    if (protection.state !== 'pass') return protection;
    if (this.isOfStrangers(team) || this.isUnmerged(team)) {
      return { ...protection, state: 'unknown' };
    }
    const { ai, rest } = this.byHands(team) ?? { ai: [], rest: [] };
    if (ai.length < 20) return protection;
    const approved = (list: Change[]) =>
      list.filter(it => it.humanApprovals > 0).length / list.length;
    return approved(ai) >= 0.98 &&
      (rest.length === 0 || approved(ai) >= approved(rest))
      ? protection
      : { ...protection, state: 'fail' };
  }

  /** Labelled changes beside what vendors report as opened, where they do of enough people. */
  private labelled(team: string, labelled: number): Found {
    const { changes, reports } = this.input;
    const days = daysUpTo(plus(this.today, -1), 90);
    const told = changes.reports(days, [this.today], reports).get(team);
    if (labelled === 0 || !told?.shown) return passed(labelled > 0);
    const of = told.changes.reduce((sum, it) => sum + it.pullRequests, 0);
    return passed(2 * labelled >= of);
  }

  private *ofChanges(team: string): Generator<[string, Found]> {
    const { changes } = this.input;
    if (this.isUnmerged(team)) {
      for (const id of ABOUT_CHANGES) yield [id, unknown];
      return;
    }
    const ai = this.byHands(team)?.ai;
    if (!ai) {
      for (const id of ABOUT_CHANGES) yield [id, notApplicable];
      return;
    }
    yield ['attribution.labelled', this.labelled(team, ai.length)];
    const before = daysUpTo(plus(this.today, -91), 182);
    const then = changes.published(before, [this.today], isLabelled).get(team);
    const now = binnedMedian(LINES, ai.map(linesOf));
    const old = binnedMedian(LINES, then?.changes.map(linesOf) ?? []);
    yield [
      'batches.small',
      now === null || old === null || ai.length < 20
        ? {
            // Of nothing there is no baseline yet, and of too few people none is told.
            state:
              old === null && ai.length >= 20 && !then?.isTooFew
                ? 'unknown'
                : 'not-applicable',
          }
        : passed(Math.round(now) <= 1.25 * Math.round(old)),
    ];
    const large = this.recent(team, 'aiLarge');
    const fast = (it: Change) =>
      it.firstApprovalAt !== null &&
      Date.parse(it.firstApprovalAt) - Date.parse(it.openedAt) <= 120_000;
    yield [
      'review.not-rubber-stamped',
      !large || large.length < 20
        ? notApplicable
        : passed(large.filter(fast).length < 0.05 * large.length),
    ];
    const rework = (list: Change[]) =>
      list.filter(it => it.failed).length / list.length;
    const byAi = this.recent(team, 'aiSettled') ?? [];
    const byHand = this.recent(team, 'restSettled') ?? [];
    yield [
      'rework.tracked',
      byAi.length < 30 || byHand.length < 30
        ? notApplicable
        : passed(rework(byAi) <= rework(byHand)),
    ];
  }
}

/** Whether a pattern of CODEOWNERS is one for everything. */
function isAllOfIt(path: string): boolean {
  return ['*', '/*', '**', '/**', '**/*', '/**/*'].includes(path);
}

/** Somebody owns something of it, and where the organisation says what is sensitive, something of that. */
function isOwned(
  paths: readonly string[],
  sensitive: readonly string[],
): boolean {
  return paths.some(
    path =>
      sensitive.length === 0 ||
      isAllOfIt(path) ||
      sensitive.some(part => path.toLowerCase().includes(part.toLowerCase())),
  );
}

/** Everybody who sees a repository sees what its rulesets ask for; classic protection is what may be hidden. */
function reviewedByOwners({
  host,
  hidden,
  guard,
  facts,
}: RepositoryTruth): Judged {
  const on = facts.codeOwnerReviewRequired;
  const isSeen = host === 'github' && guard === 'ruleset' && on;
  return hidden.includes('protection') && !isSeen ? undefined : on;
}

/** On GitHub an analysis is seen in a workflow, or told of where it needs none; on GitLab in the pipeline alone. */
function analyses({ host, hidden, analysis, facts }: RepositoryTruth): Judged {
  const on = facts.staticAnalysisOnPullRequests;
  const inFiles = host === 'gitlab' || analysis === 'workflow';
  const seesFiles = !hidden.includes('files');
  const seesSetup = host === 'github' && !hidden.includes('analysis');
  if (on && (inFiles ? seesFiles : seesSetup)) return true;
  return seesFiles && (host === 'gitlab' || seesSetup) ? false : undefined;
}
