import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { TranslationFunction } from '@backstage/frontend-plugin-api';
import { aiScorecardsTranslationRef } from '../translation';

export type Words = TranslationFunction<typeof aiScorecardsTranslationRef.T>;

/** The plugin's words in the reader's language. */
export function useWords(): Words {
  return useTranslationRef(aiScorecardsTranslationRef).t;
}
