export {
  AiScorecardsPage,
  aiScorecardsPlugin,
  AiToolExceptionsHomeCard,
  EntityAiScorecardsCard,
  EntityAiScorecardsContent,
  EntityAiToolExceptionsCard,
} from './plugin';
export { aiScorecardsApiRef } from './api';
export { isAiTool } from './teams/isAiTool';
export { isAiScorecardsAvailable } from './isAiScorecardsAvailable';
