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
import { TeamHistory } from './organisation';
import { OutcomeTruth } from './outcomes';
import { Settings } from './settings';
import { Truth } from './truth';
import { Report } from './vendorReports';

export type CheckState = 'pass' | 'fail' | 'unknown' | 'not-applicable';

/** A check as it must read; `passing` of `of` repositories where it is about them. */
export interface CheckTruth {
  state: CheckState;
  passing?: number;
  of?: number;
}

/** What must be read of a team. */
export interface PracticesOfTeam {
  checks: Map<string, CheckTruth>;
  /** null: not assessed yet, or nothing that could be */
  level: number | null;
}

/** What the catalog and people say. */
export interface Statements {
  /** annotations of a Group, by its ref */
  annotations: ReadonlyMap<string, Record<string, string>>;
  /** ids of the checks that were attested for a team, by its ref */
  attested: ReadonlyMap<string, readonly string[]>;
}

/** The level of each check of the catalogue. */
const LEVELS: Record<string, number> = {
  'review.same-bar': 1,
  'tests.required': 1,
  'security.extra-scrutiny': 1,
  'secrets.scanning': 1,
  'tool.default-configured': 1,
  'tool.sanctioned-only': 1,
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

/** Checks about merged changes: a stricter guard may show nothing where this says that something can be shown. */
export const ABOUT_CHANGES = [
  'attribution.labelled',
  'batches.small',
  'review.not-rubber-stamped',
  'rework.tracked',
];

/** Checks of which nothing is asked where nobody is, and no code. */
const OF_PEOPLE = [
  'data.classified',
  'lead.appointed',
  'exceptions.in-good-order',
  'quality.published',
];

/** Words of which a template with the minimum items has one each. */
const MINIMUM = ['secret', 'sql injection', 'error handling', 'unlicensed'];

const holdsMinimum = ({ pullRequestTemplate }: RepositoryTruth['facts']) =>
  MINIMUM.every(word => pullRequestTemplate?.toLowerCase().includes(word));

type Judged = boolean | undefined;
type Stay = Truth['organisation']['roster'][number];

const isOn = ({ from, to }: Stay, day: string): boolean =>
  (from ?? '') <= day && day < (to ?? '9');

const notApplicable: CheckTruth = { state: 'not-applicable' };
const passed = (holds: boolean): CheckTruth => ({
  state: holds ? 'pass' : 'fail',
});

/** Of a team in which nobody ever was there is no week to speak of, whoever joined today. */
const PUBLISHED: Record<ReturnType<OutcomeTruth['isPublished']>, CheckTruth> = {
  nobody: { state: 'unknown' },
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
    const checks = new Map<string, CheckTruth>([
      ...this.ofRepositories(team),
      ...this.ofTools(team),
      ...this.ofPeople(team),
      ...this.ofChanges(team),
    ]);
    return { checks, level: levelOf(checks) };
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

  private *ofRepositories(team: string): Generator<[string, CheckTruth]> {
    const repositories = this.repositories(team);
    const count = (
      judge: (it: RepositoryTruth) => Judged,
      share = 1,
      of = repositories,
    ): CheckTruth => {
      const judged = of.map(it => (it.kind === 'gone' ? undefined : judge(it)));
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
    yield [
      'security.extra-scrutiny',
      count(it =>
        all(
          files(({ codeOwnerPaths }) => codeOwnerPaths.length > 0)(it),
          reviewedByOwners(it),
        ),
      ),
    ];
    yield [
      'secrets.scanning',
      count(security(it => it.secretScanning && it.pushProtection)),
    ];
    yield ['review.checklist', count(files(holdsMinimum))];
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
        it.kind === 'gone' ||
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
    yield [
      'agents.least-privilege',
      count(files(it => it.agentPermissionsAsCode)),
    ];
    yield [
      'evals.run',
      count(
        files(it => it.evaluationsInCi),
        0,
      ),
    ];
  }

  private *ofTools(team: string): Generator<[string, CheckTruth]> {
    const { facts, settings, truth } = this.input;
    const { minimum, copilot, sanctionedTools } = settings;
    const groups = this.groups(team);
    const isThere = (day: string) => (it: Stay) =>
      groups.has(it.team) && isOn(it, day);
    const there = this.stays.filter(isThere(this.today));
    const people = new Set(there.map(({ person }) => person));
    const developers = [
      ...new Set(there.filter(it => it.counted).map(({ person }) => person)),
    ];
    const seated = developers.filter(person =>
      facts.seats.some(
        ({ owner, tool, from, to }) =>
          owner.person === person &&
          tool === copilot.tool &&
          from <= this.today &&
          this.today < to,
      ),
    );
    yield [
      'tool.default-configured',
      developers.length < minimum
        ? notApplicable
        : passed(seated.length >= Math.ceil(0.8 * developers.length - 1e-9)),
    ];
    const window = daysUpTo(plus(this.today, -1), 28);
    const users = (tool: string) =>
      new Set(
        this.stays
          .filter(it =>
            window.some(
              day => isThere(day)(it) && facts.isActive(it.person, day, tool),
            ),
          )
          .map(({ person }) => person),
      ).size;
    const used = [...new Set(truth.rows.map(({ tool }) => tool))].filter(
      tool => users(tool) >= minimum,
    );
    const good = used.filter(tool => sanctionedTools.includes(tool));
    yield [
      'tool.sanctioned-only',
      people.size < minimum || used.length === 0
        ? notApplicable
        : {
            ...passed(good.length === used.length),
            passing: good.length,
            of: used.length,
          },
    ];
  }

  private *ofPeople(team: string): Generator<[string, CheckTruth]> {
    const { statements, repositories, outcomes } = this.input;
    const annotations = statements.annotations.get(team) ?? {};
    const attested = statements.attested.get(team) ?? [];
    const groups = this.groups(team);
    const isEmpty =
      this.repositories(team).length === 0 &&
      !this.stays.some(it => groups.has(it.team) && isOn(it, this.today));
    const document = annotations['ai-scorecards/practices'];
    const home = repositories.find(({ slug }) =>
      document?.includes(`/${slug}/`),
    );
    const documented = (): CheckTruth => {
      if (isEmpty && !document) return notApplicable;
      if (home?.hidden.includes('files')) return { state: 'unknown' };
      return passed(home !== undefined);
    };
    yield [
      'practices.documented',
      attested.includes('practices.documented') ? passed(true) : documented(),
    ];
    if (isEmpty) {
      for (const id of OF_PEOPLE) yield [id, notApplicable];
      return;
    }
    yield ['data.classified', passed(attested.includes('data.classified'))];
    const lead = annotations['ai-scorecards/practice-lead'];
    yield [
      'lead.appointed',
      passed(
        this.stays.some(
          it =>
            it.person === lead && groups.has(it.team) && isOn(it, this.today),
        ),
      ),
    ];
    yield ['exceptions.in-good-order', passed(true)];
    yield ['quality.published', PUBLISHED[outcomes.isPublished(team)]];
  }

  private recent(team: string, keep: (change: Change) => boolean) {
    const { changes } = this.input;
    const days = daysUpTo(plus(this.today, -1), 90);
    const shown = changes.published(days, [this.today], keep).get(team);
    return shown?.shown || shown?.people === 0 ? shown : undefined;
  }

  private withReviews(team: string, protection: CheckTruth): CheckTruth {
    const [ai, rest] = [true, false].map(
      wanted =>
        this.recent(team, it => it.ai.length > 0 === wanted)?.changes ?? [],
    );
    if (protection.state !== 'pass' || ai.length < 20) return protection;
    const approved = (list: Change[]) =>
      list.filter(it => it.humanApprovals > 0).length / list.length;
    return approved(ai) >= 0.98 &&
      (rest.length === 0 || approved(ai) >= approved(rest))
      ? protection
      : { ...protection, state: 'fail' };
  }

  /** Labelled changes beside what vendors report as opened, where they do of enough people. */
  private labelled(team: string, labelled: number): CheckTruth {
    const { changes, reports } = this.input;
    const days = daysUpTo(plus(this.today, -1), 90);
    const told = changes.reports(days, [this.today], reports).get(team);
    if (labelled === 0 || !told?.shown) return passed(labelled > 0);
    const of = told.changes.reduce((sum, it) => sum + it.pullRequests, 0);
    return passed(2 * labelled >= of);
  }

  private *ofChanges(team: string): Generator<[string, CheckTruth]> {
    const { changes } = this.input;
    const shown = this.recent(team, () => true);
    const labelled = (it: Change) => it.ai.length > 0;
    const ai = shown?.shown ? this.recent(team, labelled) : undefined;
    if (!ai) {
      for (const id of ABOUT_CHANGES) yield [id, notApplicable];
      return;
    }
    yield ['attribution.labelled', this.labelled(team, ai.changes.length)];
    const before = daysUpTo(plus(this.today, -91), 182);
    const then = changes.published(before, [this.today], labelled).get(team);
    const now = binnedMedian(LINES, ai.changes.map(linesOf));
    const old = binnedMedian(LINES, then?.changes.map(linesOf) ?? []);
    yield [
      'batches.small',
      now === null || old === null || ai.changes.length < 20
        ? {
            state:
              old === null && ai.changes.length >= 20
                ? 'unknown'
                : 'not-applicable',
          }
        : passed(Math.round(now) <= 1.25 * Math.round(old)),
    ];
    const large = this.recent(
      team,
      it => labelled(it) && linesOf(it) > 200,
    )?.changes;
    const fast = (it: Change) =>
      it.firstApprovalAt !== null &&
      Date.parse(it.firstApprovalAt) - Date.parse(it.openedAt) <= 120_000;
    yield [
      'review.not-rubber-stamped',
      !large || large.length < 20
        ? notApplicable
        : passed(large.filter(fast).length < 0.05 * large.length),
    ];
    const settled = (wanted: boolean) =>
      this.recent(
        team,
        it => labelled(it) === wanted && it.day <= plus(this.today, -14),
      )?.changes ?? [];
    const rework = (list: Change[]) =>
      list.filter(it => it.failed).length / list.length;
    const [byAi, byHand] = [settled(true), settled(false)];
    yield [
      'rework.tracked',
      byAi.length < 30 || byHand.length < 30
        ? notApplicable
        : passed(rework(byAi) <= rework(byHand)),
    ];
  }
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

/** The highest level of which, and of those below, nothing fails and something passes. */
function levelOf(checks: Map<string, CheckTruth>): number | null {
  const ofLevel = (level: number) =>
    [...checks]
      .filter(([id]) => LEVELS[id] === level)
      .map(([, it]) => it.state);
  if (ofLevel(1).includes('unknown')) return null;
  if ([...checks.values()].every(it => it.state === 'not-applicable')) {
    return null;
  }
  for (let level = 1; level <= 4; level++) {
    const states = ofLevel(level);
    const isReached =
      states.includes('pass') &&
      !states.includes('fail') &&
      !states.includes('unknown');
    if (!isReached) return level - 1;
  }
  return 4;
}
