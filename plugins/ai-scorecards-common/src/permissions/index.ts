import { exceptionPermissions } from './exceptions';
import { practicePermissions } from './practices';
import { pushPermissions } from './push';
import { teamPermissions } from './teams';

export * from './exceptions';
export * from './practices';
export * from './push';
export * from './teams';

/** Every permission of AI Scorecards. */
export const aiScorecardsPermissions = [
  ...teamPermissions,
  ...exceptionPermissions,
  ...pushPermissions,
  ...practicePermissions,
];
