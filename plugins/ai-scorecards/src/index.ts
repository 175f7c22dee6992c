export { aiScorecardsPlugin } from './plugin';
