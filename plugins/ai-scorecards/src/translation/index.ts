import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { checklistMessages } from './checklist';
import { commonMessages } from './common';
import { exceptionMessages } from './exceptions';
import { meMessages } from './me';
import { operateMessages } from './operate';
import { organisationMessages } from './organisation';
import { outcomeMessages } from './outcomes';
import { practiceMessages } from './practices';
import { teamMessages } from './team';

/** Every word that the plugin itself says. What the backend says (sentences, reasons, titles) is not in it. */
export const aiScorecardsTranslationRef = createTranslationRef({
  id: 'plugin.ai-scorecards',
  messages: {
    ...commonMessages,
    ...exceptionMessages,
    ...teamMessages,
    ...meMessages,
    ...operateMessages,
    ...organisationMessages,
    ...practiceMessages,
    ...outcomeMessages,
    ...checklistMessages,
  },
});
