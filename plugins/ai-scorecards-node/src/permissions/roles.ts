import { Config } from '@backstage/config';

/** Entity refs (users or Groups) behind each role, from `aiScorecards.roles` and `aiScorecards.exceptions.boardGroup`. */
export interface RoleRefs {
  finance: string[];
  operators: string[];
  admins: string[];
  practiceLeads: string[];
  auditors: string[];
  board: string[];
}

/** Reads the roles; a role that is not configured has nobody. */
export function readRoles(config: Config): RoleRefs {
  const read = (key: string) =>
    (config.getOptionalStringArray(`aiScorecards.roles.${key}`) ?? []).map(
      ref => ref.toLocaleLowerCase('en-US'),
    );
  const board = config.getOptionalString('aiScorecards.exceptions.boardGroup');
  return {
    finance: read('finance'),
    operators: read('operators'),
    admins: read('admins'),
    practiceLeads: read('practiceLeads'),
    auditors: read('auditors'),
    board: board ? [board.toLocaleLowerCase('en-US')] : [],
  };
}

/** Whether one of the caller's ownership claims (the user and the Groups) holds the role. */
export function hasRole(
  roles: RoleRefs,
  role: keyof RoleRefs,
  claims: string[],
): boolean {
  return claims.some(claim =>
    roles[role].includes(claim.toLocaleLowerCase('en-US')),
  );
}
