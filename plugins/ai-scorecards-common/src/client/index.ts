export * from './paths';
export type { AiScorecardsApi } from './AiScorecardsApi';
export * from './AiScorecardsClient';
