import { exceptionPermissions } from './exceptions';
import { practicePermissions } from './practices';
import { teamPermissions } from './teams';

export * from './exceptions';
export * from './practices';
export * from './teams';

/** Every permission of AI Scorecards. */
export const aiScorecardsPermissions = [
  ...teamPermissions,
  ...exceptionPermissions,
  ...practicePermissions,
];
