export { aiScorecardsModuleGitlab as default } from './module';
