import type { IdentityState } from 'backstage-plugin-ai-scorecards-common';
import type { AccountKind } from 'backstage-plugin-ai-scorecards-node';

/** A vendor's name for somebody or something, and what is known of it. */
export interface Identity {
  id: number;
  namespace: string;
  /** Lower case. */
  account: string;
  kind: AccountKind;
  email: string | null;
  login: string | null;
  vendorId: string | null;
  state: IdentityState;
  personId: number | null;
  /** `e-mail`, `login`, `annotation`, `vendor-id`, `kind`, a resolver's id, or `operator`; null while unresolved. */
  method: string | null;
  /** The UTC day on which somebody left, as an operator said; null when not said. */
  leftOn: string | null;
}

/** What is decided of an account. */
export interface Verdict {
  id: number;
  state: IdentityState;
  personId: number | null;
  method: string | null;
  leftOn: string | null;
}

/** The verdict that an account is a person's, and by which rule. */
export function isPerson(
  account: Identity,
  personId: number,
  method: string,
): Verdict {
  return { id: account.id, state: 'person', personId, method, leftOn: null };
}
