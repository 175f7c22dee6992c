import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { aiScorecardsTranslationRef } from '../translation';

/** The plugin's words in the reader's language. */
export function useWords() {
  return useTranslationRef(aiScorecardsTranslationRef).t;
}

export type Words = ReturnType<typeof useWords>;
