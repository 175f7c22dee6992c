export * from './clamp';
export { planTree } from './planTree';
export type { HiddenBecause, TreeInput, TreePlan } from './planTree';
export * from './publishParts';
export * from './publishTree';
