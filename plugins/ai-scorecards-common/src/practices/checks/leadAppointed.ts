import { addDays } from '../../time';
import { Check, verdict } from '../check';
import { withPeople } from '../withPeople';

/** Half a year: whoever rotates hands over by then. */
const ROTATION_DAYS = 183;

/**
 * A current member of the team is named as practice lead; one who rotates for six months at most. The name is no raw
 * value: these are kept with the history of the level.
 */
export const leadAppointed: Check = {
  id: 'lead.appointed',
  title: 'A practice lead is named or rotates',
  why: 'What is everybody’s is nobody’s: one name collects what works and asks for help.',
  level: 2,
  required: true,
  category: 'knowledge',
  evidence: 'automatic',
  howToPass: {
    text: 'Name a member in the annotation ai-scorecards/practice-lead of the Group; where the role rotates, put ai-scorecards/practice-lead-rotates: "true" beside it, and hand over within six months',
  },
  weight: 50,
  version: 1,
  attestationDays: null,
  evaluate: withPeople(({ practiceLead, today }) => {
    if (!practiceLead.known) return verdict('unknown', practiceLead.reason);
    const lead = practiceLead.value;
    if (lead === null) return verdict('fail', 'Nobody is named.');
    if (!lead.isMember) {
      return verdict('fail', `${lead.title} is not a member of the team.`);
    }
    const isDue = lead.rotates && lead.since < addDays(today, -ROTATION_DAYS);
    return isDue
      ? verdict(
          'fail',
          `${lead.title} has been practice lead since ${lead.since}; the role rotates every six months.`,
        )
      : verdict('pass', `${lead.title} is practice lead.`);
  }),
};
