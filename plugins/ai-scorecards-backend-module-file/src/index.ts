export { aiScorecardsModuleFile as default } from './module';
