import { Check, verdict } from '../check';
import { withPullRequests } from '../withPullRequests';

/** Of what vendors report as opened, some is never merged: half of it stays below what any team merges. */
const SHARE = 0.5;

/**
 * Merged changes that AI had a part in say so: half as many as vendors report their tools to have opened, and at least
 * one. Vendors tell numbers by person and day, never which pull request, so that the two can only be set beside.
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
  version: 2,
  attestationDays: null,
  // Everybody reads this: how many changes were merged is told only to those who see the team's figures.
  evaluate: withPullRequests(({ ai, reportedByVendors }) => {
    if (ai.merged === 0) {
      return verdict(
        'fail',
        reportedByVendors === null || reportedByVendors === 0
          ? 'No change of the last 90 days is labelled.'
          : 'No change of the last 90 days is labelled; vendors report pull requests that their tools opened.',
      );
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
