import { exceptionPermissions } from './exceptions';
import { pushPermissions } from './push';
import { teamPermissions } from './teams';

export * from './exceptions';
export * from './push';
import { practicePermissions } from './practices';
import { teamPermissions } from './teams';

export * from './exceptions';
export * from './practices';
export * from './teams';

/** Every permission of AI Scorecards. */
export const aiScorecardsPermissions = [
  ...teamPermissions,
  ...exceptionPermissions,
  ...pushPermissions,
  ...practicePermissions,
];
