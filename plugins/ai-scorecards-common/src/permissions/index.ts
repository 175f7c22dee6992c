import { exceptionPermissions } from './exceptions';
import { pushPermissions } from './push';
import { teamPermissions } from './teams';

export * from './exceptions';
export * from './push';
export * from './teams';

/** Every permission of AI Scorecards. */
export const aiScorecardsPermissions = [
  ...teamPermissions,
  ...exceptionPermissions,
  ...pushPermissions,
];
