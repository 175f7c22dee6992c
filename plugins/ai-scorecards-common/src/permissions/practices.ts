import {
  BasicPermission,
  createPermission,
} from '@backstage/plugin-permission-common';

/**
 * Stating something of practices: attesting a check, adopting a checklist, acknowledging the stance. For which team is
 * settled by the service.
 */
export const practiceStatePermission: BasicPermission = createPermission({
  name: 'ai-scorecards.practices.state',
  attributes: { action: 'create' },
});

/** Publishing the organisation's checklist, trying checks. The service asks for a role as well. */
export const practiceManagePermission: BasicPermission = createPermission({
  name: 'ai-scorecards.practices.manage',
  attributes: { action: 'update' },
});

export const practicePermissions = [
  practiceStatePermission,
  practiceManagePermission,
];
