import { isDay } from 'backstage-plugin-ai-scorecards-common';
import type { QualityExplanation } from 'backstage-plugin-ai-scorecards-common';
import type { Words } from '../../hooks';
import type { FormFault } from '../ui';

/** An explanation as it is typed. */
export interface ExplainText {
  category: QualityExplanation['category'];
  text: string;
  expiresOn: string;
}

const SHORTEST = 10;
const LONGEST = 1000;

/** Everything that keeps an explanation from being sent, all at once; `idOf` gives the element of a field. */
export function explainFaults(
  explanation: ExplainText,
  options: {
    t: Words;
    today: string;
    idOf: (field: keyof ExplainText) => string;
  },
): FormFault[] {
  const { t, today, idOf } = options;
  const faults: FormFault[] = [];
  const { length } = explanation.text.trim();
  if (length < SHORTEST || length > LONGEST) {
    faults.push({
      field: idOf('text'),
      text: length < SHORTEST ? t('explain.shortText') : t('explain.longText'),
    });
  }
  if (!isDay(explanation.expiresOn) || explanation.expiresOn <= today) {
    faults.push({ field: idOf('expiresOn'), text: t('explain.badDay') });
  }
  return faults;
}
