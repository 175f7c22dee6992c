export * from './input';
export { buildScorecard } from './buildScorecard';
export { restrictScorecard } from './restrictScorecard';
export { perActiveOf, monthCost } from './monthCost';
export { weekPoint } from './activeRate';
export * from './figure';
export * from './outcomes';
