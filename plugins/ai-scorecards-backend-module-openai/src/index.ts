export { aiScorecardsModuleOpenai as default } from './module';
