import type { Vote } from '../contract';
import type { ExceptionCase } from './case';
import type { CaseContext } from './context';

/** How the votes on the present revision stand. */
export interface Tally {
  approvals: Vote[];
  rejections: Vote[];
  /** Approvals of the board that are needed. */
  needed: number;
  /** Groups that were not heard yet. */
  waitingFor: string[];
  outcome: 'approved' | 'rejected' | 'open';
}

/** Approvals of the board that a request needs. */
export function quorumOf(
  { request }: ExceptionCase,
  { rules }: Pick<CaseContext, 'rules'>,
): number {
  if (request.datesOnly) return rules.quorum.datesOnlyRenewal;
  return request.lane === 'express' ? rules.quorum.express : rules.quorum.full;
}

/**
 * Counts votes on the present revision, of people who are still eligible. One rejection rejects, or more than half of the
 * eligible where the rules ask for a majority; a voice that rejects always does.
 */
export function tallyOf(
  known: ExceptionCase,
  context: Pick<CaseContext, 'rules' | 'eligible' | 'voices' | 'barredVoters'>,
): Tally {
  const { request } = known;
  const counting = request.votes.filter(
    vote =>
      vote.counts &&
      vote.revision === request.revision &&
      !context.barredVoters.includes(vote.by),
  );
  const ofVoices = counting.filter(vote => context.voices.includes(vote.as));
  const ofBoard = counting.filter(
    vote =>
      !context.voices.includes(vote.as) &&
      (context.eligible.includes(vote.by) ||
        (vote.onBehalfOf !== null &&
          context.eligible.includes(vote.onBehalfOf))),
  );
  const approvals = ofBoard.filter(vote => vote.verdict === 'approve');
  const rejections = ofBoard.filter(vote => vote.verdict === 'reject');
  const needed = quorumOf(known, context);
  const waitingFor = context.voices.filter(
    voice =>
      !ofVoices.some(vote => vote.as === voice && vote.verdict === 'approve'),
  );
  const rejected =
    ofVoices.some(vote => vote.verdict === 'reject') ||
    (context.rules.rejection === 'single'
      ? rejections.length > 0
      : rejections.length * 2 > context.eligible.length);
  const approved = approvals.length >= needed && waitingFor.length === 0;
  let outcome: Tally['outcome'] = 'open';
  if (rejected) outcome = 'rejected';
  else if (approved) outcome = 'approved';
  return { approvals, rejections, needed, waitingFor, outcome };
}
