import type { ToolPolicy } from '../contract';

/**
 * How the tool that is asked for stands today: its policy, or `removed` once the registry holds it no more. Null for a new
 * one that is not registered yet.
 */
export type ToolStanding = ToolPolicy | 'removed' | null;

/** A standing in which nobody may use the tool, exception or not. */
export type Closed = 'prohibited' | 'retired' | 'removed';

/** Whether nobody may use a tool, exception or not. A new one that is not registered yet is not closed. */
export const isClosed = (standing: ToolStanding): standing is Closed =>
  standing === 'prohibited' || standing === 'retired' || standing === 'removed';

/** Says that a tool is closed. */
export const closedInWords = (standing: Closed): string =>
  standing === 'removed'
    ? 'The tool is not in the registry any more'
    : `The tool is ${standing}`;

/** Whether everybody may use a tool, so that nobody has to ask. */
export const isOpenToAll = (standing: ToolStanding): boolean =>
  standing === 'default' || standing === 'approved';

/** For a lane in which nothing is decided, whatever the tool's standing is by now. */
export const NOT_NEEDED = 'No exception is needed for this tool';

/** Says why nothing is to be granted for a tool that stands so; null where something may be. */
export function nothingToGrant(standing: ToolStanding): string | null {
  if (isClosed(standing)) {
    return `${closedInWords(standing)}: no exception is possible`;
  }
  return isOpenToAll(standing)
    ? `The tool is ${standing} now: no exception is needed`
    : null;
}
