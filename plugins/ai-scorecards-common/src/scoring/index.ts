export * from './input';
export { buildScorecard } from './buildScorecard';
export { restrictScorecard } from './restrictScorecard';
export { perActiveOf, monthCost } from './monthCost';
export { weekPoint } from './activeRate';
export * from './figure';
export { worstStep } from './nextStep';
export * from './outcomes';
export { sentenceWith } from './sentence';
