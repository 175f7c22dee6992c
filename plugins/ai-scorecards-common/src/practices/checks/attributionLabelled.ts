import { Check, undecided, verdict } from '../check';
import { withPullRequests } from '../withPullRequests';

/** Of what vendors report as opened, some is never merged: half of it stays below what any team merges. */
const SHARE = 0.5;

const NONE_OF_REPORTED =
  'No change of the last 90 days is labelled; vendors report pull requests that their tools opened.';

/**
 * Merged changes that AI had a part in say so: half as many as vendors report their tools to have opened, and at least
 * one. It does not apply to a team that uses no AI. Vendors tell numbers by person and day, never which pull request, so that the two can only be set beside.
 */
export const attributionLabelled: Check = {
  id: 'attribution.labelled',
  title: 'AI-assisted changes are labelled',
  why: 'Without a label nobody can tell later what AI did to quality, for better or worse.',
  level: 3,
  required: true,
  category: 'quality',
  evidence: 'automatic',
  howToPass: {
    text: 'Keep the co-author trailers that tools write, or label pull requests that AI had a part in',
  },
  weight: 55,
  version: 3,
  attestationDays: null,
  // Everybody reads this: how many changes were merged is told only to those who see the team's figures.
  evaluate: withPullRequests((facts, { aiUsed }) => {
    const { ai, reportedByVendors, reportGap } = facts;
    if (ai.merged === 0) {
      if (reportedByVendors) return verdict('fail', NONE_OF_REPORTED);
      if (!aiUsed.known) return undecided(aiUsed);
      return aiUsed.value
        ? verdict('fail', 'No change of the last 90 days is labelled.')
        : verdict(
            'not-applicable',
            'No AI tool was seen in use by enough people in 28 days, and no change is labelled.',
          );
    }
    if (reportGap !== null && ai.merged >= SHARE * (reportedByVendors ?? 0)) {
      return verdict('unknown', reportGap);
    }
    if (reportedByVendors === null) {
      return verdict(
        'pass',
        'Changes of the last 90 days are labelled. How many there should be is not known: no vendor reports it of enough people.',
      );
    }
    return ai.merged >= SHARE * reportedByVendors
      ? verdict(
          'pass',
          'At least half as many changes of the last 90 days are labelled as vendors report to have opened.',
        )
      : verdict(
          'fail',
          'Fewer than half as many changes of the last 90 days are labelled as vendors report to have opened. Not each is merged, so half is asked for.',
        );
  }),
};
