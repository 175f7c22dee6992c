export {
  AiScorecardsPage,
  aiScorecardsPlugin,
  EntityAiScorecardsCard,
  EntityAiScorecardsContent,
} from './plugin';
export { aiScorecardsApiRef } from './api';
export { isAiScorecardsAvailable } from './isAiScorecardsAvailable';
