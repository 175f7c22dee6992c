import { Check, verdict } from '../check';
import { withPullRequests } from '../withPullRequests';

const SHARE = 0.8;

/** Changes that agents made say so: at least 80 % of those that the vendors report, and at least one. */
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
  version: 1,
  attestationDays: null,
  evaluate: withPullRequests(({ ai, reportedByVendors }) => {
    const reported = reportedByVendors ?? 0;
    if (ai.merged === 0 && reported === 0) {
      return verdict('fail', 'No change of the last 90 days is labelled.');
    }
    const of = Math.max(reported, ai.merged);
    const raw = {
      text: `${ai.merged} of ${of} changes`,
      value: ai.merged,
      of,
    };
    return ai.merged > 0 && ai.merged >= SHARE * of
      ? verdict('pass', `${raw.text} by agents are labelled.`, { raw })
      : verdict(
          'fail',
          `${raw.text} that vendors report agents to have opened are labelled; 80 % are asked for.`,
          { raw },
        );
  }),
};
