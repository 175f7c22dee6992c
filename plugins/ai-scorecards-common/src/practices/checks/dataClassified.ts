import { Check, verdict } from '../check';
import { withPeople } from '../withPeople';

/** Somebody of the team has stated which data may go to which tool. */
export const dataClassified: Check = {
  id: 'data.classified',
  title: 'Which data may go to which tool is stated',
  why: 'Nobody looks up a classification in the middle of a prompt.',
  level: 2,
  required: true,
  category: 'security',
  evidence: 'attested',
  howToPass: {
    text: 'State for each tool which data of the team may go to it, and attest it with a link',
  },
  weight: 55,
  version: 1,
  attestationDays: 180,
  evaluate: withPeople(() =>
    verdict('fail', 'Nobody has attested this yet.', { silent: true }),
  ),
};
