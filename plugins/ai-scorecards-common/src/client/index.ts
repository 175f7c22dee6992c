export * from './paths';
export type {
  AiScorecardsApi,
  ExceptionStep,
  RequestStep,
} from './AiScorecardsApi';
export * from './AiScorecardsClient';
