export { aiScorecardsModuleAnthropicEnterprise as default } from './module';
