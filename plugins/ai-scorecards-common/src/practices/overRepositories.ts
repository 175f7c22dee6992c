import type { EvidenceItem } from '../contract';
import { repositoriesText, Verdict, verdict } from './check';
import type { Known, RepositoryFact, TeamFacts } from './facts';

/** The step that so many repositories ask for. */
export type StepFor = (repositories: number) => string;

/** How one repository stands, with a few words of why; of one that fails also what to do, where that differs. */
export type Judgement = Pick<EvidenceItem, 'state' | 'detail'> & {
  step?: StepFor;
};

export const passes = (detail: string): Judgement => ({
  state: 'pass',
  detail,
});
export const fails = (detail: string, step?: StepFor): Judgement => ({
  state: 'fail',
  detail,
  ...(step && { step }),
});
export const notTold = (detail: string): Judgement => ({
  state: 'unknown',
  detail,
});

/** Judges by one fact; what is not told stays unknown with the host's reason. */
export function judge<T>(
  fact: Known<T>,
  decide: (value: T) => Judgement,
): Judgement {
  return fact.known ? decide(fact.value) : notTold(fact.reason);
}

/** The first that fails, else the first that is unknown, else the last: all must hold. */
export function allOf(...judgements: Judgement[]): Judgement {
  return (
    judgements.find(({ state }) => state === 'fail') ??
    judgements.find(({ state }) => state === 'unknown') ??
    judgements[judgements.length - 1]
  );
}

/**
 * The verdict over the active repositories of a team: passes when at least `share` of all of them do (by default all, and one in any case),
 * fails when they could not any more, whatever the unknown ones turn out to be, and is unknown in between.
 */
export function overRepositories(
  facts: TeamFacts,
  of: (repository: RepositoryFact) => Judgement,
  options: { share?: number } = {},
): Verdict {
  const { repositories } = facts;
  if (!repositories.known) return verdict('unknown', repositories.reason);
  const all = repositories.value;
  if (all.length === 0) {
    return verdict('not-applicable', 'The team owns no active repository.');
  }
  const judged = all.map(of);
  const evidence = all.map(({ slug, href }, index): EvidenceItem => {
    const { state, detail } = judged[index];
    return { title: slug, href, state, detail };
  });
  const count = (state: EvidenceItem['state']) =>
    evidence.filter(item => item.state === state).length;
  const passing = count('pass');
  const open = count('unknown');
  // Shares are compared as counts: a share of 0.95 of 20 is 19, not 18.999….
  const needed = Math.max(
    1,
    Math.ceil((options.share ?? 1) * all.length - 1e-9),
  );
  const raw = {
    text: `${passing} of ${repositoriesText(all.length)}${
      open > 0 ? `, ${open} not known` : ''
    }`,
    value: passing,
    of: all.length,
  };
  const sorted = [...evidence].sort(byStateThenTitle);
  const failing = all.filter((_, place) => evidence[place].state === 'fail');
  const hosts = [
    ...new Set((failing.length > 0 ? failing : all).map(({ host }) => host)),
  ];
  const more = { raw, evidence: sorted, hosts };
  if (passing >= needed) {
    return verdict('pass', `${raw.text}.`, more);
  }
  if (passing + open < needed) {
    return verdict(
      'fail',
      needed === all.length
        ? `${raw.text}; all are asked for.`
        : `${raw.text}; ${needed} ${needed === 1 ? 'is' : 'are'} asked for.`,
      { ...more, ...stepOf(judged) },
    );
  }
  const unknown = sorted.find(({ state }) => state === 'unknown');
  return verdict('unknown', unknown?.detail ?? 'Not known yet.', more);
}

/**
 * A failure leaves the word to a person where no repository says anything of it. `speaks` says whether one does, null
 * where that is not known.
 */
export function leavingWord(
  found: Verdict,
  { repositories }: TeamFacts,
  speaks: (repository: RepositoryFact) => boolean | null,
): Verdict {
  if (found.state !== 'fail' || !repositories.known) return found;
  const said = repositories.value.map(speaks);
  if (said.includes(true)) return found;
  return { ...found, silent: said.includes(null) ? 'not-known' : true };
}

/** The step that most of the failing repositories ask for, of equals the first. */
function stepOf(judged: readonly Judgement[]): Pick<Verdict, 'step'> {
  const counts = new Map<StepFor, number>();
  for (const { step } of judged) {
    if (step) counts.set(step, (counts.get(step) ?? 0) + 1);
  }
  const [first] = [...counts].sort(([, a], [, b]) => b - a);
  return first ? { step: { text: first[0](first[1]) } } : {};
}

const ORDER = { fail: 0, unknown: 1, pass: 2 };

function byStateThenTitle(a: EvidenceItem, b: EvidenceItem): number {
  return (
    ORDER[a.state] - ORDER[b.state] ||
    (a.title < b.title ? -1 : Number(a.title > b.title))
  );
}
