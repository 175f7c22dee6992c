export { aiScorecardsModuleCursor as default } from './module';
