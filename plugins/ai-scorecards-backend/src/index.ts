export { aiScorecardsPlugin as default } from './plugin';
export { clockServiceRef } from './clock';
export type { Clock } from './clock';
