export { aiScorecardsPlugin as default } from './plugin';
export { aiScorecardsTranslationRef } from '../translation';
