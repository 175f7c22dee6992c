export { aiScorecardsModuleAnthropic as default } from './module';
