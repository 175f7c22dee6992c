import { exceptionPermissions } from './exceptions';
import { teamPermissions } from './teams';

export * from './exceptions';
export * from './teams';

/** Every permission of AI Scorecards. */
export const aiScorecardsPermissions = [
  ...teamPermissions,
  ...exceptionPermissions,
];
