import { addDays } from '../../time';
import { Check, verdict } from '../check';
import { withPeople } from '../withPeople';

const DAYS = 180;

/**
 * The document that the Group names, by an annotation of its own or by that of its TechDocs, is there and was edited
 * within 180 days.
 */
export const practicesDocumented: Check = {
  id: 'practices.documented',
  title: 'Team AI practices are documented',
  why: 'What works for one is learned by the next only when it is written down.',
  level: 2,
  required: true,
  category: 'knowledge',
  evidence: 'either',
  howToPass: {
    text: "Write down how the team works with AI: as docs/ai-practices.md of the Group's TechDocs, or as the page that its annotation ai-scorecards/practices names",
  },
  weight: 60,
  version: 1,
  attestationDays: 180,
  evaluate(facts) {
    const { practicesDocument, today } = facts;
    if (!practicesDocument.known) {
      return verdict('unknown', practicesDocument.reason);
    }
    const document = practicesDocument.value;
    if (document === null) {
      return withPeople(() =>
        verdict('fail', 'The Group names no document.', { silent: true }),
      )(facts);
    }
    const { url, exists, changedOn } = document;
    const item = (state: 'pass' | 'fail' | 'unknown', detail: string) => ({
      evidence: [{ title: url, href: url, state, detail }],
    });
    if (!exists) {
      return verdict(
        'fail',
        'The document that the Group names is not there.',
        item('fail', 'Not there.'),
      );
    }
    if (changedOn === null) {
      return verdict(
        'unknown',
        'When the document was last edited is not known.',
        item('unknown', 'Last edit not known.'),
      );
    }
    const isFresh = changedOn >= addDays(today, -DAYS);
    return verdict(
      isFresh ? 'pass' : 'fail',
      `Last edited on ${changedOn}${
        isFresh ? '.' : `, more than ${DAYS} days ago.`
      }`,
      item(isFresh ? 'pass' : 'fail', `Last edited on ${changedOn}.`),
    );
  },
};
