export { aiScorecardsModuleGithub as default } from './module';
