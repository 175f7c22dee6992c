export { aiScorecardsPlugin as default } from './plugin';
