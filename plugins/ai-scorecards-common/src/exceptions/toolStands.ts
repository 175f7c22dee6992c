import type { ToolPolicy } from '../contract';

/** Whether nobody may use a tool, exception or not. A tool that is not in the registry is not closed. */
export const isClosed = (policy: ToolPolicy | null): boolean =>
  policy === 'prohibited' || policy === 'retired';

/** Whether everybody may use a tool, so that nobody has to ask. */
export const isOpenToAll = (policy: ToolPolicy | null): boolean =>
  policy === 'default' || policy === 'approved';

/** Says why nothing is to be granted for a tool of this policy; null where something may be. */
export function nothingToGrant(policy: ToolPolicy | null): string | null {
  if (isClosed(policy))
    return `The tool is ${policy}: no exception is possible`;
  return isOpenToAll(policy)
    ? `The tool is ${policy} now: no exception is needed`
    : null;
}
