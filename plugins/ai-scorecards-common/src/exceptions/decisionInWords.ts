import type { CaseDecision, ExceptionCase } from './case';

const OUTCOMES: Record<CaseDecision['outcome'], string> = {
  approved: 'Approved',
  rejected: 'Rejected',
  lapsed: 'Lapsed',
  withdrawn: 'Withdrawn',
};

/** Names one after the other, with a word before the last. */
export function listed(
  names: readonly string[],
  word: 'and' | 'or' = 'and',
): string {
  return names.length < 2
    ? names.join('')
    : `${names.slice(0, -1).join(', ')} ${word} ${names[names.length - 1]}`;
}

/** Says who decided on a request and when: "Approved by Jane on 2026-03-02"; null before a decision. */
export function decisionInWords(
  { request }: ExceptionCase,
  /** What people call somebody, by full ref. */
  nameOf: (who: string) => string,
): string | null {
  const { decision, votes } = request;
  if (!decision) return null;
  const { outcome, basis, by, at, revision, reason } = decision;
  const verdict = outcome === 'approved' ? 'approve' : 'reject';
  const voters = votes.filter(
    vote =>
      vote.counts && vote.revision === revision && vote.verdict === verdict,
  );
  const who = {
    votes: `by ${listed([...new Set(voters.map(vote => nameOf(vote.by)))])}`,
    'standing-approval': 'by a standing approval',
    'break-glass': `by ${nameOf(by ?? 'an admin')} in an emergency`,
    rule: null,
    requester: 'by the team',
  }[basis];
  const why =
    basis === 'rule' && reason
      ? `: ${reason[0].toLocaleLowerCase('en-US')}${reason.slice(1)}`
      : '';
  const when = `on ${at.slice(0, 10)}${why}`;
  return [OUTCOMES[outcome], who, when].filter(Boolean).join(' ');
}
