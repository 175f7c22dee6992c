import { ApprovalReason, keptReasonSchema } from '../contract';

const IN_WORDS: Record<ApprovalReason, string | null> = {
  'fills-a-gap': 'It fills a gap',
  'limited-trial': 'A limited trial',
  'client-demands-it': 'A client demands it',
  'compliance-demands-it': 'Compliance demands it',
  'proven-use': 'Its use is proven',
  // Whoever is told may not know why the team asks.
  accessibility: null,
};

/** The reason of a decision in words that anybody may read: one of the list in a few, anything else as it was written. */
export function reasonInWords(reason: string | null): string | null {
  const { data } = keptReasonSchema.safeParse(reason);
  return data ? IN_WORDS[data] : reason;
}

/** The reason of a vote or decision as others read it than those who ask and decide: never why the team asks. */
export function withoutPrivateReason<Reason extends string>(
  reason: Reason | null,
): Reason | null {
  return reason === 'accessibility' ? null : reason;
}
